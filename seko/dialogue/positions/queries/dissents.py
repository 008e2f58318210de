"""From what an author may dissent: what was left out, and what was taken in in other words than the own."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import own, standing
from seko.dialogue.consultations.enums import Status
from seko.dialogue.positions.enums import PointKind, PositionStatus
from seko.dialogue.positions.models import Position, Source
from seko.dialogue.positions.queries.points import is_in_other_words


def was_changed(comment: Comment) -> bool:
    """Return whether the lead left the comment out or took it in in other words; it reads `set_aside`, and `sources`
    with their points.
    """
    return hasattr(comment, "set_aside") or is_in_other_words(comment)


def open_dissents(actor: Actor, now: datetime) -> list[Comment]:
    """Return the actor's own comments from which it may dissent now, soonest date first, with the same number of
    queries for one and for many: the twin of `permissions.may_dissent` (a property test proves them equal).
    """
    handed_in = Position.objects.filter(
        consultation=OuterRef("consultation"), seko=OuterRef("seko"), status=PositionStatus.SUBMITTED
    )
    rows = (
        standing(Comment.objects.filter(own(actor)))
        .filter(own_point__kind=PointKind.NOT_CONSOLIDATED)
        .filter(consultation__status=Status.OPENED, consultation__dissents_until_at__gte=now)
        .filter(Q(consultation__leads_deadline_at__lt=now) | Q(Exists(handed_in)))
        .filter(Q(set_aside__isnull=False) | Q(Exists(Source.objects.filter(comment=OuterRef("pk")))))
        .select_related("consultation", "own_point", "set_aside")
        .prefetch_related("sources__point")
        .order_by("consultation__dissents_until_at", "consultation", "number")
    )
    return [comment for comment in rows if was_changed(comment)]
