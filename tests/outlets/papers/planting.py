"""A consultation whose draft has its file, as publishing leaves it behind."""

from __future__ import annotations

from collections.abc import Sequence

from seko.drafts.documents.model.cleaning import published_copy
from seko.drafts.documents.models import Version
from seko.foundation.files.actions import store
from seko.foundation.files.kinds import DOCX
from tests import factories as f
from tests.drafts.documents.model.builder import docx, p


def with_file(texts: Sequence[str] = f.PASSAGES, **more: object) -> Version:
    """Return a published version of paragraphs, with the Word file that readers take away."""
    copy = published_copy(docx("".join(p(text) for text in texts)), "accepted")
    stored = store(copy, name="nacrt.docx", media_type=DOCX.media_type, kind="document", by=None, now=f.ANNOUNCED)
    waiting = f.a_version(texts, proposed_by=f.ministry(), **more)  # type: ignore[arg-type]
    waiting.published_copy = stored
    waiting.status, waiting.published_at = "published", f.ANNOUNCED
    waiting.save()
    return waiting
