"""The strings by which the test knows whose words an answer shows."""

from __future__ import annotations

from datetime import UTC, datetime

from seko.actors.organisations.actor import Actor
from seko.foundation.files.actions import store
from seko.foundation.files.models import StoredFile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONG_AGO = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
COMMENT_FIELDS = ("words", "proposed_wording", "reason", "source")


def canary(thing: str, part: str) -> str:
    """Return the unique string that stands in one field of one thing."""
    return f"zq-{thing}.{part}-qz"


def a_file(name: str, content: bytes = b"", by: Actor | None = None, kind: str = "draft") -> StoredFile:
    """Keep a file whose name is a canary, and whose content is one where none is given."""
    content = content or f"PK {name.replace('-qz', '-words-qz')}".encode()
    return store(content, name=f"{name}.docx", media_type=DOCX, kind=kind, by=by, now=LONG_AGO)
