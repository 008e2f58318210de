"""Comparing a new draft with the one before it, in the background."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from seko.dialogue.tracing import actions
from seko.drafts.documents.models import Version
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere
from seko.foundation.jobs.progress import Progress
from seko.foundation.jobs.registry import job


@job(actions.COMPARE_JOB, title=_("Comparing the new draft"), phases={"comparing": _("the drafts are compared")})
def compare_drafts(progress: Progress, *, version: str) -> dict[str, Any]:
    """Keep what differs between the version and the published one before it; a second time gives the same."""
    found = Version.objects.select_related("document").filter(pk=version).first()
    if found is None:
        raise NotThere
    progress(phase="comparing")
    return {"differences": actions.keep_differences(found, now=clock.read())}
