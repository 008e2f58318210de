"""The places of the draft, for whoever may read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import reads_text
from seko.drafts.documents.queries import Place, places_in


def places_for(consultation: Consultation, actor: Actor, now: datetime) -> Mapping[str, Place]:
    """Return the places of the consulted draft with their words; none where it is hidden from the actor: then whoever
    answers or replies reads the comments and not the draft.
    """
    return places_in(consultation.version) if reads_text(consultation, actor, now) else {}
