"""The one clock: the database's time, read at most once per request; actions get it as `now=`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import connection

if TYPE_CHECKING:
    from django.http import HttpRequest

BELGRADE = ZoneInfo("Europe/Belgrade")
_pinned: ContextVar[datetime | None] = ContextVar("pinned", default=None)


def read() -> datetime:
    """Return the database's time (aware, UTC, microseconds). On SQLite the database shares this process's clock.

    PostgreSQL answers with `clock_timestamp()`, so two web workers with different clocks reach one verdict
    (reliability.md C6 75, 76).
    """
    pinned = _pinned.get()
    if pinned is not None:
        return pinned
    if connection.vendor != "postgresql":
        return datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment.astimezone(UTC)


def now_of(request: HttpRequest) -> datetime:
    """Return the time of this request: read once, the same for every decision in it."""
    moment: datetime | None = getattr(request, "_now", None)
    if moment is None:
        moment = read()
        request._now = moment  # type: ignore[attr-defined]
    return moment


@contextmanager
def pinned(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` (aware) for the code inside: for tests, the demonstration's loading and the bench."""
    token = _pinned.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _pinned.reset(token)


def pin(moment: datetime | None) -> None:
    """Hold the clock of this process at `moment`, or let it run again with None: for a test's own live server."""
    _pinned.set(moment)
