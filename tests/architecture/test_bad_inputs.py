"""Every row of the bad-input catalogue that we have taken on has its test, or a reason why it has none.

A test says which rows it proves: `@pytest.mark.bad_input(row, ...)`, the numbers of reliability.md, part C.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture.house import ROOT

TESTS = ROOT / "tests"
MARK = "bad_input"
# C1 uploads of Word files, C2 of signed PDFs, C3 of spreadsheets, C4 of any file, C5 the comment form, C6 time,
# C7 workflow and concurrency, C8 accounts and sessions, C9 names, C10 addresses.
PARTS = {
    "C1": range(1, 33),
    "C2": range(33, 39),
    "C3": range(39, 48),
    "C4": range(48, 55),
    "C5": range(55, 68),
    "C6": range(68, 77),
    "C7": range(77, 89),
    "C8": range(89, 98),
    "C9": range(98, 102),
    "C10": range(102, 106),
}
LATER = {
    88: "events and their letters do not exist yet",
}

# What a row asks beyond its tests.
PARTLY = {
    29: "a draft without headings is not yet split by hand",
    53: "there are no logos to upload, and pictures are refused rather than drawn anew",
}


@cache
def marked() -> dict[int, tuple[str, ...]]:
    """Return the tests that prove each row, as `file::test`."""
    found: dict[int, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for name, rows in _marks_of(path):
            for row in rows:
                found.setdefault(row, []).append(f"{path.relative_to(ROOT)}::{name}")
    return {row: tuple(names) for row, names in found.items()}


def _marks_of(path: Path) -> Iterator[tuple[str, list[int]]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and getattr(decorator.func, "attr", "") == MARK:
                    yield node.name, [ast.literal_eval(argument) for argument in decorator.args]


def test_every_row_has_a_test_or_a_reason() -> None:
    rows = [row for part in PARTS.values() for row in part]

    assert [row for row in rows if row not in marked() and row not in LATER] == []
    assert [row for row in PARTLY if row not in marked()] == []


def test_a_mark_names_rows_that_exist() -> None:
    rows = {row for part in PARTS.values() for row in part}

    assert {row: names for row, names in marked().items() if row not in rows} == {}


def test_a_reason_that_a_test_has_overtaken_is_removed() -> None:
    assert {row: names for row, names in marked().items() if row in LATER} == {}
