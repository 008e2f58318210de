"""The draft as the comments see it: passages with their text and the headings above them."""

from __future__ import annotations

from dataclasses import dataclass

from seko.drafts.documents.model.passages import passages
from seko.drafts.documents.model.reader import read_document


@dataclass(frozen=True)
class DraftPassage:
    """A passage: `kind` as in `documents.model` ("paragraph", "table_cell" ...), `section` the headings above it.

    The cells of a row follow it. `key` is whatever the caller tells passages apart by.
    """

    key: str
    kind: str
    text: str
    section: tuple[str, ...]


def draft_passages(document: bytes) -> tuple[DraftPassage, ...]:
    """The passages of a DOCX, with their position as key."""
    found = passages(read_document(document))
    return tuple(
        DraftPassage(str(one.position), one.kind.value, one.text, tuple(found[above].text for above in one.path))
        for one in found
    )
