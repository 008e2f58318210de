"""A proposed value stands beside that of the cell to which the comment is tied."""

from __future__ import annotations

import pytest
from django.utils import translation

from seko.dialogue.comments.queries import value_cells, value_change
from seko.dialogue.comments.queries.values import Cell, Column

CELLS = {"2.1-17.4": Cell(Column.TARGET, "2 (2021)"), "2.1-24.3": Cell(Column.BASELINE, " ")}
VALUE = {"value": "5", "unit": "број", "year": "2021"}


@pytest.mark.parametrize(
    ("anchor", "said"),
    [
        ({"kind": "passage", "places": ["2.1-17.4"]}, "Target: 2 (2021) → 5 број (2021)"),
        ({"kind": "words", "segments": [{"place": "2.1-17.4"}]}, "Target: 2 (2021) → 5 број (2021)"),
        ({"kind": "passage", "places": ["2.1-24.3"]}, "Baseline: – → 5 број (2021)"),
        ({"kind": "passage", "places": ["2.1-17"]}, "5 број (2021)"),
        ({"kind": "whole"}, "5 број (2021)"),
    ],
)
def test_the_value_in_the_draft_and_the_proposed_one(anchor: dict[str, object], said: str) -> None:
    with translation.override("en"):
        assert value_change(VALUE, anchor, CELLS) == said


def test_nothing_is_said_where_nothing_is_proposed_and_no_column_where_it_is_not_wanted() -> None:
    anchor = {"kind": "passage", "places": ["2.1-17.4"]}
    assert value_change({}, anchor, CELLS) == ""
    assert value_change(VALUE, anchor, CELLS, is_named=False) == "2 (2021) → 5 број (2021)"
    assert value_cells(None) == {}
