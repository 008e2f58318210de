"""What is different between two drafts, cut into pieces a person can name: a sentence, a passage, a table row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from seko.drafts.documents.model.carrying.bridge import Bridge, Part
from seko.drafts.documents.model.carrying.pairing import Change, Pair
from seko.foundation.text.differences import Op, Piece, difference

# A sentence ends behind its mark and what closes a quotation, where blanks and a capital or a quotation follow:
# a number with its point (у 2017. години) ends none.
_CAPITAL: Final = "A-ZŠĐČĆŽÀ-ÖØ-Þ\u0400-\u042f"
_END: Final = re.compile(rf"[.!?…;][\"”“»’)\]]*(?=\s+[\"„“«(\[]*[{_CAPITAL}])|(?=\n)")


class DifferenceKind(StrEnum):
    """What happened to the words."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    SPLIT = "split"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Stand:
    """Words of one draft: the passage's name, from where to where (code points, end excluded), and the words."""

    place: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: what stood in the old draft (none where it was added), what stands in the new one (none where it
    was removed). A changed sentence has its own words on both sides, whole.
    """

    kind: DifferenceKind
    old: tuple[Stand, ...] = ()
    new: tuple[Stand, ...] = ()

    @property
    def before(self) -> str:
        """The old words, passages parted by line ends."""
        return "\n".join(each.words for each in self.old)

    @property
    def after(self) -> str:
        """The new words, passages parted by line ends."""
        return "\n".join(each.words for each in self.new)


def differences(bridge: Bridge) -> list[Difference]:
    """Return the differences in the order of the new draft, what was removed behind what it stood behind.

    Paragraphs that were changed are cut into sentences, so that two sentences of one paragraph can have two causes;
    cells of a row that came or went stand together, and so do passages that moved side by side.
    """
    found: list[Difference] = []
    for group in _groups(bridge):
        pair = group[0]
        if pair.change is Change.CHANGED:
            found += _sentences(bridge.old[pair.old[0]], bridge.new[pair.new[0]])
        else:
            found.append(_whole(bridge, group))
    return found


def _groups(bridge: Bridge) -> Iterator[list[Pair]]:
    """Yield the pairs that differ, those of one deed together."""
    group: list[Pair] = []
    for pair in bridge.pairs:
        if pair.change is Change.SAME and not pair.is_moved:
            continue
        if group and _goes_on(bridge, group[-1], pair):
            group.append(pair)
            continue
        if group:
            yield group
        group = [pair]
    if group:
        yield group


def _goes_on(bridge: Bridge, last: Pair, pair: Pair) -> bool:
    if last.change is not pair.change:
        return False
    if pair.change is Change.SAME:
        return pair.new[0] == last.new[-1] + 1 and pair.old[0] == last.old[-1] + 1
    if pair.change is Change.ADDED:
        return _of_a_row(bridge.new, last.new[-1], pair.new[0])
    return pair.change is Change.REMOVED and _of_a_row(bridge.old, last.old[-1], pair.old[0])


def _of_a_row(parts: Sequence[Part], one: int, other: int) -> bool:
    return bool(parts[one].row) and parts[one].row == parts[other].row


_KINDS: Final = {
    Change.SAME: DifferenceKind.MOVED,
    Change.ADDED: DifferenceKind.ADDED,
    Change.REMOVED: DifferenceKind.REMOVED,
    Change.SPLIT: DifferenceKind.SPLIT,
    Change.JOINED: DifferenceKind.JOINED,
}


def _whole(bridge: Bridge, group: Sequence[Pair]) -> Difference:
    old = [number for pair in group for number in pair.old]
    new = [number for pair in group for number in pair.new]
    return Difference(_KINDS[group[0].change], _stands(bridge.old, old), _stands(bridge.new, new))


def _stands(parts: Sequence[Part], numbers: Iterable[int]) -> tuple[Stand, ...]:
    return tuple(
        Stand(parts[number].place, 0, len(parts[number].text), parts[number].text)
        for number in numbers
        if parts[number].text
    )


def _sentences(old: Part, new: Part) -> Iterator[Difference]:
    """Yield the sentences that differ, each with the words before and after."""
    for before, after in _spans(old.text, new.text):
        one, two = _stand(old, before), _stand(new, after)
        kind = DifferenceKind.CHANGED if one and two else DifferenceKind.ADDED if two else DifferenceKind.REMOVED
        yield Difference(kind, one, two)


def _stand(part: Part, span: tuple[int, int]) -> tuple[Stand, ...]:
    words = part.text[span[0] : span[1]]
    start = span[0] + len(words) - len(words.lstrip())
    words = words.strip()
    return (Stand(part.place, start, start + len(words), words),) if words else ()


def _spans(old: str, new: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the stretches of both texts that differ, widened to whole sentences and parted where both have a border."""
    shared = [(0, 0), *_shared_borders(old, new), (len(old), len(new))]
    for (old_start, new_start), (old_end, new_end) in pairwise(shared):
        if old[old_start:old_end] != new[new_start:new_end]:
            yield (old_start, old_end), (new_start, new_end)


def _borders(text: str) -> set[int]:
    """Return where sentences end, the text's own end among them."""
    return {found.end() for found in _END.finditer(text)} | {len(text)}


def _shared_borders(old: str, new: str) -> Iterator[tuple[int, int]]:
    """Yield the ends of sentences that both texts share, in order: those in words that stayed."""
    in_old, in_new = _borders(old), _borders(new)
    at_old = at_new = 0
    for op, text in _blanks_first(difference(old, new)):
        if op is Op.EQUAL:
            both = ((at_old + step, at_new + step) for step in range(len(text) + 1))
            yield from ((one, two) for one, two in both if one in in_old and two in in_new)
        at_old += len(text) if op is not Op.INSERT else 0
        at_new += len(text) if op is not Op.DELETE else 0


def _blanks_first(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces so that a sentence put in or taken out brings the blank before it, not the one behind it."""
    held = ""
    for place, (op, text) in enumerate(pieces):
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        if held:
            text = held + text[:-1]
            yield Piece(op, text)
            held = ""
            continue
        after = pieces[place + 2] if place + 2 < len(pieces) else None
        is_alone = after is None or after.op is Op.EQUAL
        if op is Op.EQUAL and text[-1:] == " " and following and following.text[-1:] == " " and is_alone:
            yield Piece(op, text[:-1])
            held = " "
            continue
        yield Piece(op, text)


class Headings:
    """The headings of a draft; made once for all the places that are looked up."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._numbers = {part.place: number for number, part in enumerate(parts)}
        self._headings = [(number, part.place) for number, part in enumerate(parts) if part.is_heading]

    def above(self, places: Iterable[str]) -> str:
        """Return the name of the heading above the first of the places, its own where it is one; empty for none."""
        first = min((self._numbers[place] for place in places if place in self._numbers), default=-1)
        rank = bisect_right(self._headings, first, key=lambda each: each[0])
        return self._headings[rank - 1][1] if rank else ""
