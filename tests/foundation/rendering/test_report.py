"""The model refuses what no renderer could draw, and figures read the same everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from seko.foundation.design.states import Shape, Tone
from seko.foundation.rendering.arrangement import Entries, Entry, column_widths, unfolded
from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.figures import shown
from seko.foundation.rendering.palette import FILLS, SYMBOLS, TONES, drawings
from seko.foundation.rendering.report import (
    Bar,
    BarChart,
    Cell,
    Fact,
    Fill,
    Group,
    Heading,
    Paragraph,
    Span,
    Table,
    TableColumn,
    Text,
    plain,
)
from tests.foundation.rendering.sample import MADE_AT, sample

A = Text("а", "sr-Cyrl")


def table(*kinds: Kind) -> Table:
    return Table(tuple(TableColumn(A, kind) for kind in kinds), ())


def test_a_table_without_columns_or_with_uneven_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one column"):
        Table((), ())
    with pytest.raises(ValueError, match="has 1 cells"):
        Table((TableColumn(A),), (((A,), (A,)),))
    with pytest.raises(ValueError, match="cover its 1 columns"):
        Table((TableColumn(A),), (), spans=((Span(A, 2),),))


def test_a_bar_below_zero_and_a_time_without_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="begins at zero"):
        BarChart((A,), A, A, (Bar((A,), -1),))
    with pytest.raises(ValueError, match="has a zone"):
        replace(sample("sr"), made_at=MADE_AT.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("cell", "serbian", "english"),
    [
        (1204, "1.204", "1,204"),
        (-1204, "−1.204", "−1,204"),
        (9.5, "9,5", "9.5"),
        (Decimal("1234567.50"), "1.234.567,50", "1,234,567.50"),
        (date(2027, 1, 9), "09.01.2027.", "9 Jan 2027"),
        (datetime(2027, 1, 29, 22, 59, tzinfo=UTC), "29.01.2027. 23:59", "29 Jan 2027 23:59"),
        (True, "да", "yes"),
        (None, "–", "–"),
        ((A,), "а", "а"),
    ],
)
def test_figures_in_two_languages(cell: Cell, serbian: str, english: str) -> None:
    assert plain(shown(cell, sample("sr"))) == serbian
    assert plain(shown(cell, sample("en"))) == english


def test_a_wide_table_is_read_row_by_row() -> None:
    heading = Heading((A,), 2)
    columns = (TableColumn(A), TableColumn(A, Kind.NUMBER), TableColumn(A, Kind.WORDS))
    wide = Table(
        columns, (Group((A,)), ((A,), 1204, (A,)), ((A,), 2, None), Group((A,)), (3, 4, (A,))), (A,), wide=True
    )
    report = replace(sample("sr"), blocks=(heading, wide, table(Kind.TEXT)))

    first, second, third = (
        Entry((A,), (Fact(A, (Text("1.204", "sr-Cyrl"),)), Fact(A, (A,), words=True))),
        Entry((A,), (Fact(A, (Text("2", "sr-Cyrl"),)),)),
        Entry((Text("3", "sr-Cyrl"),), (Fact(A, (Text("4", "sr-Cyrl"),)), Fact(A, (A,), words=True))),
    )
    group = Heading((A,), 3, numbered=False)
    assert list(unfolded(report)) == [
        *(heading, Paragraph((A,), note=True), group, Entries((first, second)), group, Entries((third,))),
        table(Kind.TEXT),
    ]


def test_columns_hold_a_date_and_the_longest_word_of_their_title() -> None:
    columns = (
        TableColumn(Text("Најнеразвијенији", "sr-Cyrl"), Kind.NUMBER, 0.1),
        TableColumn(A, Kind.DATE, 0.1),
        TableColumn(A, Kind.WORDS, 5),
    )
    assert column_widths(Table(columns, ()), 180) == pytest.approx([36.0, 25.0, 119.0])
    assert sum(column_widths(table(*[Kind.DATE] * 20), 180)) == pytest.approx(180)


def test_every_shape_tone_and_fill_has_its_look() -> None:
    assert (set(drawings()), set(SYMBOLS), set(TONES), set(FILLS)) == (set(Shape), set(Shape), set(Tone), set(Fill))
    assert len(set(drawings().values())) == len(set(SYMBOLS.values())) == len(Shape)
