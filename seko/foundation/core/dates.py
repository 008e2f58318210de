"""Belgrade's calendar: days, ends of days, working days, public holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import holidays

from seko.foundation.core.clock import BELGRADE

LAST_SECOND = time(23, 59, 59)
EARLIEST = date(1900, 1, 1)  # an earlier day is a slip of the finger


def local_date(moment: datetime) -> date:
    """Return the day in Belgrade at `moment` (aware)."""
    return moment.astimezone(BELGRADE).date()


def end_of_day(day: date) -> datetime:
    """Return 23:59:59 in Belgrade of that day, in UTC: what a deadline typed as a date means (reliability.md C6 70)."""
    return datetime.combine(day, LAST_SECOND, tzinfo=BELGRADE).astimezone(UTC)


def running_day(moment: datetime) -> date:
    """Return the first day in Belgrade that has not ended at `moment`: today, or tomorrow once today's end is past.

    The two differ in the last second alone, in which a day has ended (`end_of_day`) and its date still stands.
    """
    today = local_date(moment)
    return today if moment <= end_of_day(today) else today + timedelta(days=1)


class NoSuchTime(ValueError):
    """A time that Belgrade's clocks skip, or (`is_double`) show twice, in the night in which they are moved."""

    def __init__(self, *, is_double: bool) -> None:
        super().__init__("double" if is_double else "missing")
        self.is_double = is_double


def moment_of(day: date, at: time) -> datetime:
    """Return the moment of that day and time in Belgrade, in UTC.

    Raises `NoSuchTime` in the missing hour of spring and the double hour of autumn (reliability.md C6 71).
    """
    local = datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=BELGRADE)
    moment = local.astimezone(UTC)
    if moment.astimezone(BELGRADE).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime(is_double=False)
    if local.replace(fold=1).utcoffset() != local.utcoffset():
        raise NoSuchTime(is_double=True)
    return moment


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
