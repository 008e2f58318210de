"""Reading an upload and keeping it as a draft, in the background."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.queries import actor_again
from seko.drafts.documents.actions import importing
from seko.drafts.documents.enums import ImportStatus
from seko.drafts.documents.models import Import, Version
from seko.foundation.core import clock
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere
from seko.foundation.jobs.progress import Progress
from seko.foundation.jobs.registry import job


@job(importing.READ_JOB, title=_("Reading the file"), phases={"reading": _("the text is being read")})
def read_document(progress: Progress, *, import_id: str) -> dict[str, Any]:
    """Read the uploaded file in the child; the person goes on to the preview, or to why it was not taken."""
    found = _found(import_id)
    if found.status == ImportStatus.READING:
        progress(phase="reading")
        read = importing.read_file(found)
        with progress.finishing() as result:
            importing.settle_reading(found, read, now=clock.read())
            result["url"] = _page_of(found)
    return {"url": _page_of(found)}


@job(importing.KEEP_JOB, title=_("Keeping the draft"), phases={"copying": _("the copy for publishing is being made")})
def keep_draft(
    progress: Progress, *, import_id: str, person: str, mandate: str, revisions: str, acknowledged: list[str]
) -> dict[str, Any]:
    """Make the cleaned copy in the child, then the draft; on any refusal the upload stays as it was."""
    found = _found(import_id)
    if found.status != ImportStatus.KEPT:
        now = clock.read()
        by = actor_again(person, mandate, local_date(now))
        progress(phase="copying")
        copy = importing.copy_for_publishing(found, revisions)
        with progress.finishing() as result:
            version = importing.keep_import(
                found, copy=copy, revisions=revisions, acknowledged=acknowledged, by=by, now=now
            )
            result["url"] = _version_page(version)
        return {}
    return {"url": _version_page(found.version) if found.version else _page_of(found)}


def _found(import_id: str) -> Import:
    found = importing.import_by(import_id)
    if found is None:
        raise NotThere
    return found


def _page_of(found: Import) -> str:
    return reverse("import", args=[found.document.code, found.pk])


def _version_page(version: Version) -> str:
    return version.get_absolute_url()
