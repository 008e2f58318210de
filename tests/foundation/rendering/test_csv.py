"""CSV: what a spreadsheet would run is guarded and comes back as typed; the file is streamed."""

from __future__ import annotations

import csv as reader
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from seko.foundation.rendering import csv
from seko.foundation.rendering.columns import Column, Kind

Row = dict[str, object]
COLUMNS: list[Column[Row]] = [
    Column("number", "Број", Kind.NUMBER, lambda row: row["number"]),
    Column("words", "Речи", Kind.WORDS, lambda row: row["words"]),
    Column("on", "Дан", Kind.DATE, lambda row: row["on"]),
    Column("at", "Време", Kind.DATETIME, lambda row: row["at"]),
    Column("is", "Да или не", Kind.BOOLEAN, lambda row: row["is"]),
]
ROW: Row = {
    "number": Decimal("-1204.5"),
    "words": '=HYPERLINK("https://primer.example","клик")',
    "on": date(2027, 1, 29),
    "at": datetime(2027, 1, 29, 22, 59, 59, tzinfo=UTC),
    "is": True,
}
EMPTY: Row = dict.fromkeys(ROW)


@pytest.mark.parametrize(
    ("typed", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("+381 64 000", "'+381 64 000"),
        ("-5 степени", "'-5 степени"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1＋1", "'＝1＋1"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("\tтекст", "'\tтекст"),
        (" =1", " '=1"),
        ("прво;=1", "прво;'=1"),
        ("прво\n=1", "прво\n'=1"),
        ('реч "=1"', 'реч "\'=1"'),
        ("'=1", "''=1"),
        ("е-пошта: a@b.rs", "е-пошта: a@b.rs"),
        ("1+1=2", "1+1=2"),
        ("„Србија-Европа“", "„Србија-Европа“"),
    ],
)
def test_what_a_spreadsheet_would_run_is_guarded(typed: str, guarded: str) -> None:
    assert csv.guard(typed) == guarded
    assert csv.restore(guarded) == typed


@given(st.text(alphabet=st.sampled_from("=+-@＝＋－＠;,|\"'\t\r\n  абв1"), max_size=12) | st.text(max_size=40))
def test_restoring_undoes_guarding(typed: str) -> None:
    assert csv.restore(csv.guard(typed)) == typed


def test_every_kind_is_written_in_its_own_way() -> None:
    rows = list(reader.reader(io.StringIO("".join(csv.lines(COLUMNS, [ROW, EMPTY])), newline="")))
    assert rows == [
        ["Број", "Речи", "Дан", "Време", "Да или не"],
        [
            "-1204.5",
            '\'=HYPERLINK("https://primer.example","клик")',
            "2027-01-29",
            "2027-01-29T23:59:59+01:00",
            "true",
        ],
        ["", "", "", "", ""],
    ]


def test_serbian_excel_gets_a_mark_semicolons_and_decimal_commas() -> None:
    content = b"".join(csv.encoded(csv.lines(COLUMNS[:2], [ROW | {"words": "реч"}], dialect=csv.SERBIAN_EXCEL)))
    assert content == "\ufeffБрој;Речи\r\n-1204,5;реч\r\n".encode()


def test_illegal_characters_are_gone() -> None:
    content = "".join(csv.lines(COLUMNS[1:2], [ROW | {"words": "а\x00б\x0bв\ud800"}]))
    assert content == "Речи\r\nабв\r\n"


def test_rows_are_read_as_they_are_sent() -> None:
    taken: list[int] = []

    def rows() -> Iterator[Row]:
        for number in range(1_000):
            taken.append(number)
            yield ROW

    next(csv.lines(COLUMNS, rows()))
    assert len(taken) == 200


def test_titles_follow_the_language_of_the_call() -> None:
    columns: list[Column[Row]] = [Column("yes", gettext_lazy("Yes"), Kind.TEXT, lambda row: "x")]
    assert ["".join(csv.lines(columns, [], language=language)) for language in ("sr", "sr-latn", "en")] == [
        "Да\r\n",
        "Da\r\n",
        "Yes\r\n",
    ]
