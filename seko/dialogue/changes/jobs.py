"""Carrying comments to a new draft, in the background."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seko.dialogue.changes import actions
from seko.dialogue.changes.queries import CARRY_JOB
from seko.drafts.documents.models import Version
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere
from seko.foundation.jobs.progress import Progress
from seko.foundation.jobs.registry import job


@job(CARRY_JOB, title=_("Carrying comments to the new draft"), phases={"carrying": _("words are looked for")})
def carry_comments(progress: Progress, *, version: str) -> dict[str, Any]:
    """Place every comment of the earlier drafts in the new one; a second time gives the same."""
    found = Version.objects.select_related("document").filter(pk=version).first()
    if found is None:
        raise NotThere
    progress(phase="carrying")
    placed = actions.carry_to(found, now=clock.read())
    return {"placed": placed, "url": reverse("placements", args=[found.document.code, found.number])}
