"""Fit anew how sure a placement is: `python -m tools.carrying DIR`, with the folder of the anchoring benchmark.

Prints the numbers of `seko.drafts.documents.model.carrying.confidence` and, for several thresholds, what they give on
documents that were left out of the fit: each document, with its variants, is judged by a formula fitted on the others.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seko.drafts.documents.management.anchoring import Score, Verdict, blocks, judge, read, weights
from seko.drafts.documents.model.carrying import Carrier, Stretch
from seko.drafts.documents.model.carrying.confidence import WEIGHTS

WRONG = 4.0
"""So many times a placement that is right weighs one on a wrong passage."""
PENALTY = 1.0
"""Of large numbers, on evidence brought to a spread of 1 (ridge)."""
STEPS = 8
ASKED = (3, 4, 5, 6, 7, 8, 9)
NAMES = tuple(WEIGHTS)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one alignment says of an anchor: the evidence in the order of `NAMES`, and how that fares."""

    evidence: tuple[float, ...]
    verdict: Verdict


Anchor = tuple[Candidate, Candidate]


def gather(document: Mapping[str, Any]) -> list[Anchor]:
    """Return both candidates of every anchor of a document."""
    drafts = {name: blocks(version) for name, version in document["versions"].items()}
    carriers: dict[tuple[str, str], Carrier] = {}
    weighed = weights(document)
    found = []
    for anchor in document["anchors"]:
        pair = anchor["from"], anchor["to"]
        carrier = carriers.get(pair) or carriers.setdefault(pair, Carrier(drafts[pair[0]], drafts[pair[1]]))
        one, two = (
            Candidate(
                tuple(told.get(name, 0.0) for name in NAMES),
                judge(
                    anchor,
                    {
                        "label": said.fate.value,
                        "target": [[each.block, each.start, each.end] for each in said.stretches(carrier.new)],
                        "confidence": 1.0,
                    },
                    0.0,
                    weighed[anchor["id"]],
                ),
            )
            for said, told in carrier.looked_up(Stretch(anchor["block"], anchor["start"], anchor["end"]))
        )
        found.append((one, two))
    return found


def fit(anchors: Sequence[Anchor], start: Sequence[float] | None = None, steps: int = STEPS) -> list[float]:
    """Return the base and the weights by logistic regression (Newton's steps), in the measure of the evidence."""
    rows = [(each.evidence, each.verdict) for anchor in anchors for each in anchor]
    count = len(rows)
    means = [sum(told[at] for told, _ in rows) / count for at in range(len(NAMES))]
    spreads = [
        math.sqrt(sum((told[at] - means[at]) ** 2 for told, _ in rows) / count) or 1.0 for at in range(len(NAMES))
    ]
    scaled = [
        (
            (1.0, *((value - mean) / spread for value, mean, spread in zip(told, means, spreads, strict=True))),
            float(verdict.is_right),
            WRONG if verdict.is_wrong_passage else 1.0,
        )
        for told, verdict in rows
    ]
    numbers = [0.0] * (len(NAMES) + 1) if start is None else _scaled(start, means, spreads)
    for _ in range(steps):
        numbers = _step(scaled, numbers)
    plain = [number / spread for number, spread in zip(numbers[1:], spreads, strict=True)]
    return [numbers[0] - sum(number * mean for number, mean in zip(plain, means, strict=True)), *plain]


def _scaled(numbers: Sequence[float], means: Sequence[float], spreads: Sequence[float]) -> list[float]:
    base = numbers[0] + sum(number * mean for number, mean in zip(numbers[1:], means, strict=True))
    return [base, *(number * spread for number, spread in zip(numbers[1:], spreads, strict=True))]


def _step(rows: Sequence[tuple[Sequence[float], float, float]], numbers: Sequence[float]) -> list[float]:
    """Return the numbers after one of Newton's steps."""
    size = len(numbers)
    slope = [0.0] + [-PENALTY * number for number in numbers[1:]]
    bend = [[PENALTY if one == two and one else 0.0 for two in range(size)] for one in range(size)]
    for told, truth, weight in rows:
        guess = 1 / (1 + math.exp(-sum(map(float.__mul__, told, numbers))))
        pull, hold = weight * (truth - guess), weight * guess * (1 - guess)
        for one, value in enumerate(told):
            slope[one] += pull * value
            held, row = hold * value, bend[one]
            for two in range(one + 1):
                row[two] += held * told[two]
    for one in range(size):
        for two in range(one):
            bend[two][one] = bend[one][two]
    return [number + move for number, move in zip(numbers, _solved(bend, slope), strict=True)]


def _solved(matrix: list[list[float]], values: Sequence[float]) -> list[float]:
    """Return the solution of the linear equations (Gauss)."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    size = len(rows)
    for at in range(size):
        pivot = max(range(at, size), key=lambda rank: abs(rows[rank][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for rank in range(at + 1, size):
            part = rows[rank][at] / rows[at][at]
            rows[rank] = [value - part * above for value, above in zip(rows[rank], rows[at], strict=True)]
    solution = [0.0] * size
    for at in reversed(range(size)):
        known = sum(rows[at][rank] * solution[rank] for rank in range(at + 1, size))
        solution[at] = (rows[at][size] - known) / rows[at][at]
    return solution


def surer(anchor: Anchor, numbers: Sequence[float]) -> tuple[float, Verdict]:
    """Return the confidence of the surer candidate, with how it fares."""
    scores = [numbers[0] + sum(map(float.__mul__, each.evidence, numbers[1:])) for each in anchor]
    best = 0 if scores[0] >= scores[1] else 1
    return 1 / (1 + math.exp(-scores[best])), anchor[best].verdict


def left_out(documents: Mapping[str, Sequence[Anchor]], whole: Sequence[float]) -> Iterator[tuple[float, Verdict]]:
    """Yield every anchor of the documents (variants aside), judged by a fit without its document."""
    for name in documents:
        if "~" not in name:
            others = [anchor for other, anchors in documents.items() for anchor in anchors if _is_other(other, name)]
            numbers = fit(others, whole, steps=2)
            for anchor in documents[name]:
                yield surer(anchor, numbers)


def _is_other(other: str, name: str) -> bool:
    return "~" not in other and other != name


def _figures(score: Score) -> Iterator[str]:
    yield f"asked {score.asked():.1f}, silent wrong {score.silent():.2f},"
    yield f"right of the rest {score.right_of_rest():.2f};"
    yield f"natural mix: asked {score.asked(natural=True):.2f}, silent wrong {score.silent(natural=True):.3f}"


def main(arguments: Sequence[str]) -> int:
    """Fit and print; return the exit code."""
    if len(arguments) != 1:
        print((__doc__ or "").splitlines()[0], file=sys.stderr)
        return 2
    documents = {name: gather(document) for name, document in read(Path(arguments[0])).items()}
    whole = fit([anchor for name, anchors in documents.items() if "~" not in name for anchor in anchors])
    print(f"BASE = {whole[0]:.3f}")
    for name, number in zip(NAMES, whole[1:], strict=True):
        print(f'    "{name}": {number:.3f},')
    found = sorted(left_out(documents, whole), key=lambda each: each[0])
    for part in ASKED:
        threshold = found[len(found) * part // 100][0]
        score = Score(
            [
                Verdict(each.is_right, each.is_wrong_passage, each.is_missed, sure < threshold, each.weight)
                for sure, each in found
            ]
        )
        print(f"threshold {threshold:.3f}:", *_figures(score))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
