"""A job is asked for in a transaction, runs by name, tells its progress and how it ended."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from seko.foundation.core import clock
from seko.foundation.core.errors import Invalid
from seko.foundation.jobs import actions, registry, runner
from seko.foundation.jobs import progress as progress_module
from seko.foundation.jobs.models import Job
from seko.foundation.jobs.progress import Progress
from tests.foundation.jobs.conftest import NOW

pytestmark = pytest.mark.django_db

Work = Callable[[], None]


@pytest.fixture
def handlers() -> Iterator[dict[str, list[Any]]]:
    """Register handlers for one test; what they were given is kept by their name."""
    given: dict[str, list[Any]] = {"tests.echo": []}

    @registry.job("tests.echo")
    def echo(progress: Progress, **kwargs: Any) -> dict[str, Any]:
        given["tests.echo"].append(kwargs)
        progress(1, 3, "reading")
        return {"url": "/sr/"}

    yield given
    for name in [name for name in registry._handlers if name.startswith("tests.")]:
        del registry._handlers[name]


def places_of(job: Job) -> Any:
    return DBTaskResult.objects.filter(pk=job.task_id or UUID(int=0))


def handler(name: str, call: Callable[..., Any]) -> None:
    registry.job(name)(call)


def test_a_job_runs_with_what_it_was_given(handlers: dict[str, list[Any]], work: Work) -> None:
    person, thing = uuid4(), uuid4()
    job = actions.enqueue("tests.echo", for_person=person, thing=thing, at=NOW, number=7)
    work()
    job.refresh_from_db()
    assert handlers["tests.echo"] == [{"thing": str(thing), "at": "2027-03-01T09:00:00Z", "number": 7}]
    assert (job.status, job.result, job.for_person) == ("done", {"url": "/sr/"}, person)
    assert (job.done, job.total, job.phase, job.attempts) == (1, 3, "reading", 1)
    assert job.started_at is not None
    assert job.finished_at is not None
    assert job.created_at <= job.started_at <= job.finished_at


def test_what_is_rolled_back_was_never_asked_for(handlers: dict[str, list[Any]], work: Work) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.enqueue("tests.echo")
        raise ZeroDivisionError
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    work()
    assert handlers["tests.echo"] == []


def test_it_waits_until_its_time(handlers: dict[str, list[Any]], work: Work) -> None:
    job = actions.enqueue("tests.echo", run_after=clock.read() + timedelta(hours=1))
    work()
    job.refresh_from_db()
    assert (job.status, handlers["tests.echo"]) == ("waiting", [])


def test_a_name_without_handler_is_a_mistake_at_once() -> None:
    with pytest.raises(LookupError):
        actions.enqueue("tests.mispelt")
    assert Job.objects.count() == 0


def test_two_handlers_cannot_have_one_name(handlers: dict[str, list[Any]]) -> None:
    with pytest.raises(ValueError, match=r"tests\.echo"):
        handler("tests.echo", lambda progress: {})


def test_an_unknown_name_waits_for_the_next_release(handlers: dict[str, list[Any]], work: Work) -> None:
    job = actions.enqueue("tests.echo")
    known = registry._handlers.pop("tests.echo")
    work()
    job.refresh_from_db()
    assert (job.status, job.attempts) == ("waiting", 0)
    assert places_of(job).get().status == "READY"
    registry._handlers["tests.echo"] = known
    places_of(job).update(run_after=clock.read())
    work()
    job.refresh_from_db()
    assert (job.status, job.attempts) == ("done", 1)


def test_our_own_error_is_told_in_every_language_form(handlers: dict[str, list[Any]], work: Work) -> None:
    def refuse(progress: Progress) -> None:
        raise Invalid({"file": _("The file is empty.")})

    handler("tests.refuse", refuse)
    with override("en"):
        job = actions.enqueue("tests.refuse")
    work()
    job.refresh_from_db()
    assert (job.status, job.error, job.language) == ("failed", "invalid", "en")
    assert job.error_params == {
        "sentence": {"sr": "Датотека је празна.", "sr-latn": "Datoteka je prazna.", "en": "The file is empty."}
    }


def test_a_broken_handler_leaves_no_trace_and_no_data(
    handlers: dict[str, list[Any]], work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(progress: Progress) -> None:
        raise RuntimeError("ana@example.org")

    handler("tests.broken", broken)
    job = actions.enqueue("tests.broken")
    with caplog.at_level(logging.INFO):
        work()
    job.refresh_from_db()
    assert (job.status, job.error, job.error_params) == ("failed", "broken", {})
    assert "RuntimeError" in caplog.text
    assert "ana@example.org" not in caplog.text
    assert [place.traceback for place in DBTaskResult.objects.all()] == [""]


def test_a_killed_workers_job_is_tried_twice_more(handlers: dict[str, list[Any]], work: Work) -> None:
    runs: list[int] = []

    def killed(progress: Progress) -> None:
        runs.append(1)
        raise SystemExit

    handler("tests.killed", killed)
    job = actions.enqueue("tests.killed")
    expected = ["waiting", "waiting", "failed"]
    for status in expected:
        work()
        job.refresh_from_db()
        assert job.status == "running"
        actions.take_up_left_jobs(clock.read() + timedelta(seconds=30))
        job.refresh_from_db()
        assert job.status == "running"
        actions.take_up_left_jobs(clock.read() + timedelta(seconds=61))
        job.refresh_from_db()
        assert job.status == status
    work()
    assert (len(runs), job.error, job.attempts) == (3, "worker-crashed", 3)


def test_a_run_given_up_has_no_effect_any_more(handlers: dict[str, list[Any]], work: Work) -> None:
    """The worker was only slow; meanwhile another one has begun the job anew."""

    def slow(progress: Progress) -> None:
        Job.objects.filter(pk=progress.job_id).update(attempts=2)
        with progress.finishing() as result:
            actions.enqueue("tests.echo")
            result["written"] = True

    handler("tests.slow", slow)
    job = actions.enqueue("tests.slow")
    work()
    job.refresh_from_db()
    assert (job.status, job.result) == ("running", {})
    assert [other.name for other in Job.objects.all()] == ["tests.slow"]


def test_effect_and_end_are_one(handlers: dict[str, list[Any]], work: Work) -> None:
    """A kill inside the effect's transaction leaves neither; the next run writes both, once."""
    runs: list[int] = []

    def importing(progress: Progress) -> None:
        runs.append(1)
        with progress.finishing() as result:
            actions.enqueue("tests.echo", run=len(runs))
            if len(runs) == 1:
                raise SystemExit
            result["runs"] = len(runs)

    handler("tests.import", importing)
    job = actions.enqueue("tests.import")
    work()
    assert Job.objects.count() == 1
    actions.take_up_left_jobs(clock.read() + timedelta(seconds=61))
    work()
    job.refresh_from_db()
    assert (job.status, job.result) == ("done", {"runs": 2})
    assert handlers["tests.echo"] == [{"run": 2}]


