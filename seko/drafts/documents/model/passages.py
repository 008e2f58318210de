"""From a document and a reading of its tracked changes to the ordered list of passages."""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from seko.drafts.documents.model.assembly import Assembled, Assembler
from seko.drafts.documents.model.comment_places import CommentTracer, Follower
from seko.drafts.documents.model.grids import SettledCell, SettledRow, is_frame, settle_rows
from seko.drafts.documents.model.keys import content_key
from seko.drafts.documents.model.logframe import with_roles
from seko.drafts.documents.model.numbering import Counter, format_number
from seko.drafts.documents.model.settling import Settled, settle
from seko.drafts.documents.model.structure import (
    Block,
    CommentPlace,
    Document,
    Note,
    NoteMark,
    NoteReference,
    ParagraphFormat,
    Passage,
    PassageKind,
    Revisions,
    Table,
    TablePlace,
)

# Word lets a label be as long as its author likes; a column of 40 letters holds every real one.
LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Taken:
    """A document in one reading: its passages, and where the comments made in Word stand."""

    passages: tuple[Passage, ...]
    comments: tuple[CommentPlace, ...]


def passages(
    document: Document, revisions: Revisions | str = Revisions.ACCEPTED, *, with_keys: bool = True
) -> list[Passage]:
    """The passages of one reading, in reading order; `position` is the index in the list."""
    return list(take(document, revisions, with_keys=with_keys).passages)


def take(
    document: Document,
    revisions: Revisions | str = Revisions.ACCEPTED,
    *,
    with_keys: bool = True,
    tracer: CommentTracer | None = None,
) -> Taken:
    """The passages and the places of the comments. Raises ValueError for an unknown reading.

    Without keys (`with_keys`) the passages only say their words, for whoever compares these and asks no more. Another
    `tracer` may follow more marks than those of comments.
    """
    tracer = tracer if tracer is not None else CommentTracer()
    accepted = Revisions(revisions) is Revisions.ACCEPTED
    builder = _Builder(document, tracer, accepted=accepted, with_keys=with_keys)
    builder.blocks(document.blocks)
    return Taken(
        tuple(with_roles(builder.passages)), tracer.places(comment.comment_id for comment in document.comments)
    )


def follow_marks(document: Document, follower: Follower) -> tuple[Passage, ...]:
    """The passages as accepted, without keys and roles, while the follower is told of every mark in them."""
    builder = _Builder(document, follower, accepted=True, with_keys=False)
    builder.blocks(document.blocks)
    return tuple(builder.passages)


def _no_key(_text: str) -> str:
    return ""


