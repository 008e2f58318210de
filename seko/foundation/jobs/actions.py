"""Asking for background work, calling it off, and taking up what a killed worker left."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from seko.foundation.core import clock, languages
from seko.foundation.jobs import registry
from seko.foundation.jobs.enums import FINAL, JobStatus
from seko.foundation.jobs.models import Job, Slot
from seko.foundation.jobs.tasks import put_in_queue

MOST_ATTEMPTS = 3
SILENCE = timedelta(seconds=60)
KEPT = timedelta(days=30)
TURNS_KEPT = timedelta(days=3)
AT_ONCE = 200
CRASHED = "worker-crashed"


def enqueue(
    name: str,
    *,
    for_person: UUID | None = None,
    run_after: datetime | None = None,
    queue: str = "default",
    **kwargs: Any,
) -> Job:
    """Ask for the work called `name`, in the caller's transaction: rolled back with it, visible with it.

    `kwargs` (JSON values; identifiers and times become text) are given to the handler; `for_person` may follow it on
    its page; it does not run before `run_after` (aware). Raises `LookupError` for a name that no handler has.
    """
    if registry.find(name) is None:
        raise LookupError(f"no handler is called '{name}'")
    with transaction.atomic():
        job = Job.objects.create(
            name=name, kwargs=kwargs, for_person=for_person, run_after=run_after, queue=queue,
            language=languages.current(), created_at=clock.read(),
        )  # fmt: skip
        put_in_queue(job, run_after=run_after)
    return job


def cancel(job_id: UUID, *, now: datetime) -> bool:
    """Call the job off; a running one stops at its next word of progress. Return False when it had ended."""
    changed = Job.objects.filter(pk=job_id).exclude(status__in=FINAL)
    return changed.update(status=JobStatus.CANCELLED, finished_at=now) > 0


def take_up_left_jobs(now: datetime) -> int:
    """Queue again what a killed worker left: running jobs that fell silent (twice at most, then they fail) and waiting
    ones that have lost their place in the queue. Return how many were taken up.
    """
    with transaction.atomic():
        silent = Job.objects.select_for_update(skip_locked=True).filter(
            status=JobStatus.RUNNING, seen_at__lt=now - SILENCE
        )
        return sum([_begin_anew(job, now) for job in silent[:AT_ONCE]]) + _queue_the_lost(now)


def _begin_anew(job: Job, now: datetime) -> bool:
    if job.attempts >= MOST_ATTEMPTS:
        job.status, job.error, job.finished_at = JobStatus.FAILED, CRASHED, now
        job.save(update_fields=("status", "error", "finished_at"))
        return False
    job.status = JobStatus.WAITING
    job.save(update_fields=("status",))
    put_in_queue(job, run_after=None)
    return True


def _queue_the_lost(now: datetime) -> int:
    waiting = list(
        Job.objects.select_for_update(skip_locked=True)
        .filter(status=JobStatus.WAITING, created_at__lt=now - SILENCE)
        .order_by("created_at")[:AT_ONCE]
    )
    ready = DBTaskResult.objects.filter(
        pk__in=[job.task_id for job in waiting if job.task_id], status=TaskResultStatus.READY
    )
    in_queue = set(ready.values_list("pk", flat=True))
    lost = [job for job in waiting if job.task_id not in in_queue]
    for job in lost:
        put_in_queue(job, run_after=job.run_after)
    return len(lost)


def forget_old(now: datetime) -> None:
    """Delete what ended more than 30 days ago (jobs, places in the queue) or 3 days ago (turns of timed jobs)."""
    Job.objects.filter(status__in=FINAL, finished_at__lt=now - KEPT).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
    Slot.objects.filter(claimed_at__lt=now - TURNS_KEPT).delete()
