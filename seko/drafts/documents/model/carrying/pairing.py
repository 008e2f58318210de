"""Two drafts beside each other: which paragraph, item or cell became which, in the order in which one reads them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from seko.drafts.documents.model.carrying.alignment import Alignment, Run, heaviest_chain
from seko.drafts.documents.model.carrying.carry import Carrier
from seko.drafts.documents.model.carrying.words import Draft

SHARED = 0.5
"""Two blocks belong together from so much of the shorter one's words on."""


class Change(StrEnum):
    """What happened to a block or to several that belong together."""

    SAME = "same"
    CHANGED = "changed"
    SPLIT = "split"
    JOINED = "joined"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Pair:
    """Blocks of both drafts that belong together, by number; `is_moved`: they stand in another order than the rest."""

    change: Change
    old: tuple[int, ...] = ()
    new: tuple[int, ...] = ()
    is_moved: bool = False


def pair_blocks(carrier: Carrier) -> list[Pair]:
    """Return the pairs in the order of the new draft; what was removed stands behind what it stood behind."""
    old, new = carrier.old, carrier.new
    links = _links(carrier.by_words)
    links += _left_over(links, _links(carrier.by_blocks))
    links = _in_columns(links, old, new)
    links += _left_over(links, _cells(links, old, new))
    found = [_pair(old, new, ours, theirs) for ours, theirs in _together(links, old, new)]
    found = [pair for pair in found if (pair.old and pair.new) or any(_holds_words(pair, old, new))]
    both = sorted((pair for pair in found if pair.old and pair.new), key=lambda pair: pair.new)
    in_order = _in_order(both, old)
    both = [Pair(pair.change, pair.old, pair.new, is_moved=pair not in in_order) for pair in both]
    added = [pair for pair in found if not pair.old]
    removed = [pair for pair in found if not pair.new]
    return list(_read_in_order([*both, *added], removed))


def _links(alignment: Alignment) -> list[tuple[int, int]]:
    """Return which block of the old draft shares enough of its words with which block of the new one."""
    old, new = alignment.old, alignment.new
    shared: Counter[tuple[int, int]] = Counter()
    for at, place in enumerate(alignment.to_new):
        if place >= 0:
            shared[old.blocks[at], new.blocks[place]] += 1
    links = []
    for (ours, theirs), count in shared.items():
        if count >= SHARED * min(_size(old, ours), _size(new, theirs)):
            links.append((ours, theirs))
    return links


def _in_columns(links: Sequence[tuple[int, int]], old: Draft, new: Draft) -> list[tuple[int, int]]:
    """Return the links without those that cross the columns of a row that has the same columns in both drafts and whose
    other cells keep theirs: a mark that went from one column to the next is two changed cells, not one that moved.
    """
    columns = tuple(_columns(draft) for draft in (old, new))
    balance: Counter[tuple[int, int]] = Counter()
    crossing = []
    for ours, theirs in links:
        one, two = old.source[ours], new.source[theirs]
        if one.row is not None and two.row is not None:
            balance[one.row, two.row] += 1 if one.column == two.column else -1
            if one.column != two.column and columns[0][one.row] == columns[1][two.row]:
                crossing.append((ours, theirs, (one.row, two.row)))
    dropped = {(ours, theirs) for ours, theirs, rows in crossing if balance[rows] > 0}
    return [link for link in links if link not in dropped]


def _columns(draft: Draft) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for block in draft.source:
        if block.row is not None:
            found[block.row].add(block.column)
    return found