def test_a_cancelled_job_stops_at_its_next_word(handlers: dict[str, list[Any]], work: Work) -> None:
    reached: list[str] = []

    def long(progress: Progress) -> None:
        actions.cancel(progress.job_id, now=NOW)
        progress(1, 2, "second")
        reached.append("end")

    handler("tests.long", long)
    job = actions.enqueue("tests.long")
    work()
    job.refresh_from_db()
    assert (job.status, reached) == ("cancelled", [])
    assert actions.cancel(job.pk, now=NOW) is False


def test_a_waiting_job_that_was_cancelled_does_not_run(handlers: dict[str, list[Any]], work: Work) -> None:
    job = actions.enqueue("tests.echo")
    assert actions.cancel(job.pk, now=NOW) is True
    work()
    assert handlers["tests.echo"] == []


def test_a_job_that_lost_its_place_is_queued_again(handlers: dict[str, list[Any]], work: Work) -> None:
    """The worker was killed between taking the place and beginning the job."""
    lost = actions.enqueue("tests.echo", number=1)
    kept = actions.enqueue("tests.echo", number=2)
    places_of(lost).update(status="RUNNING")
    assert actions.take_up_left_jobs(clock.read() + timedelta(seconds=30)) == 0
    assert actions.take_up_left_jobs(clock.read() + timedelta(seconds=61)) == 1
    work()
    assert sorted(given["number"] for given in handlers["tests.echo"]) == [1, 2]
    assert set(Job.objects.values_list("pk", "status")) == {(lost.pk, "done"), (kept.pk, "done")}


def test_a_job_that_runs_is_not_begun_a_second_time(handlers: dict[str, list[Any]]) -> None:
    job = actions.enqueue("tests.echo")
    assert [runner.run(job.pk), runner.run(job.pk), runner.run(UUID(int=0))] == [
        runner.Outcome.RAN,
        runner.Outcome.NOT_WAITING,
        runner.Outcome.NOT_WAITING,
    ]
    assert len(handlers["tests.echo"]) == 1


def test_progress_is_written_rarely(
    handlers: dict[str, list[Any]], work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_module, "WRITE_SECONDS", 3_600)
    writes: list[str] = []

    def counting(progress: Progress) -> None:
        with CaptureQueriesContext(connection) as queries:
            for done in range(1, 1_001):
                progress(done, 1_000, "rows")
        writes.extend(query["sql"] for query in queries if query["sql"].startswith("UPDATE"))

    handler("tests.counting", counting)
    job = actions.enqueue("tests.counting")
    work()
    job.refresh_from_db()
    assert (job.status, job.done, len(writes)) == ("done", 1_000, 2)


def test_what_ended_long_ago_is_forgotten(handlers: dict[str, list[Any]], work: Work) -> None:
    old, waiting = actions.enqueue("tests.echo"), actions.enqueue("tests.echo", run_after=NOW + timedelta(days=900))
    work()
    actions.forget_old(clock.read() + timedelta(days=29))
    assert Job.objects.filter(pk=old.pk).exists()
    actions.forget_old(clock.read() + timedelta(days=31))
    assert list(Job.objects.all()) == [waiting]
    assert [place.pk for place in DBTaskResult.objects.all()] == [waiting.task_id]
