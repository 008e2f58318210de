"""What comments demand of a consultation's deeds: of cancelling, and of ending in whichever way."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from seko.dialogue.comments.queries import late_requests
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core.decisions import ALLOWED, Decision, refused


def no_comment_sent(consultation: Consultation, now: datetime) -> Decision:
    """A consultation in which something was said is not cancelled."""
    if consultation.comments_sent:
        return refused(_("Comments were already sent, so the consultation can only be concluded."))
    return ALLOWED


def late_requests_are_decided(consultation: Consultation, now: datetime) -> Decision:
    """Whoever asked for late sending is told yes or no before the consultation ends: afterwards nobody could say it,
    and the report lists the refused ones.
    """
    waiting = late_requests().filter(consultation=consultation).count()
    if not waiting:
        return ALLOWED
    sentence = ngettext(
        "Decide first: %(count)d request for late sending is waiting.",
        "Decide first: %(count)d requests for late sending are waiting.",
        waiting,
    )
    return refused(sentence % {"count": waiting}, reverse("late-requests"))
