"""Where a stretch of the old draft stands in the new one, as an alignment tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from seko.drafts.documents.model.carrying.alignment import NOWHERE, Alignment
from seko.drafts.documents.model.carrying.words import Draft

LIVING = 0.3
"""So much of a stretch must live on for it to be the same one, changed."""
JUMP = 30
REACH = 12
"""Neighbours are looked for so many words away."""


class Fate(StrEnum):
    """What became of a stretch of words."""

    KEPT = "kept"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a block: its number, `start` and `end` in code points of its text (end excluded)."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """What one alignment says of a stretch. `words` are those of the old draft, `spans` (first and last word) those it
    became in the new one; `living` is the part of them that lives on. `is_replaced`: none does, but these stand between
    the same neighbours. `seam`: the words between which it was cut out.
    """

    fate: Fate
    words: range
    spans: tuple[tuple[int, int], ...] = ()
    living: float = 0.0
    is_replaced: bool = False
    gone: int = 0
    away: int = 0
    seam: tuple[int, int] | None = None

    def stretches(self, new: Draft) -> tuple[Stretch, ...]:
        """Return where it stands in the new draft."""
        return tuple(Stretch(new.blocks[first], new.starts[first], new.ends[last]) for first, last in self.spans)


def find(alignment: Alignment, stretch: Stretch) -> Found:
    """Return what became of a stretch of the old draft."""
    old = alignment.old
    words = old.within(stretch.block, stretch.start, stretch.end)
    if not words:
        return Found(Fate.REMOVED, words)
    counted = old.telling_in(words)
    groups = _groups(alignment, words, set(counted))
    living = sum(told for _group, told in groups) / len(counted)
    if not groups or living < LIVING:
        return _replaced_or_removed(alignment, words, living)
    spans = _spans(
        alignment, words, [group for group, _told in groups], is_signs=not any(map(old.telling.__getitem__, counted))
    )
    fate = Fate.KEPT if _is_kept(alignment, words, spans) else Fate.CHANGED
    return Found(fate, words, tuple(spans), living)


def _groups(alignment: Alignment, words: range, counted: set[int]) -> list[tuple[list[int], int]]:
    """Return the words that live on, those together that stand together in both drafts, each group with how many of its
    words count; small groups beside a large one are there by chance.
    """
    groups: list[list[int]] = []
    for at in words:
        place = alignment.to_new[at]
        if place < 0:
            continue
        if groups:
            last = groups[-1][-1]
            if 0 < place - alignment.to_new[last] <= at - last + JUMP:
                groups[-1].append(at)
                continue
        groups.append([at])
    told = [(group, sum(at in counted for at in group)) for group in groups]
    most = max((count for _group, count in told), default=0)
    return [(group, count) for group, count in told if count and (count == most or count >= max(2, 0.2 * most))]


def _spans(
    alignment: Alignment, words: range, groups: Sequence[Sequence[int]], *, is_signs: bool
) -> list[tuple[int, int]]:
    """Return the first and the last word of each part in the new draft; every block a part of its own."""
    new = alignment.new
    parts: list[tuple[int, int]] = []
    for group in groups:
        blocks: dict[int, list[int]] = defaultdict(list)
        for at in sorted(alignment.to_new[at] for at in group):
            blocks[new.blocks[at]].append(at)
        for places in blocks.values():
            told = [at for at in places if is_signs or new.telling[at]]
            if told:
                parts.append((told[0] if len(blocks) > 1 else places[0], places[-1]))
    if len(parts) > 1:
        parts = _strong(alignment, words, parts)
    joined: list[tuple[int, int]] = []
    for part in sorted(parts):
        if joined and _is_one(alignment, words, joined[-1], part):
            joined[-1] = (joined[-1][0], max(joined[-1][1], part[1]))
        else:
            joined.append(part)
    return joined


def _strong(alignment: Alignment, words: range, parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the parts that hold more than a stray word of the stretch."""
    new = alignment.new
    held = [
        sum(new.telling[at] and alignment.to_old[at] in words for at in range(first, last + 1)) for first, last in parts
    ]
    most = max(held)
    return [
        part
        for part, count in zip(parts, held, strict=True)
        if count >= 2 or count >= 0.34 * most or _size(new, new.blocks[part[0]]) <= 3
    ]


def _size(draft: Draft, block: int) -> int:
    return draft.first[block + 1] - draft.first[block]


def _is_one(alignment: Alignment, words: range, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether two parts of a block are one with words put in between."""
    if alignment.new.blocks[one[0]] != alignment.new.blocks[other[0]]:
        return False
    if other[0] <= one[1] + 4:
        return True
    first = [at for at in alignment.to_old[one[0] : one[1] + 1] if at in words]
    second = [at for at in alignment.to_old[other[0] : other[1] + 1] if at in words]
    foreign = sum(at >= 0 and at not in words for at in alignment.to_old[one[1] + 1 : other[0]])
    return bool(first and second) and max(first) < min(second) and foreign * 2 <= other[0] - one[1]


def _is_kept(alignment: Alignment, words: range, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether the same words stand side by side, with the same letters and blanks."""
    if len(spans) != 1 or spans[0][1] - spans[0][0] + 1 != len(words):
        return False
    old, new = alignment.old, alignment.new
    for at, there in zip(words, range(spans[0][0], spans[0][1] + 1), strict=True):
        if alignment.to_new[at] != there or old.shown[at] != new.shown[there]:
            return False
        if at > words.start and (old.starts[at] > old.ends[at - 1]) != (new.starts[there] > new.ends[there - 1]):
            return False
    return True


def _replaced_or_removed(alignment: Alignment, words: range, living: float) -> Found:
    """Return what stands between the same neighbours now, or where the words were cut out."""
    old, new = alignment.old, alignment.new
    before = _neighbour(alignment, words.start - 1, -1)
    after = _neighbour(alignment, words.stop, 1)
    if before == NOWHERE or after == NOWHERE or not old.blocks[before] == old.blocks[after] == old.blocks[words.start]:
        return Found(Fate.REMOVED, words, living=living)
    left, right = alignment.to_new[before], alignment.to_new[after]
    between = range(left + 1, right)
    gone = sum(old.telling[at] for at in range(before + 1, after))
    is_tight = before == words.start - 1 and after == words.stop
    if between and new.blocks[left] == new.blocks[right]:
        came = [at for at in between if new.telling[at]]
        elsewhere = sum(alignment.to_old[at] >= 0 and not before < alignment.to_old[at] < after for at in came)
        least, most = (gone / 9, 4 * gone + 12) if is_tight else (gone / 4, 4 * gone + 4)
        if came and least <= len(came) <= most and elsewhere * 2 <= len(came):
            away = words.start - before + after - words.stop + 1
            return Found(
                Fate.CHANGED,
                words,
                ((between[0], between[-1]),),
                living,
                is_replaced=True,
                gone=after - before - 1,
                away=away,
            )
    return Found(Fate.REMOVED, words, living=living, seam=(left, right))


def _neighbour(alignment: Alignment, at: int, step: int) -> int:
    """Return the nearest word from there on, in that direction, that lives on."""
    for _ in range(REACH):
        if not 0 <= at < len(alignment.to_new):
            return NOWHERE
        if alignment.to_new[at] >= 0:
            return at
        at += step
    return NOWHERE
