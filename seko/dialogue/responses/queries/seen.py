"""What the assigned institution and the public may read: the parts of `visible_to` that only answers decide."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.enums import Audience
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import live_q
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Response
from seko.drafts.documents.enums import Circle, VersionStatus
from seko.drafts.documents.models import Release


def points_of_institution(actor: Actor, now: datetime) -> Q | None:
    """Return the condition of live points assigned to the officer's institution."""
    return live_q(now) & Q(assignment__institution_id=actor.organisation_id) if actor.is_officer else None


def public_q(now: datetime) -> Q:
    """Return the condition of points that everybody reads: answered, in a consultation whose draft is public (one
    without a draft: open to everybody).
    """
    answered = Exists(Response.objects.filter(point=OuterRef("pk"), status=ResponseStatus.PUBLISHED))
    released = Exists(
        Release.objects.filter(version=OuterRef("consultation__version"), circle=Circle.PUBLIC, starts_at__lte=now)
    )
    in_public = Q(consultation__version__status=VersionStatus.PUBLISHED) & Q(released)
    without_draft = Q(consultation__version__isnull=True, consultation__audience=Audience.PUBLIC)
    return live_q(now) & Q(answered) & (in_public | without_draft)


def points_public(actor: Actor, now: datetime) -> Q:
    """Return what everybody reads, whoever asks."""
    return public_q(now)


def comments_answered(actor: Actor, now: datetime) -> Q:
    """Return the condition of comments behind points that are public or assigned to the officer's institution."""
    condition = public_q(now)
    own = points_of_institution(actor, now)
    if own is not None:
        condition |= own
    # By the comment, not by all such points: a page of fifty comments asks about fifty, whatever there is beside them.
    own_point = Exists(Point.objects.filter(condition, comment=OuterRef("pk")))
    through = Exists(Point.objects.filter(condition, sources__comment=OuterRef("pk")))
    return Q(withdrawn_at__isnull=True, superseded_at__isnull=True) & (Q(own_point) | Q(through))
