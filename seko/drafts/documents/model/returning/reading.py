"""One reading of a returned file: its words as one text, and where every mark stands in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from seko.drafts.documents.model.anchors import WORDS, Anchor, AnchorFault, Segment, words_at
from seko.drafts.documents.model.carrying.bridge import Part
from seko.drafts.documents.model.comment_places import CommentTracer
from seko.drafts.documents.model.passages import take
from seko.drafts.documents.model.structure import CommentMark, Document, Passage, PassageKind, Revisions

# Between two passages; no file can hold it.
BORDER: Final = "\x1e"


class PointTracer(CommentTracer):
    """Follows our own marks beside those of comments: where each stands, as (passage or None, offset, near)."""

    def __init__(self) -> None:
        super().__init__()
        self.points: dict[tuple[str, str], tuple[int | None, int, int]] = {}

    def follow(self, marks: Iterable[tuple[int, CommentMark]], passage: int | None, length: int, *, near: int) -> None:
        """Take the marks of one passage, ours apart."""
        theirs = []
        for offset, mark in marks:
            if mark.comment_id.startswith("~"):
                self.points.setdefault((mark.comment_id, mark.kind), (passage, offset, near))
            else:
                theirs.append((offset, mark))
        super().follow(theirs, passage, length, near=near)


class Reading:
    """The passages of one reading that have words of their own, laid one after the other."""

    def __init__(self, document: Document, revisions: Revisions) -> None:
        self.tracer = PointTracer()
        taken = take(document, revisions, with_keys=False, tracer=self.tracer)
        self.passages = taken.passages
        self.comments = {place.comment_id: place for place in taken.comments}
        kept = [each for each in taken.passages if each.kind is not PassageKind.TABLE_ROW]
        self.parts = tuple(_part(each, taken.passages) for each in kept)
        self.numbers = {each.position: number for number, each in enumerate(kept)}
        self.starts: list[int] = []
        length = 0
        for part in self.parts:
            self.starts.append(length)
            length += len(part.text) + 1
        self.text = BORDER.join(part.text for part in self.parts)

    def point(self, mark: str, kind: str) -> int | None:
        """Return where a mark stands in the text; None where it does not stand in this reading."""
        found = self.tracer.points.get((mark, kind))
        if found is None:
            return None
        passage, offset, near = found
        if passage is not None and passage in self.numbers:
            return self.starts[self.numbers[passage]] + offset
        number = self.last_number(near)
        return self.starts[number] + len(self.parts[number].text) if number >= 0 else 0

    def is_in_passage(self, mark: str) -> bool:
        """Return whether a mark stands in a passage, and not in a paragraph without words."""
        return self.tracer.points.get((mark, "end"), (None, 0, 0))[0] is not None

    def last_number(self, position: int) -> int:
        """Return the number of the part at a passage's position, or of the last one before it; -1 for none."""
        while position >= 0 and position not in self.numbers:
            position -= 1
        return self.numbers.get(position, -1)

    def part_at(self, point: int) -> int:
        """Return the number of the part in which a point of the text stands; -1 where there is none."""
        return bisect_right(self.starts, point) - 1

    def segments(self, start: int, end: int) -> tuple[Segment, ...]:
        """Return the words between two points, passage by passage; blanks alone are none."""
        found = []
        for number in range(max(self.part_at(start), 0), len(self.parts)):
            if self.starts[number] >= end:
                break
            found += self._segment(number, start - self.starts[number], end - self.starts[number])
        return tuple(found)

    def _segment(self, number: int, start: int, end: int) -> list[Segment]:
        part = self.parts[number]
        start, end = max(start, 0), min(end, len(part.text))
        if start >= end:
            return []
        try:
            return [words_at(part.place, part.text, start, end)]
        except AnchorFault:
            return []

    def stretches(self, comment_id: str) -> Anchor | None:
        """Return the words a comment stands on; None where none of them stands in this reading."""
        place = self.comments.get(comment_id)
        found: list[Segment] = []
        for stretch in place.stretches if place is not None else ():
            if stretch.passage in self.numbers:
                found += self._segment(self.numbers[stretch.passage], stretch.start, stretch.end)
        return Anchor(WORDS, tuple(found)) if found else None


def _part(passage: Passage, passages: Sequence[Passage]) -> Part:
    is_cell = passage.kind is PassageKind.TABLE_CELL
    return Part(
        str(passage.position),
        passage.text,
        is_heading=passage.kind is PassageKind.HEADING,
        row=str(passage.host) if is_cell and 0 <= passage.host < len(passages) else "",
        column=passage.table.column if is_cell and passage.table is not None else 0,
    )
