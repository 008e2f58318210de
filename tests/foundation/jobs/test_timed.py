"""Timed jobs: each turn once, whoever comes, whatever the clock does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from seko.foundation.core import clock
from seko.foundation.jobs import timed
from seko.foundation.jobs.models import Slot
from seko.foundation.jobs.tick import run_round, run_rounds
from tests.foundation.jobs.conftest import NOW


@pytest.fixture(autouse=True)
def _own_timetables(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timed, "_timetables", {})
    monkeypatch.setattr(timed, "_each_round", {})
    yield


def rounds(first: datetime, last: datetime, step: timedelta) -> None:
    """Run rounds from `first` to `last` with the clock held."""
    moment = first
    while moment <= last:
        with clock.pinned(moment):
            assert run_round() == []
        moment += step


@pytest.mark.django_db
def test_every_so_many_minutes_runs_once_in_each_stretch() -> None:
    taken: list[datetime] = []
    timed.every(minutes=15)(taken.append)
    rounds(NOW, NOW + timedelta(minutes=44), timedelta(minutes=1))
    assert taken == [NOW, NOW + timedelta(minutes=15), NOW + timedelta(minutes=30)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "night", [datetime(2027, 3, 28, tzinfo=UTC), datetime(2027, 10, 31, tzinfo=UTC)], ids=["missing", "doubled"]
)
@pytest.mark.parametrize("at", [time(1, 30), time(2, 30), time(3, 30)])
def test_a_daily_job_runs_once_in_the_nights_when_the_clock_changes(night: datetime, at: time) -> None:
    """reliability.md D20."""
    taken: list[datetime] = []
    timed.daily(at=at)(taken.append)
    rounds(night - timedelta(hours=30), night - timedelta(hours=2), timedelta(hours=1))
    before = len(taken)
    rounds(night - timedelta(hours=1), night + timedelta(hours=4), timedelta(minutes=10))
    assert len(taken) - before == 1


@pytest.mark.django_db
def test_turns_missed_while_nothing_ran_are_taken_once() -> None:
    taken: list[datetime] = []
    timed.daily(at=time(3, 0))(taken.append)
    with clock.pinned(NOW):
        run_round()
    with clock.pinned(NOW + timedelta(days=5)):
        run_round()
        run_round()
    assert taken == [NOW, NOW + timedelta(days=5)]


@pytest.mark.django_db(transaction=True)
def test_of_several_schedulers_at_once_one_takes_the_turn() -> None:
    """reliability.md C16 132."""
    start, won = threading.Barrier(4), []

    def scheduler() -> None:
        start.wait()
        try:
            won.append(timed.take_turn("tests.turn", "2027-03-01", NOW))
        finally:
            connection.close()

    threads = [threading.Thread(target=scheduler) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False, False, False, True]


@pytest.mark.django_db
def test_a_turn_whose_taker_vanished_is_taken_again_and_not_for_ever() -> None:
    turns = [timed.take_turn("tests.turn", "a", NOW + timedelta(minutes=minutes)) for minutes in (0, 9, 11, 22, 33)]
    assert turns == [True, False, True, True, False]
    assert Slot.objects.get().attempts == 3


@pytest.mark.django_db
def test_one_that_fails_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    taken: list[datetime] = []

    def broken(now: datetime) -> None:
        raise RuntimeError("ana@example.org")

    timed.each_round(broken)
    timed.every(minutes=1)(taken.append)
    with clock.pinned(NOW):
        failed = run_round()
    assert (len(failed), taken) == (1, [NOW])
    assert "RuntimeError" in caplog.text
    assert "ana@example.org" not in caplog.text


@pytest.mark.django_db
def test_the_command_names_what_failed() -> None:
    def broken(now: datetime) -> None:
        raise RuntimeError

    timed.each_round(broken)
    with pytest.raises(CommandError, match="broken"):
        call_command("tick", stdout=StringIO())


@pytest.mark.django_db(transaction=True)
def test_rounds_go_on_until_they_are_stopped() -> None:
    stop, taken = threading.Event(), []

    def third(now: datetime) -> None:
        taken.append(now)
        if len(taken) == 3:
            stop.set()

    timed.each_round(third)
    run_rounds(0.001, stop)
    assert len(taken) == 3
