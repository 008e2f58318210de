"""Which word of the new draft is which word of the old one, and the steps both routes take to find out."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from seko.drafts.documents.model.carrying.words import Draft

NOWHERE = -1
ISLAND = 6.0
"""A run of words that tells less than this and stands in a stretch written anew is there by chance."""
AROUND = 40
LEFT_OVER = 14.0
"""What is left over is paired from so much on."""
FAR = 400


class Run(NamedTuple):
    """Words that follow one another in both drafts: the first in the old one, the first in the new one, how many."""

    old: int
    new: int
    length: int


@dataclass(slots=True)
class Alignment:
    """Two drafts and which word became which: `to_new` and `to_old` hold places, or `NOWHERE`."""

    old: Draft
    new: Draft
    weights: Sequence[float]
    to_new: list[int] = field(init=False)
    to_old: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.to_new = [NOWHERE] * len(self.old)
        self.to_old = [NOWHERE] * len(self.new)

    def pair(self, old: int, new: int) -> None:
        """Say that the one became the other, unless one of them has its place already."""
        if self.to_new[old] < 0 and self.to_old[new] < 0:
            self.to_new[old], self.to_old[new] = new, old

    def part(self, old: int) -> None:
        """Take it back."""
        self.to_old[self.to_new[old]] = NOWHERE
        self.to_new[old] = NOWHERE

    def telling(self, words: Iterable[int]) -> float:
        """Return how much these words of the old draft tell."""
        return sum(self.weights[self.old.forms[at]] for at in words if self.old.telling[at])

    def runs(self) -> Iterator[Run]:
        """Yield the longest runs, in the order of the old draft."""
        at, size = 0, len(self.to_new)
        while at < size:
            if self.to_new[at] < 0:
                at += 1
                continue
            length = 1
            while at + length < size and self.to_new[at + length] == self.to_new[at] + length:
                length += 1
            yield Run(at, self.to_new[at], length)
            at += length


def unique_runs(old: Sequence[Hashable], new: Sequence[Hashable], length: int) -> list[Run]:
    """Return the runs round sequences of that length which stand once in each, as long as both go on alike."""
    ours, theirs = _standing_once(old, length), _standing_once(new, length)
    runs = []
    reached: dict[int, int] = {}
    for at, gram in sorted((at, gram) for gram, at in ours.items() if theirs.get(gram, NOWHERE) >= 0 <= at):
        there = theirs[gram]
        if reached.get(there - at, -1) >= at + length:
            continue
        back, on = 0, length
        while at > back and there > back and old[at - back - 1] == new[there - back - 1]:
            back += 1
        while at + on < len(old) and there + on < len(new) and old[at + on] == new[there + on]:
            on += 1
        runs.append(Run(at - back, there - back, back + on))
        reached[there - at] = at + on
    return runs


def _standing_once(words: Sequence[Hashable], length: int) -> dict[Hashable, int]:
    places: dict[Hashable, int] = {}
    grams = zip(*(words[start:] for start in range(length)), strict=False) if length > 1 else iter(words)
    for at, gram in enumerate(grams):
        places[gram] = NOWHERE if gram in places else at
    return places


def heaviest_chain(runs: Sequence[Run], weight: Callable[[Run], float]) -> list[Run]:
    """Return the runs that keep their order and weigh the most together; no two of them overlap."""
    ends = sorted({run.new + run.length for run in runs})
    best: list[tuple[float, int]] = [(0.0, NOWHERE)] * (len(ends) + 1)  # a tree of prefixes (Fenwick)
    scores, before = [0.0] * len(runs), [NOWHERE] * len(runs)
    ended = sorted(range(len(runs)), key=lambda rank: runs[rank].old + runs[rank].length)
    passed = 0
    for rank in sorted(range(len(runs)), key=lambda rank: runs[rank]):
        run = runs[rank]
        while passed < len(ended) and runs[ended[passed]].old + runs[ended[passed]].length <= run.old:
            known = ended[passed]
            place = bisect_right(ends, runs[known].new + runs[known].length)
            while place < len(best):
                best[place] = max(best[place], (scores[known], known))
                place += place & -place
            passed += 1
        place, found = bisect_right(ends, run.new), (0.0, NOWHERE)
        while place:
            found = max(found, best[place])
            place -= place & -place
        scores[rank], before[rank] = found[0] + weight(run), found[1]
    chain = []
    rank = max(range(len(runs)), key=scores.__getitem__, default=NOWHERE)
    while rank >= 0:
        chain.append(runs[rank])
        rank = before[rank]
    return chain[::-1]


def finish(alignment: Alignment) -> Alignment:
    """Take out what is there by chance, pair what is left over; return the alignment."""
    for _ in range(2):
        _part_islands(alignment)
    for length in (6, 4):
        _pair_left_over(alignment, unique_runs, length)
    _pair_left_over(alignment, None, 5)
    return alignment


def _part_islands(alignment: Alignment) -> None:
    """Take out thin runs of common words in stretches that were written anew."""
    runs = list(alignment.runs())
    for rank, run in enumerate(runs):
        words = range(run.old, run.old + run.length)
        if alignment.telling(words) >= ISLAND:
            continue
        end = runs[rank - 1].old + runs[rank - 1].length if rank else 0
        begin = runs[rank + 1].old if rank + 1 < len(runs) else len(alignment.to_new)
        before = max(run.old - end, _free(alignment.to_old, run.new - 1, -1))
        after = max(begin - words.stop, _free(alignment.to_old, run.new + run.length, 1))
        if (
            not before
            or not after
            or min(before, AROUND) + min(after, AROUND) < 2 + 3 * sum(alignment.old.telling[at] for at in words)
        ):
            continue
        if alignment.old.is_whole_block(run.old, run.length) and alignment.new.is_whole_block(run.new, run.length):
            continue
        for at in words:
            alignment.part(at)


def _free(places: Sequence[int], at: int, step: int) -> int:
    """Return how many words from there on, in that direction, have no place in the other draft; not more than 40."""
    count = 0
    while 0 <= at < len(places) and places[at] < 0 and count < AROUND:
        count += 1
        at += step
    return count


class _Left(NamedTuple):
    """The forms of the words that have no place, with a mark of its own at every gap; where each stands."""

    forms: list[Hashable]
    places: list[int]


def _left(forms: Sequence[int], paired: Sequence[int], name: str) -> _Left:
    left = _Left([], [])
    last = NOWHERE
    for at, form in enumerate(forms):
        if paired[at] >= 0:
            continue
        if last != at - 1:
            left.forms.append((name, at))
            left.places.append(NOWHERE)
        left.forms.append(form)
        left.places.append(at)
        last = at
    return left


def _pair_left_over(
    alignment: Alignment, once: Callable[[Sequence[Hashable], Sequence[Hashable], int], list[Run]] | None, length: int
) -> None:
    """Pair runs among what has no place yet, wherever they stand: parts of what was split, joined, moved."""
    ours = _left(alignment.old.forms, alignment.to_new, "old")
    theirs = _left(alignment.new.forms, alignment.to_old, "new")
    runs = once(ours.forms, theirs.forms, length) if once else _nearest_runs(alignment, ours, theirs, length)
    for run in sorted(runs, key=lambda run: -run.length):
        words = [ours.places[run.old + step] for step in range(run.length)]
        if alignment.telling(words) >= LEFT_OVER:
            for step, at in enumerate(words):
                alignment.pair(at, theirs.places[run.new + step])


def _nearest_runs(alignment: Alignment, ours: _Left, theirs: _Left, length: int) -> list[Run]:
    """Return the runs that stand several times in what is left: each where its neighbours went."""
    where: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    for at in range(len(theirs.forms) - length + 1):
        where[tuple(theirs.forms[at : at + length])].append(at)
    runs = []
    at = 0
    while at <= len(ours.forms) - length:
        found = [place for place in where.get(tuple(ours.forms[at : at + length]), ()) if theirs.places[place] >= 0]
        if not found or ours.places[at] < 0:
            at += 1
            continue
        expected = _expected(alignment, ours.places[at], length)
        distance, there = min((_distance(theirs.places[place], expected), place) for place in found)
        on = length
        while (
            at + on < len(ours.forms)
            and there + on < len(theirs.forms)
            and ours.forms[at + on] == theirs.forms[there + on]
        ):
            on += 1
        if distance < FAR:
            runs.append(Run(at, there, on))
            at += on
        else:
            at += 1
    return runs


def _expected(alignment: Alignment, at: int, length: int) -> list[tuple[int, int]]:
    """Return where the nearest neighbours on both sides went, with how far from here they stood."""
    before, after = at - 1, at + length
    while before >= 0 and alignment.to_new[before] < 0:
        before -= 1
    while after < len(alignment.to_new) and alignment.to_new[after] < 0:
        after += 1
    found = [(alignment.to_new[before], at - before)] if before >= 0 else []
    return found + ([(alignment.to_new[after], after - at)] if after < len(alignment.to_new) else [])


def _distance(place: int, expected: Iterable[tuple[int, int]]) -> int:
    return min((abs(place - there) + off for there, off in expected), default=FAR)
