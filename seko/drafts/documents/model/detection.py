"""What a file really is, told from its bytes and never from its name."""

from __future__ import annotations

import re
from typing import Final

from seko.drafts.documents.model.refusals import Refused

ZIP_START: Final = b"PK\x03\x04"
_OLE_START: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML: Final = re.compile(rb"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def refuse_unless_zip(data: bytes) -> None:
    """Raise Refused naming what the file is, unless it begins like a ZIP package."""
    if not data:
        raise Refused("empty-file")
    if data.startswith(ZIP_START):
        return
    if data.startswith(_OLE_START):
        raise Refused(_compound_kind(data))
    raise Refused(_other_kind(data[:4096]))


def package_kind(names: set[str], mimetype: bytes, content_types: bytes) -> str | None:
    """The refusal code of a ZIP package that is not a Word document; None where it is one, or may be a broken one."""
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return "is-opendocument"
    if b"spreadsheetml" in content_types or mimetype.endswith(b"opendocument.spreadsheet"):
        return "is-spreadsheet" if "word/document.xml" not in names else None
    if b"presentationml" in content_types or mimetype.endswith(b"opendocument.presentation"):
        return "is-presentation" if "word/document.xml" not in names else None
    if mimetype or not names & {"[content_types].xml", "_rels/.rels", "word/document.xml"}:
        return "not-a-document"
    return None


def _compound_kind(data: bytes) -> str:
    """A compound file: a protected package, an old Word document, or something else of the kind."""
    if _holds_stream(data, "EncryptedPackage") or _holds_stream(data, "DRMEncryptedTransform"):
        return "protected"
    if _holds_stream(data, "WordDocument"):
        return "is-old-word"
    return "is-old-office"


def _holds_stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data


def _other_kind(beginning: bytes) -> str:
    if b"%PDF-" in beginning[:1024]:
        return "is-pdf"
    text = beginning
    for mark in _BYTE_ORDER_MARKS:
        if text.startswith(mark):
            text = text.removeprefix(mark).replace(b"\x00", b"")
    text = text.lstrip()
    if text.startswith(b"{\\rtf"):
        return "is-rtf"
    if text.startswith(b"<"):
        if b"opendocument:xmlns:office" in text or b"<office:document" in text:
            return "is-flat-opendocument"
        if b"<pkg:package" in text or b"wordDocument" in text or b'progid="Word.Document"' in text:
            return "is-word-xml"
        if _HTML.search(text) is not None:
            return "is-html"
    return "is-html" if text[:13].lower() == b"mime-version:" else "not-a-document"
