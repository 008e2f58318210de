"""Who decides where a comment stands in the next draft."""

from __future__ import annotations

from datetime import datetime

from seko.actors.organisations.actor import Actor
from seko.drafts.documents.models import Version
from seko.drafts.documents.permissions import may_upload
from seko.foundation.core.decisions import Decision


def may_place(actor: Actor, version: Version, now: datetime) -> Decision:
    """Whoever may upload drafts of the document."""
    return may_upload(actor, version.document, now)
