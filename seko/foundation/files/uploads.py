"""Reading one file out of a form."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from seko.foundation.files.refusals import FileRefused


def one_file(request: HttpRequest, field: str) -> UploadedFile[bytes] | None:
    """Return the file sent in that field, or None; raise `FileRefused` for several (reliability.md C4 49)."""
    sent = request.FILES.getlist(field)
    if len(sent) > 1:
        raise FileRefused("several")
    return sent[0] if sent else None
