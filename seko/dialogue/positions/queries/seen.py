"""Who may see a point, a position, and a sent comment beyond its own side: written here, once."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import own
from seko.dialogue.positions.conditions import being_answered, readers
from seko.dialogue.positions.enums import PositionStatus
from seko.dialogue.positions.models import Point, Position, Source
from seko.dialogue.positions.queries.points import live_q

READ_LIVE = (Role.MINISTRY, Role.AUDITOR)


def points_visible_to(actor: Actor, now: datetime) -> QuerySet[Point]:
    """Return the points the actor may read.

    The consortium reads its whole board; the network what its SEKO has handed in, where the consultation lets it;
    an author the point that holds the own words; the ministry and auditors the live ones; the rest (the assigned
    institution, the public; observers read as the public does, reliability.md F) is what upper apps registered.
    """
    condition = readers.q(actor, now)
    if actor.has_role(*READ_LIVE):
        condition |= live_q(now)
    if actor.is_civil:
        condition |= Q(seko_id__in=actor.sekos("lead", "partner"))
        condition |= Q(seko_id__in=actor.sekos(), consultation__network_reads=True) & live_q(now)
    if actor.person is not None:
        words = Comment.objects.filter(own(actor))
        condition |= Q(Exists(words.filter(pk=OuterRef("comment"))))
        condition |= live_q(now) & Q(Exists(Source.objects.filter(point=OuterRef("pk"), comment__in=words)))
    return Point.objects.filter(condition)


def positions_visible_to(actor: Actor, now: datetime) -> QuerySet[Position]:
    """Return the positions whose letter and board the actor may read: the consortium always; its network, the
    ministry and auditors once handed in or past the leads' deadline.
    """
    out = Q(status=PositionStatus.SUBMITTED) | Q(consultation__leads_deadline_at__lt=now)
    condition = out if actor.has_role(*READ_LIVE) else Q(pk__in=())
    if actor.is_civil:
        condition |= Q(seko_id__in=actor.sekos("lead", "partner"))
        condition |= out & Q(seko_id__in=actor.sekos(), consultation__network_reads=True)
    return Position.objects.filter(condition)


def comments_read_by_state(actor: Actor, now: datetime) -> Q | None:
    """Return the condition of comments that the ministry and auditors read: direct and late ones at once, others from
    the leads' deadline or the position's submission, or while they answer it; never one withdrawn or replaced before.
    """
    if not actor.has_role(*READ_LIVE):
        return None
    handed_in = Exists(
        Position.objects.filter(
            consultation=OuterRef("consultation"), seko=OuterRef("seko"), status=PositionStatus.SUBMITTED
        )
    )
    begun: Q = being_answered.ask("own_point__")
    begun |= Q(Exists(Source.objects.filter(being_answered.ask("point__"), comment=OuterRef("pk"))))
    out = Q(seko__isnull=True) | Q(consultation__leads_deadline_at__lt=now) | Q(handed_in)
    return Q(withdrawn_at__isnull=True, superseded_at__isnull=True) & (out | begun)
