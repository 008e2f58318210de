"""Belgrade's days: ends of days over the changes of summer time, working days, holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from seko.foundation.core.dates import (
    add_working_days,
    end_of_day,
    holidays_between,
    is_working_day,
    local_date,
    start_of_day,
    working_days_until,
)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2027, 1, 15), datetime(2027, 1, 15, 22, 59, 59, tzinfo=UTC)),
        (date(2027, 6, 1), datetime(2027, 6, 1, 21, 59, 59, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 21, 59, 59, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 31, 22, 59, 59, tzinfo=UTC)),
        (date(2028, 3, 26), datetime(2028, 3, 26, 21, 59, 59, tzinfo=UTC)),
        (date(2028, 10, 29), datetime(2028, 10, 29, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_day_ends_in_belgrade(day: date, end: datetime) -> None:
    assert end_of_day(day) == end
    assert local_date(end) == day
    assert local_date(start_of_day(day)) == day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2027, 1, 7), False),  # Orthodox Christmas
        (date(2027, 1, 8), True),
        (date(2027, 2, 15), False),  # Statehood Day
        (date(2027, 4, 30), False),  # Orthodox Good Friday of 2027
        (date(2027, 11, 11), False),  # Armistice Day
        (date(2027, 11, 13), False),  # a Saturday
    ],
)
def test_weekends_and_public_holidays_do_not_work(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_working_days_are_counted_after_today() -> None:
    assert working_days_until(date(2027, 1, 5), date(2027, 1, 8)) == 2  # 6 and 8, not the 7th
    assert working_days_until(date(2027, 1, 8), date(2027, 1, 5)) == -2
    assert working_days_until(date(2027, 1, 8), date(2027, 1, 8)) == 0


def test_working_days_are_added_over_holidays() -> None:
    assert add_working_days(date(2027, 1, 5), 2) == date(2027, 1, 8)
    assert add_working_days(date(2027, 1, 8), 1) == date(2027, 1, 11)
    assert add_working_days(date(2027, 1, 8), 0) == date(2027, 1, 8)


def test_holidays_on_weekdays_are_named() -> None:
    assert holidays_between(date(2027, 1, 4), date(2027, 1, 10)) == [date(2027, 1, 7)]
