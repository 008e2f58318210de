"""Likeness: other points of the queue that could get the same answer, earlier answers to the like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import words_of
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries.queues import NO_ANSWER, queue_of
from seko.dialogue.responses.queries.seen import public_q
from seko.foundation.text.likeness import look_alikes

SAME_ANSWER = 0.5
EARLIER = 0.35
MOST_COMPARED = 500
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """A published answer to something alike, with the likeness of the words answered (0 to 1)."""

    response: Response
    likeness: float


def points_alike(point: Point, actor: Actor, now: datetime) -> list[Point]:
    """Return the points of the actor's queue that nobody has begun to answer and whose words are alike, the most
    alike first.
    """
    others = list(queue_of(actor, point.consultation, now).filter(state=NO_ANSWER).exclude(pk=point.pk))
    found = look_alikes(words_of(point), [words_of(other) for other in others], SAME_ANSWER)
    return [others[like.place] for like in found]


def earlier_answers_alike(point: Point, actor: Actor, now: datetime) -> list[Alike]:
    """Return at most five published answers to words alike, the most alike first.

    Compared are the newest 500 of the point's institution (the actor's own where none is assigned), and those on
    documents of the same kind that the public reads (or that the ministry's coordination asks about).
    """
    rows = (
        Response.objects.filter(_of_the_same_hand(point, actor) | _of_the_same_kind(point, actor, now))
        .filter(status=ResponseStatus.PUBLISHED)
        .exclude(point=point)
        .select_related("institution", "subkind", "point__comment__consultation", "point__seko", "point__consultation")
        .order_by("-published_at", "pk")[:MOST_COMPARED]
    )
    compared = list(rows)
    found = look_alikes(words_of(point), [words_of(row.point) for row in compared], EARLIER)
    return [Alike(compared[like.place], like.likeness) for like in found[:MOST_SHOWN]]


def _of_the_same_hand(point: Point, actor: Actor) -> Q:
    assignment = getattr(point, "assignment", None)
    institution_id = assignment.institution_id if assignment else actor.organisation_id
    return Q(institution_id=institution_id) if institution_id else Q(pk__in=())


def _of_the_same_kind(point: Point, actor: Actor, now: datetime) -> Q:
    kind = _kind_of(point.consultation)
    if not kind:
        return Q(pk__in=())
    same = Q(point__consultation__version__document__kind=kind)
    if actor.is_ministry:
        return same
    return same & Q(Exists(Point.objects.filter(public_q(now), pk=OuterRef("point"))))


def _kind_of(consultation: Consultation) -> str:
    return consultation.version.document.kind if consultation.version else ""
