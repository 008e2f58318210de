"""The demonstration's documents: read from real Word files by the real importer, published by two."""

from __future__ import annotations

from datetime import datetime, timedelta

from seko.demo.cast import Cast
from seko.demo.document import TITLE_EN, build_action_document
from seko.drafts.documents.actions import (
    add_version,
    create_document,
    propose_version,
    publish_version,
    release_version,
)
from seko.drafts.documents.enums import Circle, Revisions
from seko.drafts.documents.model.cleaning import published_copy
from seko.drafts.documents.model.passages import passages
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.models import Document, Version
from seko.foundation.files.actions import store

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE = "Чистије воде и мање отпада у градовима средње величине"


def create_action_document(cast: Cast, now: datetime) -> Document:
    """Create the action document, owned by the ministry."""
    ministry = cast.ministry[0]
    assert ministry.organisation is not None  # noqa: S101 - a coordinator always acts for the ministry
    return create_document(
        code="ad-vode",
        kind="action_document",
        title=TITLE,
        title_en=TITLE_EN,
        institution=ministry.organisation,
        by=ministry,
        now=now,
    )


def publish_draft(document: Document, cast: Cast, now: datetime, *, is_first: bool) -> Version:
    """Read, propose, publish and release a draft: the first, a file with traces of work whose changes are not taken; or
    the second, revised after the comments.
    """
    data = build_action_document(with_traces=is_first, is_revised=not is_first)
    revisions = Revisions.REJECTED if is_first else Revisions.NONE
    view = "rejected" if is_first else "accepted"
    first, second = cast.ministry[0], cast.ministry[1]
    name = f"{document.code}-{1 if is_first else 2}.docx"
    version = add_version(
        document,
        passages=passages(read_document(data), view),
        original=store(data, name=name, media_type=DOCX, kind="document", by=first, now=now),
        published_copy=store(
            published_copy(data, view), name=name, media_type=DOCX, kind="document", by=first, now=now
        ),
        revisions=revisions,
        findings=[],
        by=first,
        now=now,
    )
    propose_version(version, by=first, now=now + timedelta(hours=1))
    published = publish_version(version, by=second, now=now + timedelta(hours=3))
    release_version(published, circle=Circle.PUBLIC, starts_at=now + timedelta(hours=4), by=first, now=now)
    return published
