"""The file itself: the same content gives the same bytes."""

from __future__ import annotations

import zipfile
from io import BytesIO

from docx.document import Document

_EPOCH = (1980, 1, 1, 0, 0, 0)


def to_bytes(document: Document) -> bytes:
    """The document as a package whose entries carry no time of writing."""
    raw = BytesIO()
    document.save(raw)
    packed = BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
