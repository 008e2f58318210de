"""The anchoring benchmark is carried and scored as its README says."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from seko.drafts.documents.management.anchoring import blocks, judge, predict
from seko.drafts.documents.model.carrying import THRESHOLD
from tests.shared import SHARED

BENCHMARK = SHARED / "anchoring"
OLD = [
    ["h", "Monitoring of air quality"],
    ["p", "Competent bodies publish data on air quality in all larger towns by the end of the year."],
    ["p", "Public utilities check drinking water in village households twice a year."],
    ["cell", "Stations", 1, 0],
    ["cell", "14 in 2024", 1, 1],
]
NEW = [
    ["h", "Monitoring of air quality"],
    ["p", "Public utilities check drinking water in village households twice a year."],
    ["p", "Competent bodies publish open data on air quality in all larger towns every month."],
    ["cell", "Stations", 1, 0],
    ["cell", "38 in 2029", 1, 1],
]
ANCHORS: list[dict[str, Any]] = [
    {"block": 2, "start": 0, "end": 16, "label": "kept", "target": [[1, 0, 16]], "stratum": "kept_moved"},
    {"block": 1, "start": 0, "end": 31, "label": "changed", "target": [[2, 0, 36]], "stratum": "changed_edit"},
    {"block": 1, "start": 67, "end": 86, "label": "changed", "target": [[2, 72, 82]], "stratum": "changed_replaced"},
]


def document(*, answered: bool = True) -> dict[str, Any]:
    anchors = [
        {"id": f"air-{number}", "from": "v0", "to": "v1"}
        | {name: value for name, value in anchor.items() if answered or name in {"block", "start", "end"}}
        for number, anchor in enumerate(ANCHORS)
    ]
    drawn = {"kept_moved": 8, "changed_edit": 1, "changed_replaced": 1, "grey": 5}
    pairs = {"v0>v1": {"drawn": drawn}} if answered else {}
    versions = {"v0": {"blocks": OLD}, "v1": {"blocks": NEW}}
    return {"doc": "air", "versions": versions, "anchors": anchors, "pairs": pairs}


def run(folder: Path, *arguments: str) -> str:
    out = StringIO()
    call_command("carry_benchmark", str(folder), *arguments, stdout=out)
    return out.getvalue()


def test_predictions_are_written_whether_or_not_there_are_answers(tmp_path: Path) -> None:
    written = []
    for answered in (True, False):
        folder = tmp_path / str(answered)
        folder.mkdir()
        (folder / "air.json").write_text(json.dumps(document(answered=answered)), encoding="utf-8")
        run(folder, "--predictions", str(tmp_path / "out.json"))
        written.append(json.loads((tmp_path / "out.json").read_text(encoding="utf-8")))
    assert [each["threshold"] for each in written] == [THRESHOLD, THRESHOLD]
    assert all(each["seconds"] >= 0 for each in written)
    assert written[0]["predictions"] == written[1]["predictions"]
    first = written[0]["predictions"]["air"]["air-0"]
    assert (first["label"], first["target"]) == ("kept", [[1, 0, 16]])
    assert 0 < first["confidence"] < 1


def test_the_score_names_floor_goal_and_what_was_found(tmp_path: Path) -> None:
    (tmp_path / "air.json").write_text(json.dumps(document()), encoding="utf-8")
    lines = run(tmp_path, "--score").splitlines()
    assert lines[0].split() == ["of", "100", "anchors", "floor", "goal", "found", "spread", "over", "documents"]
    assert any(line.startswith("silent wrong passage, hard mix") and "0.5" in line for line in lines)
    assert any(line.split()[:3] == ["all", "3", "100.00"] for line in lines)
    assert lines[-1].startswith("3 anchors of 1 documents carried in ")


def test_without_answers_there_is_no_score(tmp_path: Path) -> None:
    (tmp_path / "air.json").write_text(json.dumps(document(answered=False)), encoding="utf-8")
    assert "No answers here to score by." in run(tmp_path, "--score")


@pytest.mark.parametrize(("name", "content"), [("none.json", "[]"), ("broken.json", "{"), ("readme.txt", "")])
def test_a_folder_without_documents_is_refused_with_the_reason(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(CommandError):
        run(tmp_path, "--score")


TRUTH = {"label": "changed", "target": [[2, 10, 30]], "hull": [[2, 5, 40]]}
GONE = {"label": "removed", "gap": [2, 10, 10]}


@pytest.mark.parametrize(
    ("anchor", "label", "target", "right", "wrong"),
    [
        (TRUTH, "changed", [[2, 10, 30]], True, False),
        (TRUTH, "kept", [[2, 10, 30]], False, False),
        (TRUTH, "changed", [[2, 6, 40]], True, False),
        (TRUTH, "changed", [[2, 10, 15]], False, False),
        (TRUTH, "changed", [[3, 10, 30]], False, True),
        (TRUTH, "removed", [], False, False),
        (GONE, "removed", [], True, False),
        (GONE, "changed", [[2, 4, 12]], False, False),
        (GONE, "changed", [[2, 40, 60]], False, True),
        ({**TRUTH, "grey": True}, "removed", [], True, False),
        ({**TRUTH, "grey": True}, "changed", [[2, 39, 50]], True, False),
        ({**TRUTH, "grey": True}, "changed", [[4, 39, 50]], False, True),
    ],
)
def test_a_prediction_is_judged_by_label_and_place(
    anchor: dict[str, Any], label: str, target: list[list[int]], right: bool, wrong: bool
) -> None:
    found = judge(anchor, {"label": label, "target": target, "confidence": 0.4}, 0.5)
    assert (found.is_right, found.is_wrong_passage, found.is_asked) == (right, wrong, True)
    assert found.is_missed == (label == "removed" and anchor["label"] != "removed" and not anchor.get("grey"))


@pytest.mark.skipif(not BENCHMARK.is_dir(), reason="the benchmark is not here")
def test_nothing_is_put_silently_on_a_wrong_passage_where_only_typography_changed() -> None:
    found = json.loads((BENCHMARK / "gh-legalreq~typo.json").read_text(encoding="utf-8"))
    predictions = predict(found)
    verdicts = [judge(anchor, predictions[anchor["id"]], THRESHOLD) for anchor in found["anchors"]]
    assert len(verdicts) == len(found["anchors"]) > 40
    assert not any(each.is_wrong_passage and not each.is_asked for each in verdicts)
    assert all(each.is_right for each in verdicts)
    assert len(blocks(found["versions"][found["anchors"][0]["from"]])) > 50
