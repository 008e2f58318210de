"""Who may return a commented file: who may write comments in the consultation."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.permissions import may_write
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core.decisions import Decision, refused


def may_return(actor: Actor, consultation: Consultation, now: datetime) -> Decision:
    """Who may write, where there is a draft to which the comments belong."""
    decision = may_write(actor, consultation, now)
    if decision and consultation.version is None:
        return refused(_("This consultation asks questions without a draft; answer them on its page."))
    return decision