class _Builder:
    """Builds the passages one after the other; the counters of lists and notes run along."""

    def __init__(self, document: Document, tracer: Follower, *, accepted: bool, with_keys: bool) -> None:
        self.passages: list[Passage] = []
        self.tracer = tracer
        self._accepted = accepted
        self._key: Callable[[str], str] = content_key if with_keys else _no_key
        self._counter = Counter(dict(document.lists))
        self._notes = {note.note_id: note for note in document.notes}
        self._note_numbers: dict[str, str] = {}
        self._waiting_notes: list[tuple[Note, int]] = []
        self._sections: list[tuple[int, int]] = []

    def blocks(self, blocks: Iterable[Block], *, is_boxed: bool = False, host: int = -1) -> None:
        """Add the passages of a story or of what stands in a frame or text box, inside the cell `host` if any."""
        for block in settle(blocks, accepted=self._accepted):
            if isinstance(block, Table):
                self._table(block, host=host)
            else:
                self._paragraph(block, is_boxed=is_boxed, host=host)

    def _paragraph(self, settled: Settled, *, is_boxed: bool, host: int) -> None:
        assembler = Assembler(self._accepted)
        format_ = settled.format
        if not format_.is_contents:
            number = self._label(format_)
            assembler.add(settled.pieces, is_bold=format_.is_bold)
            assembled = assembler.finish()
            if assembled.text or assembled.notes:
                self._add_text(assembled, format_, number, is_boxed=is_boxed, host=host)
            else:
                self.tracer.follow(assembled.marks, None, 0, near=len(self.passages) - 1)
        for box in assembler.boxes:
            self.blocks(box, is_boxed=True, host=host)

    def _label(self, format_: ParagraphFormat) -> str:
        if not format_.list_id:
            return ""
        return self._counter.label(format_.list_id, format_.list_level)[:LONGEST_LABEL]

    def _add_text(
        self, assembled: Assembled, format_: ParagraphFormat, number: str, *, is_boxed: bool, host: int
    ) -> None:
        kind, level = PassageKind.PARAGRAPH, 0
        if format_.level and assembled.text:
            kind, level = PassageKind.HEADING, format_.level
            while self._sections and self._sections[-1][0] >= level:
                self._sections.pop()
        elif number:
            kind, level = PassageKind.LIST_ITEM, format_.list_level + 1
        bare = self._passage(assembled, kind, is_bidi=format_.is_bidi)
        passage = replace(bare, level=level, number=number, style=format_.style, is_boxed=is_boxed, host=host)
        self._add(passage, assembled)
        if kind is PassageKind.HEADING:
            self._sections.append((level, passage.position))
        self._add_waiting_notes()

    def _passage(self, assembled: Assembled, kind: PassageKind, *, is_bidi: bool = False) -> Passage:
        """The next passage, with what is tied to its text."""
        position = len(self.passages)
        return Passage(
            position=position,
            kind=kind,
            text=assembled.text,
            key=self._key(assembled.text),
            path=tuple(place for _, place in self._sections),
            lang=assembled.lang,
            is_bidi=is_bidi,
            emphasis=assembled.emphasis,
            notes=tuple(self._reference(offset, mark, position) for offset, mark in assembled.notes),
            objects=assembled.objects,
            placeholders=assembled.placeholders,
            labels=assembled.labels,
            is_bold=assembled.is_bold,
        )

    def _add(self, passage: Passage, assembled: Assembled) -> None:
        self.tracer.follow(assembled.marks, passage.position, len(passage.text), near=passage.position)
        self.passages.append(passage)

    def _reference(self, offset: int, mark: NoteMark, host: int) -> NoteReference:
        """A reference; the first one to a note makes the note's passage follow its host."""
        if mark.note_id not in self._note_numbers:
            self._note_numbers[mark.note_id] = "" if mark.own_mark else self._next_note_number(mark.note_id[:1])
            if mark.note_id in self._notes:
                self._waiting_notes.append((self._notes[mark.note_id], host))
        return NoteReference(offset, mark.note_id, self._note_numbers[mark.note_id])

    def _next_note_number(self, kind: str) -> str:
        count = 1 + sum(bool(number) and ident[:1] == kind for ident, number in self._note_numbers.items())
        return format_number(count, "decimal" if kind == "f" else "lowerRoman")

    def _add_waiting_notes(self) -> None:
        waiting, self._waiting_notes = self._waiting_notes, []
        for note, host in waiting:
            assembler = Assembler(self._accepted)
            self._add_lines(assembler, note.blocks)
            assembled = assembler.finish()
            passage = self._passage(assembled, PassageKind.FOOTNOTE)
            number = self._note_numbers[note.note_id]
            self._add(replace(passage, number=number, note_id=note.note_id, host=host), assembled)

    def _add_lines(self, assembler: Assembler, blocks: Iterable[Block]) -> None:
        """Add a note's paragraphs as lines, the text of tables in it cell after cell."""
        for block in settle(blocks, accepted=self._accepted):
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row.cells:
                        self._add_lines(assembler, cell.blocks)
            else:
                self._add_line(assembler, block)

    def _add_line(self, assembler: Assembler, settled: Settled) -> None:
        assembler.begin_line(self._label(settled.format), settled.format.list_level + 1)
        assembler.add(settled.pieces, is_bold=settled.format.is_bold)

    def _table(self, table: Table, host: int) -> None:
        rows = settle_rows(table, accepted=self._accepted)
        if is_frame(rows):
            for row in rows:
                for cell in row.cells:
                    self.blocks(cell.blocks, is_boxed=True, host=host)
            return
        for index, row in enumerate(rows):
            self._row(table, row, index, host)

    def _row(self, table: Table, row: SettledRow, index: int, host: int) -> None:
        position = len(self.passages)
        empty = Assembler(self._accepted).finish()
        place = TablePlace(table.number, index, 0, 1, row.width, row.is_header, table.depth, 0)
        self.passages.append(replace(self._passage(empty, PassageKind.TABLE_ROW), table=place, host=host))
        for cell in row.cells:
            self._cell(table, row, index, cell, position)
        own = [passage for passage in self.passages[position + 1 :] if passage.host == position and passage.table]
        text = " | ".join(" ".join(passage.text.split("\n")) for passage in own if passage.text)
        letters = collections.Counter({passage.lang: 0 for passage in own})
        for passage in own:
            letters[passage.lang] += len(passage.text)
        lang = letters.most_common(1)[0][0] if letters else ""
        self.passages[position] = replace(self.passages[position], text=text, key=self._key(text), lang=lang)
        self._add_waiting_notes()

    def _cell(self, table: Table, row: SettledRow, index: int, cell: SettledCell, host: int) -> None:
        """Add a cell; a table nested in it comes at its place, and the cell goes on in a further part after it."""
        place = TablePlace(table.number, index, cell.column, cell.row_span, cell.span, row.is_header, table.depth, 0)
        assembler = Assembler(self._accepted)
        is_bidi = False
        waiting: list[Block] = list(cell.blocks)
        for block in settle(waiting, accepted=self._accepted):
            if isinstance(block, Table):
                self._nested(block, assembler, place, host, is_bidi=is_bidi)
                assembler = Assembler(self._accepted)
                place = replace(place, part=place.part + 1)
                continue
            is_bidi = is_bidi or block.format.is_bidi
            self._add_line(assembler, block)
            while assembler.boxes:
                self._add_lines(assembler, assembler.boxes.pop(0))
        assembled = assembler.finish()
        if assembled.text or assembled.notes or assembled.marks or not place.part:
            self._add_cell(assembled, place, host, is_bidi=is_bidi)

    def _nested(self, table: Table, before: Assembler, place: TablePlace, host: int, *, is_bidi: bool) -> None:
        """The part of a cell before a nested table, and then that table."""
        cell = self._add_cell(before.finish(), place, host, is_bidi=is_bidi)
        self._table(table, host=cell)

    def _add_cell(self, assembled: Assembled, place: TablePlace, host: int, *, is_bidi: bool) -> int:
        passage = replace(self._passage(assembled, PassageKind.TABLE_CELL, is_bidi=is_bidi), table=place, host=host)
        if len(assembled.labels) == 1 and assembled.labels[0].offset == 0 and "\n" not in assembled.text:
            label = assembled.labels[0]
            passage = replace(passage, number=label.number, level=label.level, labels=())
        self._add(passage, assembled)
        return passage.position
