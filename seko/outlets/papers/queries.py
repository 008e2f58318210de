"""What goes out in files: never more than the pages show to whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, QuerySet

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import numbered_in, standing, value_words, visible_to
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.queries import Aside, live_q, points_visible_to
from seko.dialogue.responses.enums import Disposition, ResponseStatus
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import NO_ANSWER, Answer, answers_by_comment, queue_of
from seko.foundation.core.languages import ENGLISH, current
from seko.outlets.papers.models import AnswerTable

if TYPE_CHECKING:
    from seko.dialogue.responses.queries.queues import QueuedPoint

READ = (
    *("number", "organisation_name", "sent_at", "kind", "anchor", "question__order", "words", "proposed_wording"),
    *("proposed_value", "reason", "source", "seko_id", "set_aside__reason", "set_aside__position__status"),
)
OF_AGREED = (
    *("point__anchor", "point__proposed_wording", "point__comment__anchor", "point__comment__proposed_wording"),
    *("institution__name", "institution__name_en", "published_at"),
)


class Spoken(NamedTuple):
    """One comment with what became of it, as the reader may know it.

    `organisation` is empty for an individual, `anchor` has its stored form, `question` is the number of the question it
    answers, `left_out` its lead's reason.
    """

    number: int
    label: str
    organisation: str
    seko_id: int
    sent_at: datetime
    kind: str
    anchor: Mapping[str, Any]
    question: int | None
    words: str
    value: str
    proposal: str
    reason: str
    source: str
    left_out: str
    answers: tuple[Answer, ...]


class AgreedWording(NamedTuple):
    """What is to stand at an anchor by a published answer that accepts it."""

    anchor: Mapping[str, Any]
    wording: str
    institution: str
    published_at: datetime


def comments_in(consultation: Consultation, actor: Actor, now: datetime) -> QuerySet[Comment]:
    """Return the standing comments of the consultation that the actor may read."""
    return standing(visible_to(actor, now)).filter(consultation=consultation)


def spoken_in(consultation: Consultation, actor: Actor, now: datetime) -> list[Spoken]:
    """Return the standing comments that the actor may read, in their order, in three queries."""
    answers, told = answers_by_comment(consultation, actor, now), Aside(consultation, actor, now)
    found = []
    rows: Iterable[tuple[Any, ...]] = comments_in(consultation, actor, now).order_by("number").values_list(*READ)
    for number, organisation, sent_at, kind, anchor, question, words, proposal, value, *rest in rows:
        reason, source, seko, left_out, position = rest
        found.append(
            Spoken(
                number,
                numbered_in(consultation.code, number),
                organisation,
                seko or 0,
                sent_at,
                kind,
                anchor,
                question,
                words,
                value_words(value),
                proposal,
                reason,
                source,
                (left_out or "") if told.is_told(position, seko) else "",
                tuple(answers.get(number, ())),
            )
        )
    return found


def points_to_answer(
    consultation: Consultation, institution: Organisation, actor: Actor, now: datetime
) -> QuerySet[QueuedPoint]:
    """Return what is assigned to the institution, of what the actor answers, in the order of the text, annotated and
    read as `responses.queries.queue_of` gives it.
    """
    return queue_of(actor, consultation, now).filter(assignment__institution=institution)


def waiting(rows: QuerySet[QueuedPoint]) -> QuerySet[QueuedPoint]:
    """Return those whose answer is not out of its writer's hands."""
    return rows.filter(state__in=(NO_ANSWER, ResponseStatus.DRAFTED))


def waiting_by_institution(consultation: Consultation, actor: Actor, now: datetime) -> dict[Organisation, int]:
    """Return how many comments wait for an answer of each institution for which the actor may bring answers."""
    rows = waiting(queue_of(actor, consultation, now)).filter(assignment__isnull=False).order_by()
    counts = dict(rows.values_list("assignment__institution").annotate(count=Count("pk")))
    institutions = Organisation.objects.filter(pk__in=counts).order_by("name_key")
    return {institution: counts[institution.pk] for institution in institutions}


def answer_tables_visible_to(actor: Actor, now: datetime) -> QuerySet[AnswerTable]:
    """Return the answer tables that came back: all for the ministry's coordination, an officer's institution's own."""
    rows = AnswerTable.objects.select_related("consultation", "institution", "file", "letter")
    if actor.is_ministry:
        return rows
    return rows.filter(institution=actor.organisation) if actor.is_officer else rows.none()


def agreed_in(consultation: Consultation, actor: Actor, now: datetime) -> Sequence[AgreedWording]:
    """Return the wordings that answers accept, of what the actor may read, in the order of the text; in one query."""
    rows = Response.objects.filter(
        live_q(now, "point__"),
        point__in=points_visible_to(actor, now).filter(consultation=consultation),
        status=ResponseStatus.PUBLISHED,
        disposition=Disposition.ACCEPTED,
    ).order_by("point__passage_order", "point__number", "point__pk")
    is_english, found = current() == ENGLISH, []
    for anchor, wording, own_anchor, own_wording, name, english, published_at in rows.values_list(*OF_AGREED):
        if wording or own_wording:
            institution = english if is_english and english else name
            found.append(AgreedWording(own_anchor or anchor, own_wording or wording, institution, published_at))
    return found
