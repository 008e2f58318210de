"""How many comments stand at each passage and how many have their answer: worked out once for a state of things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.db.models import Exists, OuterRef, QuerySet

from seko.dialogue.comments.models import Comment, CommentPlace
from seko.dialogue.comments.queries import standing
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point, SetAside, Source
from seko.dialogue.positions.queries import live_q
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Response

KEPT_SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class Tally:
    """Comments that stand somewhere: `total`, and how many of them still await an answer."""

    total: int = 0
    waiting: int = 0

    @property
    def answered(self) -> int:
        """Comments whose answer (or the lead's reason for not taking them in) is there."""
        return self.total - self.waiting


@dataclass(frozen=True, slots=True)
class Counts:
    """The tallies of a consultation: of the whole, and by the passage that marks them."""

    whole: Tally
    by_passage: Mapping[int, Tally]

    def at(self, passages: tuple[int, ...]) -> Tally:
        """Return the sum over some passages (a comment at two of them counts twice: it stands at both)."""
        found = [self.by_passage[pk] for pk in passages if pk in self.by_passage]
        return Tally(sum(each.total for each in found), sum(each.waiting for each in found))


def counts_of(consultation: Consultation, now: datetime) -> Counts:
    """Return the tallies; the consultation's stamp makes a changed state another key, so nothing stale is shown."""
    key = f"counts:{consultation.pk}:{consultation.public_stamp}"
    found: Counts | None = cache.get(key)
    if found is None:
        found = _count(consultation, now)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _count(consultation: Consultation, now: datetime) -> Counts:
    everything = set(standing(Comment.objects.filter(consultation=consultation)).values_list("pk", flat=True))
    waiting = waiting_among(everything, consultation, now)
    totals: dict[int, int] = defaultdict(int)
    open_ones: dict[int, int] = defaultdict(int)
    places = CommentPlace.objects.filter(comment__consultation=consultation)
    for passage, comment in places.values_list("passage_id", "comment_id"):
        if comment in everything:
            totals[passage] += 1
            open_ones[passage] += comment in waiting
    by_passage = {passage: Tally(total, open_ones[passage]) for passage, total in totals.items()}
    return Counts(Tally(len(everything), len(waiting)), by_passage)


def waiting_among(everything: set[UUID], consultation: Consultation, now: datetime) -> set[UUID]:
    """Return which of the standing comments still await something: a lead's decision or an institution's answer.

    A comment in several live points awaits until all of them are answered; one set aside with a reason and without a
    dissent awaits nothing.
    """
    published = Response.objects.filter(status=ResponseStatus.PUBLISHED)
    own = _answered(
        Point.objects.filter(live_q(now), consultation=consultation, comment__isnull=False), "pk", published
    )
    through = _answered(
        Source.objects.filter(live_q(now, "point__"), point__consultation=consultation), "point", published
    )
    answers: dict[UUID, bool] = {}
    for comment, is_answered in [*own, *through]:
        answers[comment] = answers.get(comment, True) and is_answered
    aside = set(SetAside.objects.filter(position__consultation=consultation).values_list("comment_id", flat=True))
    return {pk for pk in everything if not answers.get(pk, pk in aside)}


def _answered(
    rows: QuerySet[Point] | QuerySet[Source], point: str, published: QuerySet[Response]
) -> list[tuple[UUID, bool]]:
    answered = Exists(published.filter(point=OuterRef(point)))
    return list(rows.order_by().values_list("comment_id", answered))
