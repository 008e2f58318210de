"""From a draft to the next one by the names of its passages: what comments and points are tied to, carried over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from seko.drafts.documents.model.anchors import MISSING, PASSAGE, WORDS, Anchor, Segment, words_at
from seko.drafts.documents.model.carrying.carry import Carrier, Placement
from seko.drafts.documents.model.carrying.pairing import Change, Pair, pair_blocks
from seko.drafts.documents.model.carrying.placing import Fate, Stretch
from seko.drafts.documents.model.carrying.words import Block


class Status(StrEnum):
    """What became of what a comment is tied to."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MOVED = "moved"
    SPLIT = "split"
    REMOVED = "removed"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Part:
    """A passage with words: its name, `row` the name of the table row whose cell it is, `column` its place in it."""

    place: str
    text: str
    is_heading: bool = False
    row: str = ""
    column: int = 0


@dataclass(frozen=True, slots=True)
class Carried:
    """An anchor in the next draft; none where it was removed. Where a person is asked it is the best guess, and
    `candidates` holds every place that was found, best first. `heading` names the nearest heading before it that is
    still there; `confidence` is that of its least sure part.
    """

    status: Status
    anchor: Anchor | None
    confidence: float
    heading: str = ""
    candidates: tuple[Anchor, ...] = ()


