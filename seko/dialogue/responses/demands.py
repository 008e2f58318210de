"""What answers demand of lower apps' deeds: of withdrawing, of leaving the board, of concluding."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import open_points
from seko.foundation.core.decisions import ALLOWED, Decision, refused


def comment_may_be_withdrawn(comment: Comment, now: datetime) -> Decision:
    """Not once an answer to it is being written (design.md, States)."""
    behind = Q(point__comment=comment) | Q(point__sources__comment=comment)
    if Response.objects.filter(behind).exists():
        return refused(_("An answer is already being written; you will be able to reply to it."))
    return ALLOWED


def points_may_leave(points: list[Point], now: datetime) -> Decision:
    """Not once an answer to one of them is being written."""
    if Response.objects.filter(point__in=points).exists():
        return refused(_("The ministry has begun to answer; this cannot be changed any more."))
    return ALLOWED


def may_be_concluded(consultation: Consultation, now: datetime) -> Decision:
    """Every live point has a published answer (the second half of the gate)."""
    count = open_points(now, consultation).count()
    if count:
        sentence = ngettext(
            "The consultation cannot be concluded: %(count)d comment awaits an answer.",
            "The consultation cannot be concluded: %(count)d comments await an answer.",
            count,
        )
        return refused(sentence % {"count": count})
    return ALLOWED
