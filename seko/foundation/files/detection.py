"""What a file is, told by its bytes; its name and the sender's Content-Type are believed in nothing."""

from __future__ import annotations

import io
import re
import zipfile

import puremagic

from seko.foundation.files.kinds import CSV, DOCX, ODS, ODT, PDF, PPTX, TEXT, XLSX, FileType
from seko.foundation.files.names import extension_of
from seko.foundation.files.refusals import FileRefused

OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_START = b"PK\x03\x04"
ZIP_END = b"PK\x05\x06"
LARGEST_DIRECTORY = 1_000_000
MOST_ENTRIES = 2_000
MOST_UNPACKED = 200_000_000
HEAD = 4_096
# Control characters that no text holds; tab, line feed, form feed and carriage return are none of them.
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
FOLDERS = {"word/": DOCX, "xl/": XLSX, "ppt/": PPTX}
MACROS = ("vbaproject.bin", "vbadata.xml")


def detect(data: bytes, name: str) -> FileType:
    """Return the type of the content; raise `FileRefused` for what is never taken.

    `name` (cleaned) decides only between plain text and CSV, which no byte tells apart.
    """
    if not data:
        raise FileRefused("empty")
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(ZIP_START):
        return _package(data)
    if data.startswith(OLE_START):
        raise FileRefused("protected" if "EncryptedPackage".encode("utf-16-le") in data else "old-office")
    text = _as_text(data)
    if text is None:
        raise FileRefused(_group(data))
    if text.lstrip().startswith("<") or text.lstrip()[:13].lower() == "mime-version:":
        raise FileRefused("markup")
    if text.startswith(("{\\rtf", "%!PS")) or "%PDF-" in text[:1_024]:
        raise FileRefused("unknown")
    return CSV if extension_of(name) in CSV.extensions else TEXT


def _package(data: bytes) -> FileType:
    """Return the type of a ZIP package; only its directory is read, nothing is unpacked."""
    entries = _directory(data)
    names = {entry.filename.lower() for entry in entries}
    if any(name.rsplit("/", 1)[-1] in MACROS for name in names):
        raise FileRefused("macros")
    if data[30:38] == b"mimetype":
        for file_type in (ODT, ODS):
            if data[38:].startswith(file_type.media_type.encode() + b"PK"):
                return file_type
    if "[content_types].xml" in names:
        for folder, file_type in FOLDERS.items():
            if any(name.startswith(folder) for name in names):
                return file_type
    raise FileRefused("unknown")


def _directory(data: bytes) -> list[zipfile.ZipInfo]:
    """Return the entries; refuse a directory that is itself a trap (reliability.md C1 1, 4)."""
    end = data.rfind(ZIP_END, max(0, len(data) - 65_557))
    if end < 0 or len(data) < end + 22 or int.from_bytes(data[end + 12 : end + 16], "little") > LARGEST_DIRECTORY:
        raise FileRefused("damaged")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        raise FileRefused("damaged") from None
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise FileRefused("damaged")
    return entries


def _as_text(data: bytes) -> str | None:
    """Return the beginning of a text file decoded, or None for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            whole = data.decode("utf-16")
        except UnicodeDecodeError:
            return None
        return None if CONTROL.search(whole.encode("utf-8", "replace")) else whole[:HEAD]
    if CONTROL.search(data):
        return None
    # Windows' code pages are texts too; only the beginning is looked at, and only for letters that all share.
    return data.removeprefix(b"\xef\xbb\xbf")[:HEAD].decode("latin-1")


def _group(data: bytes) -> str:
    """Return the refusal's code of a binary content."""
    try:
        guessed = puremagic.from_string(data[:HEAD], mime=True)
    except (puremagic.PureError, ValueError):
        return "unknown"
    return "image" if guessed.startswith("image/") else "unknown"
