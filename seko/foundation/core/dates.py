"""Belgrade's calendar: days, ends of days, working days, public holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import holidays

from seko.foundation.core.clock import BELGRADE

LAST_SECOND = time(23, 59, 59)


def local_date(moment: datetime) -> date:
    """Return the day in Belgrade at `moment` (aware)."""
    return moment.astimezone(BELGRADE).date()


def end_of_day(day: date) -> datetime:
    """Return 23:59:59 in Belgrade of that day, in UTC: what a deadline typed as a date means (reliability.md C6 70)."""
    return datetime.combine(day, LAST_SECOND, tzinfo=BELGRADE).astimezone(UTC)


def start_of_day(day: date) -> datetime:
    """Return 00:00 in Belgrade of that day, in UTC."""
    return datetime.combine(day, time(), tzinfo=BELGRADE).astimezone(UTC)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """Return Serbia's public holidays of the year, moved and movable ones included."""
    return frozenset(holidays.country_holidays("RS", years=year))


def is_working_day(day: date) -> bool:
    """Return whether the day is neither a weekend nor a public holiday."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


def working_days_until(today: date, last: date) -> int:
    """Return how many working days follow `today` up to and with `last`; negative when `last` has passed."""
    if last < today:
        return -working_days_until(last, today)
    days = (today + timedelta(days=step) for step in range(1, (last - today).days + 1))
    return sum(map(is_working_day, days))


def add_working_days(day: date, count: int) -> date:
    """Return the day that is `count` (zero or more) working days after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def holidays_between(first: date, last: date) -> list[date]:
    """Return the public holidays on weekdays from `first` to `last`, both included."""
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5 and day in public_holidays(day.year)]
