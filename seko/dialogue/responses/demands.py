"""What answers demand of lower apps' deeds: of withdrawing, of leaving the board, of concluding."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.conditions import RepliesEnd
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import least_replies_until
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import open_points
from seko.foundation.core.decisions import ALLOWED, Decision, refused
from seko.foundation.design import spoken


def comment_may_be_withdrawn(comment: Comment, now: datetime) -> Decision:
    """Not once an answer to it is being written (design.md, States)."""
    behind = Q(point__comment=comment) | Q(point__sources__comment=comment)
    written = set(Response.objects.filter(behind).values_list("status", flat=True))
    if ResponseStatus.PUBLISHED in written:
        return refused(
            _("The comment is answered and can no longer be withdrawn or corrected; you can reply to the answer.")
        )
    if written:
        return refused(_("An answer is already being written: the comment can no longer be withdrawn or corrected."))
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


def replies_may_end(proposed: RepliesEnd, now: datetime) -> Decision:
    """Not sooner than five working days after the last answer was published."""
    published = Response.objects.filter(point__consultation=proposed.consultation, published_at__isnull=False)
    last = published.aggregate(last=Max("published_at"))["last"]
    if last is None or proposed.until >= least_replies_until(last):
        return ALLOWED
    sentence = _("Authors have five working days to reply to the last answer: until %(day)s at the least.")
    return refused(sentence % {"day": spoken.day(least_replies_until(last), genitive=True)})
