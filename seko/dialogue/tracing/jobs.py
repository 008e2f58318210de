"""Comparing a new draft with the one before it, and telling authors what they changed, in the background."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from seko.dialogue.tracing import actions
from seko.drafts.documents.models import Version
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere
from seko.foundation.jobs.progress import Progress
from seko.foundation.jobs.registry import job
from seko.foundation.jobs.timed import every


@every(minutes=5)
def tell_of_changes(now: datetime) -> None:
    """Tell the authors what their comments changed in drafts that they may read."""
    actions.tell_of_changes(now)


@job(actions.COMPARE_JOB, title=_("Comparing the new draft"), phases={"comparing": _("the drafts are compared")})
def compare_drafts(progress: Progress, *, version: str) -> dict[str, Any]:
    """Keep what differs between the version and the published one before it; a second time gives the same."""
    found = Version.objects.select_related("document").filter(pk=version).first()
    if found is None:
        raise NotThere
    progress(phase="comparing")
    return {"differences": actions.keep_differences(found, now=clock.read())}
