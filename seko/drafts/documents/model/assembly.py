"""Putting the text of a passage together: NFC, trimmed, with the offsets of all that is tied to its letters."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from seko.drafts.documents.model.settling import stands
from seko.drafts.documents.model.structure import (
    Block,
    BoxMark,
    CommentMark,
    Emphasis,
    EmphasisKind,
    InlineObject,
    LineLabel,
    NoteMark,
    ObjectMark,
    Piece,
    Run,
)

OBJECT = "\ufffc"
_CLUSTER = 30
_VERTICAL = {"superscript": EmphasisKind.SUPERSCRIPT, "subscript": EmphasisKind.SUBSCRIPT}


@dataclass(frozen=True, slots=True)
class Assembled:
    """A finished text and what is tied to it. `is_bold`: every letter of it is bold."""

    text: str
    emphasis: tuple[Emphasis, ...]
    notes: tuple[tuple[int, NoteMark], ...]
    objects: tuple[InlineObject, ...]
    placeholders: tuple[tuple[int, int], ...]
    labels: tuple[LineLabel, ...]
    marks: tuple[tuple[int, CommentMark], ...]
    lang: str
    is_bold: bool


@dataclass(slots=True)
class Assembler:
    """Takes pieces in order and gives the text of one reading. Hidden text never enters it."""

    accepted: bool
    boxes: list[tuple[Block, ...]] = field(default_factory=list)
    _letters: list[str] = field(default_factory=list)
    _length: int = 0
    _spans: list[tuple[int, int, str]] = field(default_factory=list)
    _notes: list[tuple[int, NoteMark]] = field(default_factory=list)
    _objects: list[tuple[int, ObjectMark]] = field(default_factory=list)
    _marks: list[tuple[int, CommentMark]] = field(default_factory=list)
    _labels: list[tuple[int, str, int]] = field(default_factory=list)
    _languages: Counter[str] = field(default_factory=Counter)
    _light: int = 0
    _is_bold_by_style: bool = False
    _line_waits: bool = False
    _label_waits: tuple[str, int] | None = None

    def begin_line(self, number: str = "", level: int = 0) -> None:
        """Begin a further line, with its label; an empty line leaves no trace but its label stays with the next one."""
        self._line_waits = self._length > 0
        self._label_waits = (number, level) if number else None

    def add(self, pieces: tuple[Piece, ...], *, is_bold: bool) -> None:
        """Add what of a paragraph's pieces stands in the reading; text boxes are gathered in `boxes`.

        `is_bold`: the paragraph's style is bold, so that bold letters in it are no emphasis.
        """
        self._is_bold_by_style = is_bold
        for piece in pieces:
            if isinstance(piece, Run):
                if piece.former is not None and not self.accepted:
                    piece = piece.former
                if not piece.is_hidden and stands(piece, accepted=self.accepted):
                    self._add_run(piece)
            elif isinstance(piece, CommentMark):
                self._marks.append((self._length, piece))
            elif stands(piece, accepted=self.accepted):
                if isinstance(piece, BoxMark):
                    self.boxes.append(piece.blocks)
                    continue
                self._settle_line()
                if isinstance(piece, NoteMark):
                    self._notes.append((self._length, piece))
                else:
                    self._objects.append((self._length, piece))
                    self._write(OBJECT)

    def finish(self) -> Assembled:
        """The text and everything tied to it, with offsets in the finished text."""
        raw = "".join(self._letters)
        place = _Places(raw)
        notes = tuple((place(offset), note) for offset, note in self._notes)
        return Assembled(
            text=place.text,
            emphasis=self._emphasis(place),
            notes=notes,
            objects=tuple(InlineObject(place(at), found.kind, found.alternative) for at, found in self._objects),
            placeholders=_stretches(self._spans, "placeholder", place),
            labels=tuple(LineLabel(place(offset), number, level) for offset, number, level in self._labels),
            marks=tuple((place(offset), mark) for offset, mark in self._marks),
            lang=max(self._languages.items(), key=lambda item: item[1], default=("", 0))[0],
            is_bold=bool(place.text) and not self._light,
        )

    def _add_run(self, run: Run) -> None:
        if run.text.strip():
            self._settle_line()
        elif not self._length or self._line_waits:
            return
        start = self._length
        self._write(run.text)
        if run.bold and not self._is_bold_by_style:
            self._spans.append((start, self._length, EmphasisKind.BOLD))
        if run.italic:
            self._spans.append((start, self._length, EmphasisKind.ITALIC))
        if run.vertical in _VERTICAL:
            self._spans.append((start, self._length, _VERTICAL[run.vertical]))
        if run.is_placeholder:
            self._spans.append((start, self._length, "placeholder"))
        if not (self._is_bold_by_style if run.bold is None else run.bold):
            self._light += sum(map(str.isalpha, run.text))
        self._languages[run.lang] += len(run.text)

    def _settle_line(self) -> None:
        if self._line_waits:
            self._write("\n")
            self._line_waits = False
        if self._label_waits is not None:
            self._labels.append((self._length, *self._label_waits))
            self._label_waits = None

    def _write(self, letters: str) -> None:
        self._letters.append(letters)
        self._length += len(letters)

    def _emphasis(self, place: _Places) -> tuple[Emphasis, ...]:
        found = [
            Emphasis(start, end, kind) for kind in EmphasisKind for start, end in _stretches(self._spans, kind, place)
        ]
        return tuple(sorted(found, key=lambda emphasis: (emphasis.start, emphasis.end, emphasis.kind)))


class _Places:
    """From offsets of the raw text to offsets of the finished one (NFC, trimmed)."""

    def __init__(self, raw: str) -> None:
        self._is_plain = unicodedata.is_normalized("NFC", raw)
        whole = raw if self._is_plain else unicodedata.normalize("NFC", raw)
        self.text = whole.strip()
        self._trimmed = len(whole) - len(whole.lstrip()) if self.text else 0
        self._composed: list[int] = [] if self._is_plain else _composed_offsets(raw)

    def __call__(self, offset: int) -> int:
        if not self._is_plain:
            offset = self._composed[offset]
        return min(max(offset - self._trimmed, 0), len(self.text))


def _composed_offsets(raw: str) -> list[int]:
    """For every offset of a text its offset once the text is composed; an offset inside a letter goes to its end."""
    offsets = [0]
    cluster = ""
    done = 0
    for letter in raw:
        if not unicodedata.combining(letter):
            done, cluster = offsets[-1], ""
        cluster += letter
        offsets.append(done + len(unicodedata.normalize("NFC", cluster[-_CLUSTER:])))
    return offsets


def _stretches(spans: list[tuple[int, int, str]], kind: str, place: _Places) -> tuple[tuple[int, int], ...]:
    """The spans of a kind in the finished text; touching ones as one."""
    joined: list[tuple[int, int]] = []
    for raw_start, raw_end, found in spans:
        if found != kind:
            continue
        start, end = place(raw_start), place(raw_end)
        if start >= end:
            continue
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
