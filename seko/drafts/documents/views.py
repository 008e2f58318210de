"""Pages of documents."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from seko.drafts.documents.queries import readable_by
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.errors import NotThere
from seko.foundation.files.responses import file_response


@public
@require_safe
def version_file(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """Send the published copy of a version (without author names, changes and comments) to who may read it."""
    rows = readable_by(request.actor, clock.now_of(request))  # type: ignore[attr-defined]
    version = rows.filter(document__code=code, number=number).select_related("published_copy").first()
    if version is None or version.published_copy is None:
        raise NotThere
    return file_response(version.published_copy)
