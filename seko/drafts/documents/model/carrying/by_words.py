"""The route over words: long runs that stand once in both drafts, then shorter ones in the gaps between them."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from seko.drafts.documents.model.carrying.alignment import Alignment, Run, finish, heaviest_chain, unique_runs
from seko.drafts.documents.model.carrying.words import Draft

LENGTHS = (8, 4, 2, 1)
"""So many words a run is looked for by, from the whole text down to the gaps in gaps."""
SMALL = 400
"""A gap of so few pairs of words is settled at once."""
MOVED = 4
RARE = 3.0


def align(old: Draft, new: Draft, weights: Sequence[float]) -> Alignment:
    """Return the alignment by runs of words."""
    alignment = Alignment(old, new, weights)
    _fill(alignment, range(len(old)), range(len(new)), 0)
    return finish(alignment)


def _fill(alignment: Alignment, ours: Sequence[int], theirs: Sequence[int], level: int) -> None:
    """Pair the words of a gap, `ours` of the old draft and `theirs` of the new one."""
    if not ours or not theirs:
        return
    old = [alignment.old.forms[at] for at in ours]
    new = [alignment.new.forms[at] for at in theirs]
    if level == len(LENGTHS) or len(old) * len(new) <= SMALL:
        _pair(alignment, ours, theirs, _common(old, new))
        return
    length = LENGTHS[level]
    runs = unique_runs(old, new, length)
    if length == 1:
        runs = [run for run in runs if run.length > 1 or alignment.weights[old[run.old]] > RARE]
    chain = heaviest_chain(
        runs, lambda run: sum(alignment.weights[form] for form in old[run.old : run.old + run.length])
    )
    _pair(alignment, ours, theirs, chain)
    if length >= MOVED:
        _pair(alignment, ours, theirs, sorted(set(runs) - set(chain), key=lambda run: -run.length))
    was = Run(0, 0, 0)
    for run in (*chain, Run(len(old), len(new), 0)):
        _fill(
            alignment,
            [at for at in ours[was.old + was.length : run.old] if alignment.to_new[at] < 0],
            [at for at in theirs[was.new + was.length : run.new] if alignment.to_old[at] < 0],
            level + 1,
        )
        was = run


def _common(old: Sequence[int], new: Sequence[int]) -> list[Run]:
    """Return the runs of a longest common sequence."""
    return [
        Run(code.src_start, code.dest_start, code.src_end - code.src_start)
        for code in LCSseq.opcodes(old, new)
        if code.tag == "equal"
    ]


def _pair(alignment: Alignment, ours: Sequence[int], theirs: Sequence[int], runs: Sequence[Run]) -> None:
    for run in runs:
        for step in range(run.length):
            alignment.pair(ours[run.old + step], theirs[run.new + step])
