"""How sure a placement is: a formula with about twenty numbers, and the threshold below which a person is asked.

Both were fitted on the documents of the anchoring benchmark (logistic regression; a wrong passage weighs four times a
placement that is right) and the threshold by leaving whole documents out. `tools.carrying` does it again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

THRESHOLD = 0.872
"""What is less sure is put before a person."""
BASE = -2.889
WEIGHTS: Mapping[str, float] = {
    # whatever was found: do both alignments say the same, of the words and of the place?
    "same": 1.735,
    "overlap": 2.143,
    # what was found somewhere: do the words before and after it stand before and after it there?
    "before": 1.586,
    "after": 1.282,
    "least_beside": 0.587,
    # kept: how much the words tell, and whether they stand there more than once
    "kept_told": 1.010,
    "kept_again": -3.487,
    # changed: which part of the words lives on, how much it tells, whether it stands there more than once
    "changed": -4.244,
    "living": 1.158,
    "told": 1.096,
    "again": -0.942,
    # replaced by other words between the same neighbours: how far away these are
    "replaced": 0.545,
    "replaced_away": -2.382,
    # removed: did what stood beside it stay, is there a seam, do some words live on somewhere?
    "removed": 3.374,
    "removed_before": -1.676,
    "removed_after": -0.970,
    "removed_seam": 1.332,
    "removed_living": -7.275,
}


def confidence(evidence: Mapping[str, float]) -> float:
    """Return how sure a placement is, between 0 and 1; without evidence 0."""
    if not evidence:
        return 0.0
    score = BASE + sum(WEIGHTS[name] * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-score))