def _left_over(links: Sequence[tuple[int, int]], more: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the further links between blocks that have none yet."""
    held, taken = {ours for ours, _theirs in links}, {theirs for _ours, theirs in links}
    return [(ours, theirs) for ours, theirs in more if ours not in held and theirs not in taken]


def _cells(links: Sequence[tuple[int, int]], old: Draft, new: Draft) -> list[tuple[int, int]]:
    """Return which cell is which by its row and column, wherever some cells of both are known: also one that was
    emptied, filled or written anew.
    """
    rows: dict[int, Counter[int]] = defaultdict(Counter)
    columns: dict[int, Counter[int]] = defaultdict(Counter)
    for ours, theirs in links:
        one, two = old.source[ours], new.source[theirs]
        if one.row is not None and two.row is not None:
            rows[one.row][two.row] += 1
            columns[one.column][two.column] += 1
    places = {(block.row, block.column): number for number, block in enumerate(new.source) if block.row is not None}
    found = []
    for number, block in enumerate(old.source):
        if block.row in rows:
            row = rows[block.row].most_common(1)[0][0]
            column = columns[block.column].most_common(1)[0][0] if block.column in columns else block.column
            if (row, column) in places:
                found.append((number, places[row, column]))
    return found


def _holds_words(pair: Pair, old: Draft, new: Draft) -> Iterator[bool]:
    """Yield whether each block holds words: an empty one is neither removed nor added."""
    yield from (_size(old, block) > 0 for block in pair.old)
    yield from (_size(new, block) > 0 for block in pair.new)


def _size(draft: Draft, block: int) -> int:
    return draft.first[block + 1] - draft.first[block]


def _together(
    links: Sequence[tuple[int, int]], old: Draft, new: Draft
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield the blocks that hang together by links, each block once; those without a link alone."""
    of_old: dict[int, list[int]] = {block: [] for block in range(len(old.source))}
    of_new: dict[int, list[int]] = {block: [] for block in range(len(new.source))}
    for ours, theirs in links:
        of_old[ours].append(theirs)
        of_new[theirs].append(ours)
    seen: set[int] = set()
    for first in of_old:
        if first in seen:
            continue
        together, reached, waiting = {first}, set[int](), [first]
        while waiting:
            for place in of_old[waiting.pop()]:
                reached.add(place)
                further = [block for block in of_new[place] if block not in together]
                together.update(further)
                waiting += further
        seen |= together
        yield tuple(sorted(together)), tuple(sorted(reached))
    yield from (((), (place,)) for place, held in of_new.items() if not held)


def _pair(old: Draft, new: Draft, ours: tuple[int, ...], theirs: tuple[int, ...]) -> Pair:
    if not theirs:
        change = Change.REMOVED
    elif not ours:
        change = Change.ADDED
    elif len(ours) > 1 and len(ours) >= len(theirs):
        change = Change.JOINED
    elif len(theirs) > 1:
        change = Change.SPLIT
    else:
        is_same = old.source[ours[0]].text == new.source[theirs[0]].text
        change = Change.SAME if is_same else Change.CHANGED
    return Pair(change, ours, theirs)


def _in_order(pairs: Sequence[Pair], old: Draft) -> set[Pair]:
    """Return the pairs that kept their order, those that hold the most words together."""
    runs = {Run(pair.old[0], rank, 1): pair for rank, pair in enumerate(pairs)}
    chain = heaviest_chain(list(runs), lambda run: 1.0 + sum(_size(old, block) for block in runs[run].old))
    return {runs[run] for run in chain}


def _read_in_order(standing: Sequence[Pair], removed: Sequence[Pair]) -> Iterator[Pair]:
    """Yield what stands in the new draft in its order, with what was removed after what it stood behind."""
    gone = sorted(removed, key=lambda pair: pair.old)
    ordered = sorted(standing, key=lambda pair: pair.new)
    ends = sorted((max(pair.old), rank) for rank, pair in enumerate(ordered) if pair.old and not pair.is_moved)
    behind: dict[int, list[Pair]] = {}
    for pair in gone:
        place = bisect_left(ends, (pair.old[0], -1))
        behind.setdefault(ends[place - 1][1] if place else -1, []).append(pair)
    yield from behind.get(-1, ())
    for rank, pair in enumerate(ordered):
        yield pair
        yield from behind.get(rank, ())