class Bridge:
    """Carries anchors from a draft to the next one; made once for the two of them."""

    def __init__(self, old: Sequence[Part], new: Sequence[Part]) -> None:
        self.old, self.new = old, new
        self.carrier = Carrier(_blocks(old), _blocks(new))
        self.pairs = pair_blocks(self.carrier)
        self._numbers = {part.place: number for number, part in enumerate(old)}
        self._pairs = {number: pair for pair in self.pairs for number in pair.old}
        self._moved = {number for pair in self.pairs if pair.is_moved for number in pair.new}
        self._rows: dict[str, list[int]] = {}
        for number, part in enumerate(old):
            if part.row:
                self._rows.setdefault(part.row, []).append(number)

    def carry(self, anchor: Anchor) -> Carried:
        """Return what became of an anchor; what speaks of the whole or answers a question stays what it is."""
        if anchor.kind == WORDS:
            return self._words(anchor)
        if anchor.kind == PASSAGE:
            return self._passages(anchor.places, lambda places: Anchor(PASSAGE, places=places))
        if anchor.kind == MISSING:
            return self._passages((anchor.after,), lambda places: Anchor(MISSING, after=places[-1]))
        return Carried(Status.UNCHANGED, anchor, 1.0)

    def _words(self, anchor: Anchor) -> Carried:
        known = [segment for segment in anchor.segments if segment.place in self._numbers]
        placed = [self.carrier.place(self._stretch(segment)) for segment in known]
        if not placed:
            return Carried(Status.CHECK, None, 0.0)
        heading = self._heading(self._numbers[known[0].place])
        found = self._anchor(placed)
        sure = min(each.confidence for each in placed)
        if any(each.is_doubtful for each in placed):
            others = self._anchor([each.other or each for each in placed])
            candidates = tuple(dict.fromkeys(each for each in (found, others) if each is not None))
            return Carried(Status.CHECK, found, sure, heading, candidates)
        if found is None:
            return Carried(Status.REMOVED, None, sure, heading)
        return Carried(self._status(placed), found, sure, heading)

    def _stretch(self, segment: Segment) -> Stretch:
        return Stretch(self._numbers[segment.place], segment.start, segment.end)

    def _anchor(self, placed: Iterable[Placement]) -> Anchor | None:
        """Return the words where they stand now, in the order of the draft; none where nothing is left."""
        stretches = sorted(
            {each for one in placed for each in one.stretches}, key=lambda each: (each.block, each.start)
        )
        segments = tuple(
            words_at(self.new[each.block].place, self.new[each.block].text, each.start, each.end) for each in stretches
        )
        return Anchor(WORDS, segments) if segments else None

    def _status(self, placed: Sequence[Placement]) -> Status:
        if any(len({stretch.block for stretch in each.stretches}) > 1 for each in placed):
            return Status.SPLIT
        if any(each.fate is not Fate.KEPT for each in placed):
            return Status.CHANGED
        is_moved = any(stretch.block in self._moved for each in placed for stretch in each.stretches)
        return Status.MOVED if is_moved else Status.UNCHANGED

    def _passages(self, places: Sequence[str], make: Callable[[tuple[str, ...]], Anchor]) -> Carried:
        """Carry whole passages, or rows with all their cells."""
        found = [self._passage(place) for place in places]
        standing = tuple(dict.fromkeys(place for one in found for place in one.places))
        heading = next((one.heading for one in found if one.heading), "")
        sure = min((one.confidence for one in found), default=0.0)
        if not standing:
            status = Status.REMOVED if found and not any(one.is_doubtful for one in found) else Status.CHECK
            return Carried(status, None, sure, heading)
        anchor = make(standing)
        if any(one.is_doubtful for one in found):
            return Carried(Status.CHECK, anchor, sure, heading, (anchor,))
        statuses = {one.status for one in found}
        order = (Status.SPLIT, Status.CHANGED, Status.REMOVED, Status.MOVED, Status.UNCHANGED)
        status = next(each for each in order if each in statuses)
        return Carried(Status.CHANGED if status is Status.REMOVED else status, anchor, sure, heading)

    def _passage(self, place: str) -> _Whole:
        numbers = self._rows.get(place) or ([self._numbers[place]] if place in self._numbers else [])
        if not numbers:
            return _Whole(Status.CHECK, (), 0.0, "", is_doubtful=True)
        heading = self._heading(numbers[0])
        if place in self._rows:
            return self._row(numbers, heading)
        placed = self.carrier.place(Stretch(numbers[0], 0, len(self.old[numbers[0]].text)))
        pair = self._pairs.get(numbers[0])
        standing = tuple(self.new[number].place for number in pair.new) if pair is not None else ()
        # The same text, or the cell of the same row and column, needs nobody to look at it.
        is_known = bool(standing) and (pair is None or pair.change is Change.SAME or bool(self.old[numbers[0]].row))
        is_doubtful = placed.is_doubtful and not is_known
        return _Whole(_status_of(pair), standing, placed.confidence, heading, is_doubtful=is_doubtful)

    def _row(self, numbers: Sequence[int], heading: str) -> _Whole:
        """Carry a table row to the one that most of its cells went to."""
        pairs = [self._pairs[number] for number in numbers if number in self._pairs]
        rows = Counter(self.new[number].row for pair in pairs for number in pair.new if self.new[number].row)
        if not rows:
            return _Whole(Status.REMOVED, (), 1.0, heading)
        row, count = rows.most_common(1)[0]
        statuses = {_status_of(pair) for pair in pairs}
        is_whole = statuses <= {Status.UNCHANGED, Status.MOVED}
        status = Status.CHANGED if not is_whole else Status.MOVED if Status.MOVED in statuses else Status.UNCHANGED
        return _Whole(status, (row,), count / len(numbers), heading, is_doubtful=2 * count < len(numbers))

    def _heading(self, number: int) -> str:
        """Return the name, in the new draft, of the nearest heading before the block that is still there."""
        for at in range(number, -1, -1):
            pair = self._pairs.get(at)
            if self.old[at].is_heading and pair is not None and pair.new:
                return self.new[pair.new[0]].place
        return ""


@dataclass(frozen=True, slots=True)
class _Whole:
    """A whole passage or row carried: where it stands now."""

    status: Status
    places: tuple[str, ...]
    confidence: float
    heading: str
    is_doubtful: bool = False


def _status_of(pair: Pair | None) -> Status:
    if pair is None or not pair.new:
        return Status.REMOVED
    if pair.change is Change.SAME:
        return Status.MOVED if pair.is_moved else Status.UNCHANGED
    return Status.SPLIT if pair.change is Change.SPLIT else Status.CHANGED


def _blocks(parts: Sequence[Part]) -> list[Block]:
    """Return the parts as blocks, the rows of all tables numbered through."""
    rows: dict[str, int] = {}
    return [
        Block(part.text, rows.setdefault(part.row, len(rows)), part.column) if part.row else Block(part.text)
        for part in parts
    ]
