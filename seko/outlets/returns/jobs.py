"""Reading a returned file in the background; and the timed job of returned files."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.queries import actor_again
from seko.foundation.core import clock
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere
from seko.foundation.jobs.progress import Progress
from seko.foundation.jobs.registry import job
from seko.foundation.jobs.timed import daily
from seko.outlets.returns import actions
from seko.outlets.returns.enums import ReturnStatus


@job(actions.READ_JOB, title=_("Reading the file"), phases={"reading": _("the text is being read")})
def read_returned(progress: Progress, *, returned: str, person: str, mandate: str) -> dict[str, Any]:
    """Read a returned file in the child; the person goes on to the preview, or to why it was not taken."""
    found = actions.returned_by(returned)
    if found is None:
        raise NotThere
    url = reverse("returned", args=[found.consultation.code, found.pk])
    if found.status == ReturnStatus.READING:
        progress(phase="reading")
        read = actions.read_file(found)
        now = clock.read()
        by = actor_again(person, mandate, local_date(now))
        with progress.finishing() as result:
            actions.settle_reading(found, read, by=by, now=now)
            result["url"] = url
    return {"url": url}


@job(actions.KEEP_JOB, title=_("Keeping the comments"), phases={"keeping": _("unsent comments are being made")})
def keep_returned(progress: Progress, *, returned: str, person: str, mandate: str) -> dict[str, Any]:
    """Make unsent comments of what is taken, all in one transaction; what was kept by an earlier turn stays so."""
    found = actions.returned_by(returned)
    if found is None:
        raise NotThere
    url = reverse("returned", args=[found.consultation.code, found.pk])
    if found.status == ReturnStatus.READ:
        now = clock.read()
        progress(phase="keeping")
        by = actor_again(person, mandate, local_date(now))
        with progress.finishing() as result:
            actions.keep(found, by=by, now=now)
            result["url"] = url
    return {"url": url}


@job(actions.SEND_JOB, title=_("Sending the comments"))
def send_returned(progress: Progress, *, returned: str, person: str, mandate: str) -> dict[str, Any]:
    """Send what came in by a file, one by one: begun anew, it goes on with those that are unsent."""
    found = actions.returned_by(returned)
    if found is None:
        raise NotThere
    by = actor_again(person, mandate, local_date(clock.read()))
    sent, reason = actions.send_kept(found, by=by, progress=progress)
    return {"url": reverse("returned", args=[found.consultation.code, found.pk]), "sent": sent, "reason": reason}


@daily(at=time(4, 10))
def forget_returned(now: datetime) -> None:
    """Delete settled returned files after 30 days."""
    actions.forget_returned(now)
