"""To what a comment is tied: exact words, a part of the text, a missing thing, a question, the whole.

The form follows the W3C Web Annotation model: segments with start and end in code points of the passage's text, the
exact quote and the words around it; never offsets into HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

CONTEXT = 32
WORDS, PASSAGE, MISSING, QUESTION, WHOLE = "words", "passage", "missing", "question", "whole"
KINDS = (WORDS, PASSAGE, MISSING, QUESTION, WHOLE)


class AnchorFault(ValueError):
    """The anchor does not fit the text; `code` says how: kind, place, range, quote."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the passage at `place`: `start` and `end` in code points (end excluded), `exact` the words."""

    place: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class InTranslation:
    """The words that were in front of somebody who read the working translation into `language`."""

    language: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a comment speaks of. `places` are the passages for kind passage; `after` the one after which is missing.

    Whoever selected words of a translation speaks of the same passages of the authentic text: the kind is passage,
    and `translated` keeps the words. `segments` are words of the authentic text, always.
    """

    kind: str
    segments: tuple[Segment, ...] = ()
    places: tuple[str, ...] = ()
    after: str = ""
    translated: InTranslation | None = None

    @property
    def passages(self) -> tuple[str, ...]:
        """The places it touches, in order, each once."""
        named = [segment.place for segment in self.segments] + list(self.places) + ([self.after] if self.after else [])
        return tuple(dict.fromkeys(named))

    @property
    def quote(self) -> str:
        """The exact words of the authentic text, segments joined by an ellipsis."""
        return _joined(self.segments)

    @property
    def selected(self) -> str:
        """The exact words that were selected, in whichever text."""
        return self.quote or (_joined(self.translated.segments) if self.translated else "")

    def as_json(self) -> dict[str, Any]:
        """Return the stored form."""
        form: dict[str, Any] = {"kind": self.kind}
        if self.segments:
            form["segments"] = _plain(self.segments)
        if self.translated:
            form["translated"] = {
                "language": self.translated.language,
                "segments": _plain(self.translated.segments),
            }
        if self.places:
            form["places"] = list(self.places)
        if self.after:
            form["after"] = self.after
        return form


def _joined(segments: Sequence[Segment]) -> str:
    return " … ".join(segment.exact for segment in segments)


def _plain(segments: Sequence[Segment]) -> list[dict[str, Any]]:
    return [
        {
            "place": each.place,
            "start": each.start,
            "end": each.end,
            "exact": each.exact,
            "prefix": each.prefix,
            "suffix": each.suffix,
        }
        for each in segments
    ]


WHOLE_DOCUMENT = Anchor(WHOLE)


def from_json(form: Mapping[str, Any]) -> Anchor:
    """Return the anchor of its stored form; an empty one is the whole. Raises `AnchorFault`."""
    kind = form.get("kind", WHOLE)
    if kind not in KINDS:
        raise AnchorFault("kind")
    translated = form.get("translated") or {}
    try:
        segments = _segments(form.get("segments", ()))
        read = InTranslation(str(translated["language"]), _segments(translated["segments"])) if translated else None
    except (KeyError, TypeError, ValueError):
        raise AnchorFault("range") from None
    places = tuple(str(place) for place in form.get("places", ()))
    return Anchor(kind, segments, places, str(form.get("after", "")), read)


def _segments(plain: Iterable[Mapping[str, Any]]) -> tuple[Segment, ...]:
    return tuple(
        Segment(
            str(each["place"]),
            int(each["start"]),
            int(each["end"]),
            str(each["exact"]),
            str(each.get("prefix", "")),
            str(each.get("suffix", "")),
        )
        for each in plain
    )


def words_at(place: str, text: str, start: int, end: int) -> Segment:
    """Return the segment of `text` from `start` to `end`, blanks at its ends left out. Raises `AnchorFault`."""
    if not 0 <= start < end <= len(text):
        raise AnchorFault("range")
    exact = text[start:end]
    start += len(exact) - len(exact.lstrip())
    exact = exact.strip()
    if not exact:
        raise AnchorFault("range")
    end = start + len(exact)
    return Segment(place, start, end, exact, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def words_quoted(place: str, text: str, quote: str) -> Segment:
    """Return the segment where `quote` first stands in `text`, letter case ignored. Raises `AnchorFault`."""
    wanted = " ".join(quote.split())
    position = text.find(wanted)
    if position < 0 and len(text.casefold()) == len(text):
        position = text.casefold().find(wanted.casefold())
    if position < 0 or not wanted:
        raise AnchorFault("quote")
    return words_at(place, text, position, position + len(wanted))


def checked(anchor: Anchor, texts: Mapping[str, str], translated: Mapping[str, str] | None = None) -> Anchor:
    """Return the anchor with its quotes taken from `texts` (place -> text), or raise `AnchorFault`.

    A segment whose quote differs from the text at its offsets is refused: words are never guessed. `translated` are
    the texts of the translation in which words were selected; without it such words are refused.
    """
    if any(place not in texts for place in anchor.passages):
        raise AnchorFault("place")
    if anchor.kind == WORDS:
        if not anchor.segments:
            raise AnchorFault("range")
        return Anchor(WORDS, _taken(anchor.segments, texts))
    if anchor.kind == PASSAGE:
        if not anchor.places:
            raise AnchorFault("place")
        places = tuple(dict.fromkeys(anchor.places))
        if anchor.translated is None:
            return Anchor(PASSAGE, places=places)
        segments = _taken(anchor.translated.segments, translated or {})
        if not segments or any(each.place not in places for each in segments):
            raise AnchorFault("place")
        return Anchor(PASSAGE, places=places, translated=InTranslation(anchor.translated.language, segments))
    if anchor.kind == MISSING:
        if not anchor.after:
            raise AnchorFault("place")
        return Anchor(MISSING, after=anchor.after)
    return Anchor(anchor.kind)


def _taken(segments: Iterable[Segment], texts: Mapping[str, str]) -> tuple[Segment, ...]:
    found = []
    for segment in segments:
        if segment.place not in texts:
            raise AnchorFault("place")
        fresh = words_at(segment.place, texts[segment.place], segment.start, segment.end)
        if segment.exact and fresh.exact != segment.exact.strip():
            raise AnchorFault("quote")
        found.append(fresh)
    return tuple(found)
