"""The one clock: the database's time, read at most once per request; actions get it as `now=`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

if TYPE_CHECKING:
    from django.http import HttpRequest

BELGRADE = ZoneInfo("Europe/Belgrade")
_pinned: ContextVar[datetime | None] = ContextVar("pinned", default=None)


@dataclass
class _Held:
    moment: datetime | None = None


_process = _Held()


def read() -> datetime:
    """Return the database's time (aware, UTC, microseconds). On SQLite the database shares this process's clock.

    PostgreSQL answers with `clock_timestamp()`, so two web workers with different clocks reach one verdict
    (reliability.md C6 75, 76).
    """
    pinned = _pinned.get() or _process.moment
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
        request._now_read_at = time.monotonic()  # type: ignore[attr-defined]
    return moment


def began_at(request: HttpRequest) -> datetime:
    """Return when the headers of this request arrived: its `now` less the span that had run by then.

    A span is measured by one clock alone, so a worker (or a proxy) whose clock is wrong by an hour changes nothing
    (reliability.md C6 75).
    """
    moment = now_of(request)
    ran: float = request._now_read_at - request.arrived + request.held  # type: ignore[attr-defined]
    return moment - timedelta(seconds=max(0.0, ran))


def is_by(deadline: datetime, now: datetime, began_at: datetime | None = None) -> bool:
    """Return whether a request comes by a deadline: at `now`, or begun before it and ended within `grace` after it
    (reliability.md C6 68).
    """
    return now <= deadline or (began_at is not None and began_at <= deadline and now <= deadline + grace())


def grace() -> timedelta:
    """Return how long after a deadline a request may end that began before it."""
    return timedelta(seconds=settings.SEKO_GRACE_SECONDS)


@contextmanager
def pinned(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` (aware) for the code inside: for tests, the demonstration's loading and the bench."""
    token = _pinned.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _pinned.reset(token)


def pin(moment: datetime | None) -> None:
    """Hold the clock of this whole process, all its threads, at `moment`, or let it run again with None: for the live
    server of a test, which answers from threads of its own.
    """
    _process.moment = moment.astimezone(UTC) if moment is not None else None
