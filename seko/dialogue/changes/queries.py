"""Reading placements: what stands where in a later draft, for whoever may read both."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from seko.actors.organisations.actor import Actor
from seko.dialogue.changes.enums import PlacementStatus
from seko.dialogue.changes.models import Placement
from seko.dialogue.comments import queries as comments
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import points_visible_to
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import reads


def visible_to(actor: Actor, now: datetime) -> QuerySet[Placement]:
    """Return the placements of what the actor may read in versions that the actor may read."""
    things = Q(comment__in=comments.visible_to(actor, now).values("pk"))
    things |= Q(point__in=points_visible_to(actor, now).values("pk"))
    return Placement.objects.filter(things, reads(actor, now, of="version__"))


def to_check(version: Version) -> QuerySet[Placement]:
    """Return the placements in a version that wait for a person, in the order of the draft they come from."""
    rows = Placement.objects.filter(version=version, status=PlacementStatus.CHECK)
    return rows.select_related("comment__consultation", "point__consultation", "point__seko").order_by("pk")


def counts_in(version: Version) -> Counter[str]:
    """Return how many placements in a version have each status."""
    return Counter(Placement.objects.filter(version=version).values_list("status", flat=True))


def placements_of(point: Point) -> dict[UUID, Placement]:
    """Return where a point stands in the later drafts, by version: its own placements, or its comment's."""
    thing = {"comment": point.comment_id} if point.comment_id else {"point": point.pk}
    return {row.version_id: row for row in Placement.objects.filter(**thing)}
