"""What speaks for a placement and against it: numbers from both alignments, for `confidence` to weigh."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from seko.drafts.documents.model.carrying.alignment import Alignment
from seko.drafts.documents.model.carrying.placing import Fate, Found, Stretch
from seko.drafts.documents.model.carrying.words import Draft

CONTEXT = 10
"""So many words on each side are asked whether they live on beside the stretch."""
TOLD = 60.0
"""What tells more tells no more."""
T = TypeVar("T")
Three = tuple[int, int, int]


def count_threes(draft: Draft) -> Counter[Three]:
    """Return how often any three words that follow one another stand in a draft."""
    return Counter(_threes(draft.forms))


def _threes(forms: Sequence[int]) -> list[Three]:
    return list(zip(forms, forms[1:], forms[2:], strict=False))


def evidence(
    alignment: Alignment, other: Alignment, found: Found, differing: Found, threes: Counter[Three]
) -> dict[str, float]:
    """Return the evidence for what one alignment found, while the other found what may be `differing`.

    Every number is a part between 0 and 1 or the logarithm of a count.
    """
    counted = alignment.old.telling_in(found.words)
    if not counted:
        return {}
    both = {
        "same": _share(counted, lambda at: alignment.to_new[at] == other.to_new[at]),
        "overlap": overlap(found.stretches(alignment.new), differing.stretches(alignment.new)),
    }
    return both | _of_itself(alignment, found, counted, threes)


def _of_itself(alignment: Alignment, found: Found, counted: Sequence[int], threes: Counter[Three]) -> dict[str, float]:
    to_new = alignment.to_new
    before, after = _context(alignment.old, found.words)
    if found.fate is Fate.REMOVED:
        return {
            "removed": 1.0,
            "removed_before": _share(before, lambda at: to_new[at] >= 0),
            "removed_after": _share(after, lambda at: to_new[at] >= 0),
            "removed_seam": float(found.seam is not None and found.seam[1] == found.seam[0] + 1),
            "removed_living": found.living,
        }
    first, last = found.spans[0][0], found.spans[-1][1]
    reach = 3 * CONTEXT
    left = _share(before, lambda at: first - reach <= to_new[at] <= first)
    right = _share(after, lambda at: last <= to_new[at] <= last + reach)
    beside = {"before": left, "after": right, "least_beside": min(left, right)}
    if found.is_replaced:
        return beside | {"replaced": 1.0, "replaced_away": found.away / 10}
    told = math.log1p(min(TOLD, alignment.telling(at for at in counted if to_new[at] >= 0)))
    again = float(_stand_again(alignment, found, threes))
    if found.fate is Fate.KEPT:
        return beside | {"kept_told": told, "kept_again": again}
    return beside | {"changed": 1.0, "living": found.living, "told": told, "again": again}


def _stand_again(alignment: Alignment, found: Found, threes: Counter[Three]) -> bool:
    """Return whether all that lives on of the stretch, by threes, stands in the new draft more than once."""
    to_new = alignment.to_new
    ours = enumerate(_threes(alignment.old.forms[found.words.start : found.words.stop]), found.words.start)
    lived = [each for at, each in ours if min(to_new[at], to_new[at + 1], to_new[at + 2]) >= 0]
    return min((threes[each] for each in lived), default=1) > 1


def _context(old: Draft, words: range) -> tuple[list[int], list[int]]:
    before = [at for at in range(max(0, words.start - 2 * CONTEXT), words.start) if old.telling[at]]
    after = [at for at in range(words.stop, min(len(old), words.stop + 2 * CONTEXT)) if old.telling[at]]
    return before[-CONTEXT:], after[:CONTEXT]


def overlap(ours: Sequence[Stretch], theirs: Sequence[Stretch]) -> float:
    """Return how much two placements share of what either covers, in characters; 1 where neither covers anything."""
    if not ours or not theirs:
        return float(not ours and not theirs)
    shared = sum(
        max(0, min(one.end, two.end) - max(one.start, two.start))
        for one in ours
        for two in theirs
        if one.block == two.block
    )
    return shared / (sum(each.end - each.start for each in (*ours, *theirs)) - shared)


def _share(things: Sequence[T], holds: Callable[[T], bool]) -> float:
    """Return for which part of the things it holds; 0 where there are none."""
    return sum(map(holds, things)) / len(things) if things else 0.0
