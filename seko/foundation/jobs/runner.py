"""Runs one job: claims it, calls its handler, writes how it ended."""

from __future__ import annotations

import logging
import re
import traceback
from enum import Enum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from seko.foundation.core import clock
from seko.foundation.core.errors import SekoError
from seko.foundation.jobs import registry
from seko.foundation.jobs.enums import JobStatus
from seko.foundation.jobs.models import Job
from seko.foundation.jobs.progress import Heartbeat, Progress, Stopped

BROKEN = "broken"

log = logging.getLogger(__name__)


class Outcome(Enum):
    """What became of a call of `run`."""

    RAN = "ran"
    NOT_WAITING = "not-waiting"
    UNKNOWN = "unknown"


def run(job_id: UUID) -> Outcome:
    """Run the job if it waits. Never raises for what a handler does: the job's row tells how it ended.

    A job whose name this release does not know keeps waiting (`UNKNOWN`): the next release will know it
    (reliability.md C16 133).
    """
    claimed = _claim(job_id)
    if isinstance(claimed, Outcome):
        return claimed
    job, handler = claimed
    progress = Progress(job.pk, job.attempts)
    with Heartbeat(progress), override(job.language):
        try:
            result = handler.call(progress, **job.kwargs)
            if not progress.is_finished:
                progress.finish(result or {})
        except Stopped:
            log.info("job %s %s was stopped", job.name, job.pk)
        except SekoError as error:
            progress.fail(_code_of(error), _params_of(error))
        except Exception as error:
            log.error("job %s %s is broken: %s", job.name, job.pk, _place_of(error))
            progress.fail(BROKEN, {})
    return Outcome.RAN


def _claim(job_id: UUID) -> tuple[Job, registry.Handler] | Outcome:
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        if job is None or job.status != JobStatus.WAITING:
            return Outcome.NOT_WAITING
        handler = registry.find(job.name)
        if handler is None:
            return Outcome.UNKNOWN
        moment = clock.read()
        job.status, job.seen_at, job.attempts = JobStatus.RUNNING, moment, job.attempts + 1
        job.started_at = job.started_at or moment
        job.done, job.total, job.phase = 0, 0, ""
        job.save()
    return job, handler


def _code_of(error: SekoError) -> str:
    """Return the error's stable code: its own `code`, else its class's name in words (`TooLarge` -> `too-large`)."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(error).__name__).lower()
    return str(getattr(error, "code", "") or name)[:60]


def _params_of(error: SekoError) -> dict[str, Any]:
    """Return the error's sentence in each language form: the person may read it in another one than the job ran in."""
    sentences = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            sentences[code] = str(error.sentence)
    return {"sentence": sentences, **getattr(error, "params", {})}


def _place_of(error: Exception) -> str:
    """Return the kind of the error and where it arose, without its message: that may hold a person's data."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join([type(error).__name__, *(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames[-6:]))])
