"""What the progress page shows of a job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from seko.foundation.core import languages
from seko.foundation.jobs import registry
from seko.foundation.jobs.actions import CRASHED
from seko.foundation.jobs.enums import JobStatus
from seko.foundation.jobs.models import Job

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class JobView:
    """A job in words. `percent` is empty while the amount of work is unknown; `onward` is a path of this site."""

    id: str
    title: str | _StrPromise
    status: str
    status_label: str | _StrPromise
    phase: str | _StrPromise
    done: int
    total: int
    sentence: str
    onward: str
    is_final: bool
    is_done: bool


def present(job: Job) -> JobView:
    """Return the job as its page shows it, in the language form of the request."""
    handler = registry.find(job.name)
    words = handler.phases.get(job.phase, "") if handler else ""
    return JobView(
        id=str(job.pk),
        title=(handler and handler.title) or _("Work in the background"),
        status=job.status,
        status_label=JobStatus(job.status).label,
        phase="" if job.is_final else words,
        done=min(job.done, job.total),
        total=job.total,
        sentence=_sentence(job),
        onward=_onward(job),
        is_final=job.is_final,
        is_done=job.status == JobStatus.DONE,
    )


def _sentence(job: Job) -> str:
    """Return why it failed and what to do; our own fault is told without its cause."""
    if job.status != JobStatus.FAILED:
        return ""
    told: str = job.error_params.get("sentence", {}).get(languages.current(), "")
    if told:
        return told
    if job.error == CRASHED:
        return _("The work was interrupted several times. Start it again later.")
    return _("Something went wrong on our side and nothing was changed. Start it again later.")


def _onward(job: Job) -> str:
    url = job.result.get("url", "") if job.status == JobStatus.DONE and isinstance(job.result, dict) else ""
    return url if isinstance(url, str) and url.startswith("/") and not url.startswith("//") else ""
