"""Answers to somebody's words: what an author's organisation, or the lead of a SEKO, may reply to."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import own
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Source
from seko.dialogue.positions.queries import live_q
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Reply, Response
from seko.dialogue.responses.queries.queues import OF_SOURCE
from seko.dialogue.responses.queries.translations import with_translation


def answers_to(
    actor: Actor, consultation: Consultation, now: datetime, *, seko_id: int | None = None
) -> QuerySet[Response]:
    """Return the answers in force to the actor's own words, or with `seko_id` to all of that SEKO's common position
    (for its lead's coordination, else none), in the order of the text, in a fixed number of queries.
    """
    rows = Response.objects.filter(
        live_q(now, "point__"), point__consultation=consultation, status=ResponseStatus.PUBLISHED
    )
    if seko_id is None:
        words = Comment.objects.filter(own(actor), consultation=consultation)
        behind = Exists(Source.objects.filter(point=OuterRef("point"), comment__in=words))
        rows = rows.filter(Q(point__comment__in=words) | behind)
    elif actor.leads(seko_id):
        rows = rows.filter(point__seko_id=seko_id)
    else:
        return Response.objects.none()
    return (
        with_translation(rows)
        .select_related(
            "institution",
            "subkind",
            "point__consultation__version",
            "point__seko",
            "point__comment__consultation",
            "point__comment__organisation",
            "point__comment__question",
            "point__comment__attachment",
        )
        .prefetch_related(
            Prefetch("point__sources", Source.objects.select_related(*OF_SOURCE)),
            Prefetch("replies", Reply.objects.select_related("organisation", "seko")),
        )
        .order_by("point__passage_order", "point__number", "pk")
    )


def voice_of(actor: Actor, seko_id: int | None = None) -> str:
    """Return in whose name the actor replies: the SEKO's, the organisation's, or the person's own."""
    if seko_id is not None:
        return f"seko:{seko_id}"
    return f"organisation:{actor.organisation_id}" if actor.is_civil else f"person:{actor.person_id}"
