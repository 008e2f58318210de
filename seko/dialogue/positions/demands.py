"""What positions demand of lower apps' deeds: of sending, of withdrawing, of concluding."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from seko.dialogue.comments.conditions import SendingPlace
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PositionStatus
from seko.dialogue.positions.models import Position
from seko.dialogue.positions.queries import partition
from seko.foundation.core.decisions import ALLOWED, Decision, refused


def may_be_sent(place: SendingPlace, now: datetime) -> Decision:
    """Through a SEKO only until it hands its position in."""
    if place.seko is not None and _is_submitted(place.consultation.pk, place.seko.pk):
        return refused(_("Your SEKO has already handed in its common position; what you wrote is kept."))
    return ALLOWED


def may_be_withdrawn(comment: Comment, now: datetime) -> Decision:
    """Only until the SEKO hands its position in."""
    if comment.seko_id is not None and _is_submitted(comment.consultation_id, comment.seko_id):
        return refused(
            _("Your SEKO has handed in its common position; the comment can no longer be withdrawn or corrected.")
        )
    return ALLOWED


def may_be_concluded(consultation: Consultation, now: datetime) -> Decision:
    """No comment awaits a lead, the dissent date has passed, and none fell between (the first half of the gate)."""
    parts = partition(consultation, now)
    waiting = parts.awaiting + parts.on_board + parts.nowhere
    if waiting:
        sentence = ngettext(
            "The consultation cannot be concluded: %(count)d comment awaits the SEKO's decision.",
            "The consultation cannot be concluded: %(count)d comments await the SEKO's decision.",
            waiting,
        )
        return refused(sentence % {"count": waiting})
    if now <= consultation.dissents_until_at:
        return refused(_("The consultation cannot be concluded: the date for dissents has not passed yet."))
    return ALLOWED


def _is_submitted(consultation_id: UUID, seko_id: int) -> bool:
    return Position.objects.filter(
        consultation_id=consultation_id, seko_id=seko_id, status=PositionStatus.SUBMITTED
    ).exists()
