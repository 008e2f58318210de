"""Timed jobs: which turn of which is due, and taking it exactly once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from seko.foundation.core.clock import BELGRADE
from seko.foundation.jobs.models import Slot

Timed = Callable[[datetime], object]

GIVEN_UP_AFTER = timedelta(minutes=10)
MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Timetable:
    """A timed job: `slot_at(now)` names its latest turn; a turn missed while nothing ran is taken late, and once."""

    name: str
    call: Timed
    slot_at: Callable[[datetime], str]


_timetables: dict[str, Timetable] = {}
_each_round: dict[str, Timed] = {}


def every(*, minutes: int) -> Callable[[Timed], Timed]:
    """Run the decorated function `(now)` once in each stretch of that many minutes.

    It is short and can be repeated: long work is enqueued as a job.
    """

    def slot_at(now: datetime) -> str:
        stretch = minutes * 60
        begun = int(now.timestamp()) // stretch * stretch
        return datetime.fromtimestamp(begun, UTC).isoformat()

    return lambda call: _register(call, slot_at)


def daily(*, at: time) -> Callable[[Timed], Timed]:
    """Run the decorated function `(now)` once a day, at `at` by Belgrade's clock, also in the nights when it changes.

    An hour that does not exist that night is taken as if the clock had not changed; of a doubled one the first counts.
    """

    def slot_at(now: datetime) -> str:
        today = now.astimezone(BELGRADE).date()
        begins = datetime.combine(today, at, tzinfo=BELGRADE).astimezone(UTC)
        return (today if begins <= now else today - timedelta(days=1)).isoformat()

    return lambda call: _register(call, slot_at)


def each_round(call: Timed) -> Timed:
    """Run the decorated function `(now)` in every round of the scheduler; two may run at once, it sees to that."""
    _each_round[_name_of(call)] = call
    return call


def due_calls() -> list[tuple[str, Timed]]:
    """Return what a round runs, as (name, call): each call takes its turn first and does nothing without it."""
    rounds = list(_each_round.items())
    return rounds + [(table.name, _in_turn(table)) for table in _timetables.values()]


def take_turn(name: str, slot: str, now: datetime) -> bool:
    """Return whether the caller has this turn: nobody took it, or who took it was given up (three times at most)."""
    try:
        with transaction.atomic():
            Slot.objects.create(name=name, at=slot, claimed_at=now)
    except IntegrityError:
        left = Slot.objects.filter(
            name=name, at=slot, finished_at=None, claimed_at__lt=now - GIVEN_UP_AFTER, attempts__lt=MOST_ATTEMPTS
        )
        return left.update(claimed_at=now, attempts=F("attempts") + 1) > 0
    return True


def _in_turn(table: Timetable) -> Timed:
    def call(now: datetime) -> object:
        slot = table.slot_at(now)
        if Slot.objects.filter(name=table.name, at=slot, finished_at__isnull=False).exists():
            return False
        if not take_turn(table.name, slot, now):
            return False
        table.call(now)
        Slot.objects.filter(name=table.name, at=slot).update(finished_at=now)
        return True

    return call


def _register(call: Timed, slot_at: Callable[[datetime], str]) -> Timed:
    _timetables[_name_of(call)] = Timetable(_name_of(call), call, slot_at)
    return call


def _name_of(call: Timed) -> str:
    return f"{call.__module__}.{getattr(call, '__qualname__', '')}".removeprefix("seko.")
