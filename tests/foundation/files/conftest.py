"""Uploads of every sort, a person who sends them, a storage and a scanner of their own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from seko.foundation.files.models import StoredFile
from tests.foundation.files.clamd import scanner

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512


@dataclass(frozen=True)
class Sender:
    """Who acts, as the journal needs it."""

    person_id: str = "00000000-0000-4000-8000-000000000001"
    mandate_id: str = ""
    organisation_id: str = ""

    @property
    def person(self) -> UUID:
        return UUID(self.person_id)


def package(*names: str, first: tuple[str, bytes] | None = None) -> bytes:
    """Return a ZIP with these entries; `first` is stored unpacked at its beginning, as OpenDocument wants."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        if first:
            archive.writestr(zipfile.ZipInfo(first[0]), first[1])
        for name in names:
            archive.writestr(name, b"<x/>")
    return target.getvalue()


DOCX = package("[Content_Types].xml", "word/document.xml")
XLSX = package("[Content_Types].xml", "xl/workbook.xml")
ODT = package("content.xml", first=("mimetype", b"application/vnd.oasis.opendocument.text"))


def upload(data: bytes, name: str = "prilog.pdf", media_type: str = "application/pdf") -> SimpleUploadedFile:
    """Return an upload as a form gives it."""
    sent = SimpleUploadedFile("x", data, media_type)
    vars(sent)["_name"] = name  # what a browser may send, not what Django's own cleaning lets through
    return sent


@pytest.fixture(autouse=True)
def storage_folder(settings: Any, tmp_path: Path) -> Path:
    """Keep the files of each test in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture(autouse=True)
def _no_scanner(settings: Any) -> None:
    settings.CLAMD_ADDRESS = ""


@pytest.fixture
def with_scanner(settings: Any) -> Iterator[None]:
    """Let a scanner answer."""
    with scanner() as address:
        settings.CLAMD_ADDRESS = address
        yield


def kept(folder: Path) -> list[Path]:
    """Return every file in the storage."""
    return [path for path in folder.rglob("*") if path.is_file()]


def states() -> list[str]:
    """Return the scan states of all rows, oldest first."""
    return list(StoredFile.objects.order_by("created_at").values_list("scan_state", flat=True))
