"""The answering queue: the points an institution (or the ministry's coordination) answers, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point, Source
from seko.dialogue.positions.queries import live, live_q
from seko.dialogue.responses.models import Response

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Queued(TypedDict):
        """What `queue_of` annotates."""

        state: str

    QueuedPoint = WithAnnotations[Point, Queued]

NO_ANSWER = ""
OF_SOURCE = ("comment__organisation", "comment__consultation", "comment__attachment")


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many points of a queue have no answer yet, one being written, one waiting for approval, a published one."""

    untouched: int
    drafted: int
    proposed: int
    published: int

    @property
    def total(self) -> int:
        """All points of the queue."""
        return self.untouched + self.drafted + self.proposed + self.published


def may_answer_q(actor: Actor, now: datetime) -> Q:
    """Return the condition of points the actor answers: all for the ministry's coordination, the assigned ones for an
    officer, none for others.
    """
    if actor.is_ministry:
        return live_q(now)
    if actor.is_officer:
        return live_q(now) & Q(assignment__institution_id=actor.organisation_id)
    return Q(pk__in=())


def queue_of(actor: Actor, consultation: Consultation, now: datetime) -> QuerySet[QueuedPoint]:
    """Return the actor's queue in the order of the text.

    Annotated with `state`: the status of the point's newest edition, empty while there is none. Comments, sources and
    editions come with it in a fixed number of queries.
    """
    newest = Response.objects.filter(point=OuterRef("pk")).order_by("-edition").values("status")[:1]
    return (
        Point.objects.filter(may_answer_q(actor, now), consultation=consultation)
        .annotate(state=Coalesce(Subquery(newest), Value(NO_ANSWER)))
        .select_related(
            "comment__organisation",
            "comment__consultation",
            "comment__question",
            "comment__attachment",
            "seko",
            "position",
            "assignment__institution",
            "consultation",
        )
        .prefetch_related(
            Prefetch("sources", Source.objects.select_related(*OF_SOURCE)),
            Prefetch("responses", Response.objects.select_related("institution", "subkind").order_by("-edition")),
        )
        .order_by("passage_order", "number", "pk")
    )


def queue_counts(actor: Actor, consultation: Consultation, now: datetime) -> QueueCounts:
    """Return the queue's counts, in one query."""
    newest = Response.objects.filter(point=OuterRef("pk")).order_by("-edition").values("status")[:1]
    rows = live(now).filter(may_answer_q(actor, now), consultation=consultation)
    states = rows.annotate(state=Coalesce(Subquery(newest), Value(NO_ANSWER))).order_by().values_list("state")
    found = dict(states.annotate(count=Count("pk")))
    return QueueCounts(*(found.get(state, 0) for state in (NO_ANSWER, "drafted", "proposed", "published")))
