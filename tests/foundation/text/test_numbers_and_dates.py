"""Numbers, sizes, dates and times in the three language forms."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seko.foundation.text.numbers_and_dates import (
    format_date,
    format_moment,
    format_month,
    format_number,
    format_percent,
    format_size,
    format_time,
    format_weekday,
    plural_form,
    relative_day,
    relative_time,
)

DAY = date(2018, 1, 29)
MOMENT = datetime(2018, 1, 29, 23, 59, 59, tzinfo=UTC)
FORMS = ("sr", "sr-latn", "en")


def test_plural_forms() -> None:
    numbers = (0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111)
    assert [plural_form(n) for n in numbers] == [2, 0, 1, 1, 2, 2, 2, 2, 0, 1, 2, 0, 2]
    assert [plural_form(n, "en") for n in numbers] == [1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
    assert plural_form(-21, "sr-latn") == 0


@given(st.integers(0, 10**6))
def test_plural_form_is_the_rule_of_the_catalogues(n: int) -> None:
    rule = 0 if n % 10 == 1 and n % 100 != 11 else 1 if 2 <= n % 10 <= 4 and (n % 100 < 10 or n % 100 >= 20) else 2
    assert plural_form(n) == rule


@pytest.mark.parametrize(
    ("number", "decimals", "serbian", "english"),
    [
        (0, None, "0", "0"),
        (999, None, "999", "999"),
        (1204, None, "1.204", "1,204"),
        (-1234567, None, "-1.234.567", "-1,234,567"),
        (9.5, None, "9,5", "9.5"),
        (Decimal("10.10"), None, "10,1", "10.1"),
        (Decimal("1E+3"), None, "1.000", "1,000"),
        (1204.0, None, "1.204", "1,204"),
        (0.1 + 0.2, 2, "0,30", "0.30"),
        (2.675, 2, "2,68", "2.68"),
        (9.5, 0, "10", "10"),
        (-0.4, 0, "0", "0"),
        (3, 1, "3,0", "3.0"),
        (1e-7, None, "0,0000001", "0.0000001"),
    ],
)
def test_numbers(number: int | float | Decimal, decimals: int | None, serbian: str, english: str) -> None:
    assert [format_number(number, form, decimals) for form in FORMS] == [serbian, serbian, english]


def test_numbers_that_are_none() -> None:
    with pytest.raises(ValueError, match="nan"):
        format_number(float("nan"), "sr")


def test_percent() -> None:
    assert [format_percent(9.5, form) for form in FORMS] == ["9,5%", "9,5%", "9.5%"]
    assert format_percent(12, "sr", 1) == "12,0%"


@pytest.mark.parametrize(
    ("octets", "serbian", "english"),
    [
        (0, "0 B", "0 B"),
        (1023, "1023 B", "1023 B"),
        (1024, "1 KB", "1 KB"),
        (1_258_291, "1,2 MB", "1.2 MB"),
        (1024 * 1024 - 1, "1 MB", "1 MB"),
        (25 * 1024 * 1024, "25 MB", "25 MB"),
        (10 * 1024 * 1024 - 1, "10 MB", "10 MB"),
        (3 * 1024**4 * 1024, "3.072 TB", "3,072 TB"),
    ],
)
def test_sizes(octets: int, serbian: str, english: str) -> None:
    assert [format_size(octets, form) for form in FORMS] == [serbian, serbian, english]


def test_no_negative_sizes() -> None:
    with pytest.raises(ValueError, match="no size"):
        format_size(-1, "sr")


def test_dates() -> None:
    assert [format_date(DAY, form) for form in FORMS] == ["29. јануар 2018.", "29. januar 2018.", "29 January 2018"]
    assert [
        "до " + format_date(DAY, "sr", in_sentence=True),
        "do " + format_date(DAY, "sr-latn", in_sentence=True),
    ] == [
        "до 29. јануара 2018.",
        "do 29. januara 2018.",
    ]
    assert format_date(DAY, "en", in_sentence=True) == "29 January 2018"
    assert [format_date(DAY, form, year=False) for form in FORMS] == ["29. јануар", "29. januar", "29 January"]
    assert [format_month(DAY, form) for form in FORMS] == ["јануар 2018.", "januar 2018.", "January 2018"]


def test_every_month_in_both_cases() -> None:
    months = [date(2018, month, 1) for month in range(1, 13)]
    alone = [format_date(day, "sr-latn", year=False) for day in months]
    inside = [format_date(day, "sr-latn", year=False, in_sentence=True) for day in months]
    assert alone[8:] == ["1. septembar", "1. oktobar", "1. novembar", "1. decembar"]
    assert inside[8:] == ["1. septembra", "1. oktobra", "1. novembra", "1. decembra"]
    assert [month + "a" for month in alone[:8]] == inside[:8]


def test_times() -> None:
    assert format_time(MOMENT) == "23:59"
    assert format_time(time(8, 5)) == "08:05"
    assert [format_moment(MOMENT, form) for form in FORMS] == [
        "29. јануар 2018, 23:59",
        "29. januar 2018, 23:59",
        "29 January 2018, 23:59",
    ]
    assert [format_moment(MOMENT, form, in_sentence=True) for form in FORMS] == [
        "29. јануара 2018. у 23:59",
        "29. januara 2018. u 23:59",
        "29 January 2018 at 23:59",
    ]


def test_weekdays() -> None:
    week = [DAY + timedelta(days=n) for n in range(7)]
    assert [format_weekday(day, "sr-latn") for day in week] == [
        *("ponedeljak", "utorak", "sreda", "četvrtak", "petak", "subota", "nedelja"),
    ]
    assert [format_weekday(day, "sr", in_sentence=True) for day in week[2::2]] == ["среду", "петак", "недељу"]
    assert format_weekday(DAY, "en") == "Monday"


@pytest.mark.parametrize(
    ("days", "serbian", "english"),
    [
        (0, "данас", "today"),
        (1, "сутра", "tomorrow"),
        (-1, "јуче", "yesterday"),
        (2, "за 2 дана", "in 2 days"),
        (-2, "пре 2 дана", "2 days ago"),
        (-5, "пре 5 дана", "5 days ago"),
        (21, "за 21 дан", "in 21 days"),
        (60, "за 60 дана", "in 60 days"),
        (-61, "пре 2 месеца", "2 months ago"),
        (160, "за 5 месеци", "in 5 months"),
        (-731, "пре 2 године", "2 years ago"),
        (-1827, "пре 5 година", "5 years ago"),
        (21 * 366, "за 21 годину", "in 21 years"),
    ],
)
def test_relative_days(days: int, serbian: str, english: str) -> None:
    day = DAY + timedelta(days=days)
    assert relative_day(day, DAY, "sr") == serbian
    assert relative_day(day, DAY, "en") == english


@pytest.mark.parametrize(
    ("minutes", "latin", "english"),
    [
        (0, "upravo sada", "just now"),
        (-1, "pre 1 minut", "1 minute ago"),
        (-5, "pre 5 minuta", "5 minutes ago"),
        (22, "za 22 minuta", "in 22 minutes"),
        (60, "za 1 sat", "in 1 hour"),
        (-3 * 60, "pre 3 sata", "3 hours ago"),
        (-11 * 60, "pre 11 sati", "11 hours ago"),
        (24 * 60, "za 1 dan", "in 1 day"),
        (-49 * 60, "pre 2 dana", "2 days ago"),
    ],
)
def test_relative_times(minutes: int, latin: str, english: str) -> None:
    moment = MOMENT + timedelta(minutes=minutes)
    assert relative_time(moment, MOMENT, "sr-latn") == latin
    assert relative_time(moment, MOMENT, "en") == english


def test_unknown_language() -> None:
    with pytest.raises(KeyError):
        format_date(DAY, "de")
