"""The anchoring benchmark: its files read, every anchor carried, and the predictions scored as its README says.

A file holds a document: `versions` (drafts as blocks), `anchors` (stretches of one draft to be found in another) and,
in the developers' part, the truth: `label`, `target`, `hull`, `gap`, `grey`, `stratum`, and `pairs` with how often each
stratum is met (`drawn`), from which the natural mix is weighed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

from seko.drafts.documents.model.carrying import Block, Carrier, Stretch

SPREAD = 400
"""So often documents are drawn anew to see how far the figures spread over them."""
HALF = 0.5
Spans = Sequence[Sequence[int]]
"""Stretches as the files give them: block, start, end."""


def read(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the documents of a folder by name. Raises OSError, or ValueError for a file that is none of them."""
    documents = {}
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(document, dict) or not {"doc", "versions", "anchors"} <= document.keys():
            msg = f"{path.name} is no document of the benchmark"
            raise ValueError(msg)
        documents[document["doc"]] = document
    return documents


def blocks(version: Mapping[str, Any]) -> list[Block]:
    """Return the blocks of a draft: `[kind, text]`, or `["cell", text, row, column]`."""
    return [Block(each[1], *each[2:4]) if each[0] == "cell" else Block(each[1]) for each in version["blocks"]]


def predict(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return for each anchor its label, target and confidence; the answers are not looked at."""
    drafts = {name: blocks(version) for name, version in document["versions"].items()}
    carriers: dict[tuple[str, str], Carrier] = {}
    predictions = {}
    for anchor in document["anchors"]:
        pair = anchor["from"], anchor["to"]
        carrier = carriers.get(pair)
        if carrier is None:
            carrier = carriers[pair] = Carrier(drafts[pair[0]], drafts[pair[1]])
        placement = carrier.place(Stretch(anchor["block"], anchor["start"], anchor["end"]))
        predictions[anchor["id"]] = {
            "label": placement.fate.value,
            "target": [[each.block, each.start, each.end] for each in placement.stretches],
            "confidence": round(placement.confidence, 4),
        }
    return predictions


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a prediction fares: right; on a wrong passage; missed (there, but taken for removed); put before a person."""

    is_right: bool
    is_wrong_passage: bool
    is_missed: bool
    is_asked: bool
    weight: float = 0.0


def judge(anchor: Mapping[str, Any], prediction: Mapping[str, Any], threshold: float, weight: float = 0.0) -> Verdict:
    """Return the verdict on a prediction."""
    label, spans = prediction["label"], prediction["target"] or []
    is_grey, truth = bool(anchor.get("grey")), anchor["label"]
    target = anchor.get("target") or []
    hull = anchor.get("hull") or target
    if label == "removed" or not spans:
        is_wrong = False
    elif truth == "removed" and not is_grey:
        gap = anchor.get("gap")
        is_wrong = not (gap and any(one[0] == gap[0] and one[1] <= gap[2] and gap[1] <= one[2] for one in spans))
    else:
        is_wrong = not _shared(spans, target) and not _shared(spans, hull)
    if is_grey:
        is_right = label == "removed" or (label == "changed" and not is_wrong)
    elif truth == "removed":
        is_right = label == "removed"
    else:
        is_right = label == truth and _fits(spans, target, hull)
    is_missed = label == "removed" and truth != "removed" and not is_grey
    return Verdict(is_right, is_wrong, is_missed, prediction["confidence"] < threshold, weight)


def _fits(spans: Spans, target: Spans, hull: Spans) -> bool:
    if not spans or not target:
        return False
    longest = [max(target, key=lambda one: one[2] - one[1])]
    is_between = _shared(target, spans) == _size(target) and _shared(spans, hull) == _size(spans)
    return is_between or any(_overlap(spans, truth) >= HALF for truth in (target, hull, longest))


def _size(spans: Spans) -> int:
    return sum(one[2] - one[1] for one in spans)


def _shared(ours: Spans, theirs: Spans) -> int:
    """Return how many characters both cover."""
    pairs = ((one, two) for one in ours for two in theirs if one[0] == two[0])
    return sum(max(0, min(one[2], two[2]) - max(one[1], two[1])) for one, two in pairs)


def _overlap(ours: Spans, theirs: Spans) -> float:
    shared = _shared(ours, theirs)
    return shared / (_size(ours) + _size(theirs) - shared) if shared else 0.0


def weights(document: Mapping[str, Any]) -> dict[str, float]:
    """Return what each anchor weighs in the natural mix."""
    counted = Counter((anchor["from"], anchor["to"], anchor["stratum"]) for anchor in document["anchors"])
    weighed = {}
    for anchor in document["anchors"]:
        drawn = document["pairs"].get(f"{anchor['from']}>{anchor['to']}", {}).get("drawn", {})
        total = sum(count for stratum, count in drawn.items() if stratum != "grey")
        stratum = anchor["stratum"]
        share = drawn.get(stratum, 0) / total if total and not anchor.get("grey") else 0.0
        weighed[anchor["id"]] = share / counted[anchor["from"], anchor["to"], stratum]
    return weighed


@dataclass(slots=True)
class Score:
    """The figures of some anchors, in per cent."""

    verdicts: list[Verdict] = field(default_factory=list)

    def _part(self, chosen: Iterable[Verdict], *, of: Sequence[Verdict] | None = None, natural: bool = False) -> float:
        whole = self.verdicts if of is None else of
        total = sum(each.weight if natural else 1.0 for each in whole)
        return 100 * sum(each.weight if natural else 1.0 for each in chosen) / total if total else 0.0

    def silent(self, *, natural: bool = False) -> float:
        """Wrong passages of which nobody is asked."""
        return self._part(
            (each for each in self.verdicts if each.is_wrong_passage and not each.is_asked), natural=natural
        )

    def asked(self, *, natural: bool = False) -> float:
        """What is put before a person."""
        return self._part((each for each in self.verdicts if each.is_asked), natural=natural)

    def right_of_rest(self) -> float:
        """What is right of the rest."""
        rest = [each for each in self.verdicts if not each.is_asked]
        return self._part((each for each in rest if each.is_right), of=rest)

    def right(self) -> float:
        """What is right of all."""
        return self._part(each for each in self.verdicts if each.is_right)

    def wrong(self) -> float:
        """What is on a wrong passage, asked or not."""
        return self._part(each for each in self.verdicts if each.is_wrong_passage)

    def missed(self) -> float:
        """What is there, but was taken for removed."""
        return self._part(each for each in self.verdicts if each.is_missed)


def report(
    documents: Mapping[str, Mapping[str, Any]], predictions: Mapping[str, Mapping[str, Any]], threshold: float
) -> Iterator[str]:
    """Yield the lines of the report; variants and what has no answers are left out of the main figures."""
    whole, variants = Score(), Score()
    by_document: dict[str, Score] = {}
    by_stratum: dict[str, Score] = {}
    cells, switched = Score(), Score()
    for name, document in documents.items():
        if not all("label" in anchor for anchor in document["anchors"]):
            continue
        weighed = weights(document)
        for anchor in document["anchors"]:
            found = judge(anchor, predictions[name][anchor["id"]], threshold, weighed[anchor["id"]])
            (variants if "~" in name else whole).verdicts.append(found)
            by_document.setdefault(name, Score()).verdicts.append(found)
            if "~" in name:
                is_switched = name.endswith(("2cyr", "2lat")) and anchor["label"] == "kept"
                switched.verdicts += [found] if is_switched else []
                continue
            by_stratum.setdefault(anchor["stratum"], Score()).verdicts.append(found)
            if document["versions"][anchor["from"]]["blocks"][anchor["block"]][0] == "cell":
                cells.verdicts.append(found)
    if not by_document:
        yield "No answers here to score by."
        return
    main = {name: score for name, score in by_document.items() if "~" not in name}
    yield f"{'of 100 anchors':34} {'floor':>7} {'goal':>7} {'found':>8}   spread over documents"
    yield _row("silent wrong passage, hard mix", 0.5, 0.1, whole.silent(), _spread(main, Score.silent))
    yield _row("put before a person, hard mix", 9, 5, whole.asked(), _spread(main, Score.asked))
    yield _row("right of the rest, hard mix", 98, 98.5, whole.right_of_rest(), _spread(main, Score.right_of_rest))
    yield _row("silent wrong passage, natural mix", 0.3, 0.05, whole.silent(natural=True))
    yield _row("put before a person, natural mix", 4, 2, whole.asked(natural=True))
    yield _row("script switched, kept ones right", 99, 100, switched.right())
    yield _row("table cells, wrong passage", 4, 1, cells.wrong())
    yield ""
    yield f"{'':24} {'anchors':>7} {'right':>6} {'wrong':>6} {'missed':>6} {'asked':>6} {'silent':>6} {'rest':>6}"
    for title, score in (
        ("all", whole),
        ("variants", variants),
        ("table cells", cells),
        *sorted(by_stratum.items()),
        *sorted(by_document.items()),
    ):
        yield _line(title, score)


def _row(title: str, floor: float, goal: float, found: float, spread: str = "") -> str:
    return f"{title:34} {floor:7g} {goal:7g} {found:8.2f}   {spread}".rstrip()


def _line(title: str, score: Score) -> str:
    figures = (score.right(), score.wrong(), score.missed(), score.asked(), score.silent(), score.right_of_rest())
    return f"{title:24} {len(score.verdicts):7}" + "".join(f" {each:6.2f}" for each in figures)


def _spread(documents: Mapping[str, Score], figure: Any) -> str:
    """Return the bounds within which 95 of 100 drawings of as many documents fall (bootstrap over documents)."""
    if len(documents) < 2:
        return ""
    chance = Random(2018)  # noqa: S311 - the same drawings every time
    scores = list(documents.values())
    drawn = []
    for _ in range(SPREAD):
        sample = chance.choices(scores, k=len(scores))
        drawn.append(figure(Score([each for score in sample for each in score.verdicts])))
    bounds = quantiles(drawn, n=40)
    return f"{bounds[0]:.2f} to {bounds[-1]:.2f}"
