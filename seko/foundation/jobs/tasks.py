"""The one task of the queue; everything else is looked up by the job's name."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django_tasks import task

from seko.foundation.core import clock
from seko.foundation.jobs import runner
from seko.foundation.jobs.models import Job

UNKNOWN_AGAIN = timedelta(minutes=1)


@task()
def run_job(job_id: str) -> str:
    """Run the job; one whose name is not known yet is put back for a minute."""
    outcome = runner.run(UUID(job_id))
    if outcome is runner.Outcome.UNKNOWN:
        put_in_queue(Job.objects.get(pk=job_id), run_after=clock.read() + UNKNOWN_AGAIN)
    return outcome.value


def put_in_queue(job: Job, *, run_after: datetime | None) -> None:
    """Give the job a (new) place in the worker's queue, in the caller's transaction."""
    with transaction.atomic():
        result = run_job.using(queue_name=job.queue, run_after=run_after).enqueue(str(job.pk))
        job.task_id = UUID(result.id)
        job.save(update_fields=("task_id",))
