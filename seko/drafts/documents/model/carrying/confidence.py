"""How sure a placement is: a formula with about twenty numbers, and the threshold below which a person is asked.

Both were fitted on the documents of the anchoring benchmark (logistic regression; a wrong passage weighs five times a
placement that is right) and the threshold by leaving whole documents out. `tools.carrying` does it again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

THRESHOLD = 0.872
"""What is less sure is put before a person."""
BASE = -2.318
WEIGHTS: Mapping[str, float] = {
    # whatever was found: do both alignments say the same, of the words and of the place?
    "same": 1.595,
    "overlap": 2.285,
    # what was found somewhere: do the words before and after it stand before and after it there?
    "before": 1.600,
    "after": 1.277,
    "least_beside": 0.644,
    # kept: how much the words tell, and whether they stand there more than once
    "kept_told": 0.910,
    "kept_again": -3.767,
    # changed: which part of the words lives on, how much it tells, whether it stands there more than once
    "changed": -4.843,
    "living": 1.142,
    "told": 1.108,
    "again": -0.945,
    # replaced by other words between the same neighbours: how far away these are
    "replaced": 2.307,
    "replaced_away": -3.098,
    # removed: did what stood beside it stay, is there a seam, do some words live on somewhere?
    "removed": 2.800,
    "removed_before": -1.675,
    "removed_after": -0.951,
    "removed_seam": 1.356,
    "removed_living": -7.277,
}


def confidence(evidence: Mapping[str, float]) -> float:
    """Return how sure a placement is, between 0 and 1; without evidence 0."""
    if not evidence:
        return 0.0
    score = BASE + sum(WEIGHTS[name] * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-score))
