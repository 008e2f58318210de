"""The route over paragraphs and table rows: equal ones first, then like ones, then the words within each pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from heapq import nlargest

from rapidfuzz.distance import LCSseq

from seko.drafts.documents.model.carrying.alignment import NOWHERE, Alignment, Run, finish, heaviest_chain
from seko.drafts.documents.model.carrying.words import Draft

MOVED = 14.0
"""An equal unit in another place is the same one from so much telling on."""
LIKE = 0.35
"""Units so like are one that was changed."""
CANDIDATES = 8
NEAR = 12
IN_ORDER, SAME_BEGINNING, HELD = 0.1, 0.03, 0.15
"""What it counts for likeness that a unit stands between the same neighbours, begins alike, is held in the other."""
LONG = 20.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or a whole table row: its words, what they are and how much they tell together."""

    words: range
    forms: tuple[int, ...]
    bag: Counter[int]
    weight: float


def align(old: Draft, new: Draft, weights: Sequence[float]) -> Alignment:
    """Return the alignment by paragraphs and rows."""
    alignment = Alignment(old, new, weights)
    pairs = _Pairs(_units(old, weights), _units(new, weights))
    _pair_equal(pairs, range(len(pairs.ours)), range(len(pairs.theirs)), is_first=True)
    _pair_like(pairs, weights)
    for unit, place in zip(pairs.ours, pairs.to_new, strict=True):
        if place >= 0:
            _pair_words(alignment, unit, pairs.theirs[place])
    return finish(alignment)


def _units(draft: Draft, weights: Sequence[float]) -> list[Unit]:
    units = []
    for first, last in _stretches(draft):
        words = range(draft.first[first], draft.first[last])
        if words:
            told = [draft.forms[at] for at in draft.telling_in(words)]
            forms = tuple(draft.forms[words.start : words.stop])
            units.append(Unit(words, forms, Counter(told), sum(weights[form] for form in told)))
    return units


def _stretches(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the blocks of each unit: the first, and the first that is not of it."""
    source = draft.source
    first = 0
    while first < len(source):
        last = first + 1
        if source[first].row is not None:
            while (
                last < len(source)
                and source[last].row == source[first].row
                and source[last].column > source[last - 1].column
            ):
                last += 1
        yield first, last
        first = last


@dataclass(slots=True)
class _Pairs:
    """Which unit became which."""

    ours: list[Unit]
    theirs: list[Unit]
    to_new: list[int] = field(init=False)
    to_old: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.to_new = [NOWHERE] * len(self.ours)
        self.to_old = [NOWHERE] * len(self.theirs)

    def pair(self, old: int, new: int) -> None:
        self.to_new[old], self.to_old[new] = new, old


def _pair_equal(pairs: _Pairs, ours: Sequence[int], theirs: Sequence[int], *, is_first: bool = False) -> None:
    """Pair equal units: those that stand once here in order, the rest between them; moved ones over the whole text."""
    if not ours or not theirs:
        return
    counts = Counter(pairs.ours[at].forms for at in ours), Counter(pairs.theirs[at].forms for at in theirs)
    where = {pairs.theirs[at].forms: rank for rank, at in enumerate(theirs)}
    once = [
        Run(rank, where[unit.forms], 1)
        for rank, unit in enumerate(pairs.ours[at] for at in ours)
        if counts[0][unit.forms] == 1 == counts[1][unit.forms]
    ]
    chain = heaviest_chain(once, lambda run: pairs.ours[ours[run.old]].weight)
    if not chain:
        _pair_in_order(pairs, ours, theirs)
        return
    for run in chain:
        pairs.pair(ours[run.old], theirs[run.new])
    if is_first:
        for run in set(once) - set(chain):
            if pairs.ours[ours[run.old]].weight >= MOVED:
                pairs.pair(ours[run.old], theirs[run.new])
    was = Run(NOWHERE, NOWHERE, 1)
    for run in (*chain, Run(len(ours), len(theirs), 1)):
        _pair_equal(
            pairs,
            [at for at in ours[was.old + 1 : run.old] if pairs.to_new[at] < 0],
            [at for at in theirs[was.new + 1 : run.new] if pairs.to_old[at] < 0],
        )
        was = run


def _pair_in_order(pairs: _Pairs, ours: Sequence[int], theirs: Sequence[int]) -> None:
    numbers: dict[tuple[int, ...], int] = {}
    old = [numbers.setdefault(pairs.ours[at].forms, len(numbers)) for at in ours]
    new = [numbers.setdefault(pairs.theirs[at].forms, len(numbers)) for at in theirs]
    for code in LCSseq.opcodes(old, new):
        if code.tag == "equal":
            for step in range(code.src_end - code.src_start):
                pairs.pair(ours[code.src_start + step], theirs[code.dest_start + step])


def _pair_like(pairs: _Pairs, weights: Sequence[float]) -> None:
    """Pair what is left with what is most like it, the likest first."""
    left = [at for at, place in enumerate(pairs.to_old) if place < 0]
    holding: dict[int, list[int]] = defaultdict(list)
    for at in left:
        for form in pairs.theirs[at].bag:
            holding[form].append(at)
    common = max(30, len(left) // 8)
    found = []
    for at, (before, after) in enumerate(_neighbours(pairs)):
        if pairs.to_new[at] >= 0:
            continue
        unit = pairs.ours[at]
        shared: dict[int, float] = defaultdict(float)
        for form, count in unit.bag.items():
            if len(holding[form]) <= common:
                for place in holding[form]:
                    shared[place] += weights[form] * min(count, pairs.theirs[place].bag[form])
        candidates = set(nlargest(CANDIDATES, shared, key=shared.__getitem__))
        candidates |= {place for place in range(before + 1, min(after, before + 1 + NEAR)) if pairs.to_old[place] < 0}
        for place in candidates:
            like = _likeness(unit, pairs.theirs[place], weights)
            if like and before < place < after:
                like += IN_ORDER
            if like >= LIKE:
                found.append((like, at, place))
    for _like, at, place in sorted(found, reverse=True):
        if pairs.to_new[at] < 0 and pairs.to_old[place] < 0:
            pairs.pair(at, place)


def _neighbours(pairs: _Pairs) -> list[tuple[int, int]]:
    """Return for each unit of the old draft where the nearest paired units before and after it went."""
    before, after = [], []
    last = NOWHERE
    for place in pairs.to_new:
        before.append(last)
        last = place if place >= 0 else last
    last = len(pairs.theirs)
    for place in reversed(pairs.to_new):
        after.append(last)
        last = place if place >= 0 else last
    return list(zip(before, reversed(after), strict=True))


def _likeness(one: Unit, other: Unit, weights: Sequence[float]) -> float:
    """Return how like two units are by the words they share: 0 none, about 1 the same."""
    small, large = sorted((one.bag, other.bag), key=len)
    shared = sum(weights[form] * min(count, large[form]) for form, count in small.items() if form in large)
    if not shared:
        return 0.0
    least = min(one.weight, other.weight)
    like = 2 * shared / (one.weight + other.weight)
    if least >= LONG:
        like += HELD * (shared / least - like)
    return like + (SAME_BEGINNING if one.forms[:2] == other.forms[:2] else 0.0)


def _pair_words(alignment: Alignment, unit: Unit, other: Unit) -> None:
    if unit.forms == other.forms:
        for old, new in zip(unit.words, other.words, strict=True):
            alignment.pair(old, new)
        return
    for run in SequenceMatcher(None, unit.forms, other.forms, autojunk=False).get_matching_blocks():
        for step in range(run.size):
            alignment.pair(unit.words.start + run.a + step, other.words.start + run.b + step)
