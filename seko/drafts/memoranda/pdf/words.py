"""The words of a PDF, as one digest; and what makes a PDF one that is not taken."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

PAGES = 500
LETTERS = 5_000_000
OBJECTS = 200_000
LARGEST_SIDE = 14_400  # points: 200 inches, the largest that the format itself knows
# Keys of a dictionary by which a PDF acts of itself, and actions that leave the page.
ACTIVE_KEYS = {"/JavaScript": "active", "/JS": "active", "/EmbeddedFiles": "attached", "/XFA": "form"}
ACTIVE_ACTIONS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition"})


class NotReadable(Exception):
    """The file is not taken; `code` is a key of `sentences.REFUSALS`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Words:
    """The SHA-256 of the words without white space (empty where they cannot be read), and their number of letters."""

    digest: str
    letters: int


def open_pdf(data: bytes) -> pypdf.PdfReader:
    """Return the open file, within limits and without what acts of itself. Raises `NotReadable`."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise NotReadable("encrypted")
        _check_pages(reader)
        _check_active(reader)
    except NotReadable:
        raise
    except MemoryError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError):
        raise NotReadable("damaged") from None
    return reader


def _check_pages(reader: pypdf.PdfReader) -> None:
    for number, page in enumerate(reader.pages):
        if number >= PAGES:
            raise NotReadable("too-many-pages")
        if max(abs(float(page.mediabox.width)), abs(float(page.mediabox.height))) > LARGEST_SIDE:
            raise NotReadable("page-too-large")


def _check_active(reader: pypdf.PdfReader) -> None:
    for node in _dictionaries(reader):
        for key, code in ACTIVE_KEYS.items():
            if key in node:
                raise NotReadable(code)
        if node.get("/S") in ACTIVE_ACTIONS:
            raise NotReadable("active")
        if node.get("/Type") == "/Filespec" and "/EF" in node:
            raise NotReadable("attached")


def _dictionaries(reader: pypdf.PdfReader) -> Iterator[DictionaryObject]:
    """Yield every dictionary that the file's trailer leads to, each once."""
    todo: list[Any] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    count = 0
    while todo:
        node = todo.pop()
        if isinstance(node, IndirectObject):
            key = (node.idnum, node.generation)
            if key in seen:
                continue
            seen.add(key)
            node = node.get_object()
        count += 1
        if count > OBJECTS:
            raise NotReadable("too-complex")
        if isinstance(node, DictionaryObject):
            yield node
            todo.extend(dict.values(node))
        elif isinstance(node, ArrayObject):
            todo.extend(list.__iter__(node))


def words_of(reader: pypdf.PdfReader) -> Words:
    """Return the words of all pages: letters alone, so that a printer's other line breaks make no difference.

    Raises `NotReadable` past the limit; of a page that cannot be read the words are unknown, and signatures may still
    say why.
    """
    digest, letters = hashlib.sha256(), 0
    for page in reader.pages:
        try:
            text = page.extract_text()
        except MemoryError:
            raise
        except Exception:  # whatever a hostile page makes the reader stumble over
            return Words("", 0)
        plain = "".join(unicodedata.normalize("NFC", text).split()).replace("\u00ad", "")
        letters += len(plain)
        if letters > LETTERS:
            raise NotReadable("too-complex")
        digest.update(plain.encode("utf-8", "replace"))
    return Words(digest.hexdigest(), letters)
