"""What the views of documents share: which document."""

from __future__ import annotations

from django.http import HttpRequest

from seko.actors.organisations.requests import actor_of
from seko.drafts.documents import permissions
from seko.drafts.documents.models import Document
from seko.drafts.documents.queries import documents_visible_to
from seko.foundation.core import clock
from seko.foundation.core.errors import NotThere, refuse_unless


def uploadable(request: HttpRequest, code: str) -> Document:
    """Return the document to which the person may upload; raises `NotThere` for one that may not be seen."""
    now, actor = clock.now_of(request), actor_of(request)
    found = documents_visible_to(actor, now).filter(code=code).select_related("institution").first()
    if found is None:
        raise NotThere
    refuse_unless(permissions.may_upload(actor, found, now))
    return found
