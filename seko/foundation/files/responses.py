"""Giving a file to a browser so that it can do nothing there."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from seko.foundation.core.errors import NotThere, WrongState
from seko.foundation.files import storage
from seko.foundation.files.enums import ScanState
from seko.foundation.files.kinds import PDF, TEXT
from seko.foundation.files.models import StoredFile

SHOWN_INLINE = frozenset({PDF.media_type, TEXT.media_type})
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


def file_response(stored: StoredFile, *, as_attachment: bool = True, reader: UUID | None = None) -> FileResponse:
    """Return the file's answer; the caller has found it through `visible_to`.

    `reader` is the person who asks: a file that waits for the scanner is given to nobody but its uploader, and says so
    (`WrongState`); a refused one is not there. Only PDF and plain text may be shown instead of saved. Raises
    `Unavailable` where the storage is gone or the file is not the one that was stored.
    """
    if stored.scan_state == ScanState.REFUSED:
        raise NotThere
    if not stored.is_served and (reader is None or reader != stored.uploaded_by):
        raise WrongState(_("The file is being checked for viruses. Try again in a few minutes."))
    attachment = as_attachment or stored.media_type not in SHOWN_INLINE
    response = FileResponse(storage.open_whole(stored.path, stored.sha256), content_type=stored.media_type)
    response["Content-Length"] = str(stored.size)
    response["Content-Disposition"] = content_disposition_header(attachment, stored.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    return response
