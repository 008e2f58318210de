"""Which types of files are taken where, and how large they may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import number_format

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileType:
    """A type that is recognised by its content; `name` is a proper name and the same in every language."""

    name: str
    media_type: str
    extensions: tuple[str, ...]


PDF = FileType("PDF", "application/pdf", (".pdf",))
DOCX = FileType("Word (.docx)", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",))
XLSX = FileType("Excel (.xlsx)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",))
PPTX = FileType(
    "PowerPoint (.pptx)", "application/vnd.openxmlformats-officedocument.presentationml.presentation", (".pptx",)
)
ODT = FileType("OpenDocument (.odt)", "application/vnd.oasis.opendocument.text", (".odt",))
ODS = FileType("OpenDocument (.ods)", "application/vnd.oasis.opendocument.spreadsheet", (".ods",))
TEXT = FileType("TXT", "text/plain", (".txt",))
CSV = FileType("CSV", "text/csv", (".csv",))
TYPES = (PDF, DOCX, XLSX, PPTX, ODT, ODS, TEXT, CSV)


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is for: its types, and the key of its limit in `settings.SEKO_LIMITS`.

    `look` is the app's own quick look at the bytes, before ours: it refuses, in words that know what is wanted there.
    """

    code: str
    types: tuple[FileType, ...]
    limit_key: str
    look: Callable[[bytes], None] | None = None

    @property
    def limit(self) -> int:
        """The largest size in bytes."""
        return int(settings.SEKO_LIMITS[self.limit_key])

    @property
    def accept(self) -> str:
        """The value of the `accept` attribute of its field."""
        return ",".join(extension for file_type in self.types for extension in file_type.extensions)

    @property
    def accepted(self) -> str:
        """The types in words, for the field's hint."""
        return ", ".join(file_type.name for file_type in self.types)


_kinds: dict[str, FileKind] = {}


def register_kind(
    code: str, types: Iterable[FileType], *, limit_key: str, look: Callable[[bytes], None] | None = None
) -> FileKind:
    """Make a kind of upload known; called at start by the app that takes it. `look` raises `Invalid`, `TooLarge`."""
    kind = _kinds[code] = FileKind(code, tuple(types), limit_key, look)
    return kind


def kind_of(code: str) -> FileKind:
    """Return the kind, or raise `LookupError` for one that nobody registered."""
    return _kinds[code]


def megabytes(size: int) -> str:
    """Return a size in bytes as megabytes for people: rounded up to one decimal, in the active language form."""
    tenths = -(-size * 10 // MEGABYTE)
    return number_format(tenths / 10, 1 if tenths % 10 else 0)


DOCUMENT = register_kind("document", (DOCX, PDF), limit_key="document_bytes")
FORM = register_kind("form", (XLSX, CSV), limit_key="attachment_bytes")
ATTACHMENT = register_kind("attachment", (PDF, DOCX, XLSX, PPTX, ODT, ODS, TEXT, CSV), limit_key="attachment_bytes")
