"""Who takes files of a consultation away: whoever reads its page; the text only where it is not hidden."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import reads_text
from seko.foundation.core.decisions import ALLOWED, Decision, refused


def may_take_draft(actor: Actor, consultation: Consultation, now: datetime) -> Decision:
    """Whoever sees the consultation and reads its draft, where that was published with a file."""
    version = consultation.version
    if version is None or version.published_copy_id is None or not reads_text(consultation, actor, now):
        return refused(_("There is no file of this draft."))
    return ALLOWED
