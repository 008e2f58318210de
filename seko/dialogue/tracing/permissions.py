"""Who says what became of a promise and why a draft changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from seko.actors.organisations.actor import Actor
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.permissions import may_draft
from seko.drafts.documents.models import Version
from seko.drafts.documents.permissions import may_upload
from seko.foundation.core.decisions import Decision


def may_trace(actor: Actor, points: Iterable[Point], now: datetime) -> Decision:
    """Whoever may answer the comments: the ministry's coordination or an officer of the assigned institution, never on
    the own organisation's words; also after the consultation is concluded.
    """
    return may_draft(actor, points, now)


def may_name_reasons(actor: Actor, version: Version, now: datetime) -> Decision:
    """Whoever may upload drafts of the document."""
    return may_upload(actor, version.document, now)
