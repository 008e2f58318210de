"""The column list: each kind reads its own type, and a wrong one is named."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from seko.foundation.rendering import json
from seko.foundation.rendering.columns import Column, Kind, titles


def column(kind: Kind) -> Column[object]:
    return Column("a", "А", kind, lambda row: row)


def test_a_time_becomes_belgrades_and_its_day() -> None:
    late = datetime(2027, 1, 29, 23, 30, tzinfo=UTC)
    assert column(Kind.DATE).read(late) == date(2027, 1, 30)
    assert str(column(Kind.DATETIME).read(late)) == "2027-01-30 00:30:00+01:00"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.NUMBER, "5"),
        (Kind.NUMBER, True),
        (Kind.DATE, "2027-01-29"),
        (Kind.DATETIME, datetime(2027, 1, 29)),  # noqa: DTZ001  # a time without a zone is what must be refused
        (Kind.BOOLEAN, 1),
    ],
)
def test_a_value_of_another_type_is_refused(kind: Kind, value: object) -> None:
    with pytest.raises(TypeError, match="Column 'a' holds"):
        column(kind).read(value)


def test_two_columns_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="same key"):
        titles([column(Kind.TEXT), column(Kind.NUMBER)])


def test_json_keeps_words_whole_and_is_one_array() -> None:
    assert "".join(json.lines([column(Kind.WORDS)], ["=1+1", None])) == '[\n{"a": "=1+1"},\n{"a": null}\n]\n'
    assert "".join(json.lines([column(Kind.WORDS)], [])) == "[]\n"
