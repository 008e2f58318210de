"""How many comments stand at each passage and how many have their answer: worked out once for a state of things.

What is a comment, what is answered: `responses.queries.whereabouts`; `test_figures` proves that both agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import standing
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PositionStatus
from seko.dialogue.positions.models import Source
from seko.dialogue.positions.queries import live_q
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Response
from seko.pages.facts.states import waits

KEPT_SECONDS = 3_600
WAITING, ANSWERED, LEFT_OUT = "waiting", "answered", "left-out"

# What the cache holds: bare numbers are read many times faster than hundreds of objects.
Triple = tuple[int, int, int]
Plain = tuple[Triple, dict[int, Triple]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Comments that stand somewhere: `total`, how many of them still await an answer, and how many have instead the
    lead's reason for not taking them in.
    """

    total: int = 0
    waiting: int = 0
    left_out: int = 0

    @property
    def answered(self) -> int:
        """Comments whose answer by the institution is there."""
        return self.total - self.waiting - self.left_out


@dataclass(frozen=True, slots=True)
class Counts:
    """The tallies of a consultation: of the whole, and by the passage that marks them."""

    whole: Tally
    by_passage: Mapping[int, Tally]

    def at(self, passages: tuple[int, ...]) -> Tally:
        """Return the sum over some passages (a comment at two of them counts twice: it stands at both)."""
        found = [self.by_passage[pk] for pk in passages if pk in self.by_passage]
        return Tally(
            sum(each.total for each in found), sum(each.waiting for each in found), sum(each.left_out for each in found)
        )


def counts_of(consultation: Consultation, now: datetime) -> Counts:
    """Return the tallies; the consultation's stamp makes a changed state another key, so nothing stale is shown."""
    # Time alone tells what the leads left out: nothing else that is counted changes without the stamp.
    key = f"tallies:{consultation.pk}:{consultation.public_stamp}:{now > consultation.leads_deadline_at:d}"
    kept: Plain | None = cache.get(key)
    if kept is not None:
        whole, by_passage = kept
        return Counts(Tally(*whole), {passage: Tally(*each) for passage, each in by_passage.items()})
    found = _count(consultation, now)
    cache.set(key, _plain(found), KEPT_SECONDS)
    return found


def _plain(counts: Counts) -> Plain:
    return _plain_tally(counts.whole), {passage: _plain_tally(each) for passage, each in counts.by_passage.items()}


def _plain_tally(tally: Tally) -> Triple:
    return tally.total, tally.waiting, tally.left_out


def _count(consultation: Consultation, now: datetime) -> Counts:
    """Count in two queries: every standing comment with its places and its own point, and what lies behind others.

    Which of them awaits is said in `states`.
    """
    answered_through = _answered_through(consultation, now)
    places: dict[int, list[str]] = defaultdict(list)
    everything: dict[UUID, str] = {}
    for comment, passage, is_live, is_answered, is_aside in _standing(consultation, now):
        answers = answered_through.get(comment, ()) + ((is_answered,) if is_live else ())
        stands = WAITING if waits(answers, is_left_out=is_aside) else ANSWERED if answers else LEFT_OUT
        everything[comment] = stands
        if passage is not None:
            places[passage].append(stands)
    return Counts(_tally(everything.values()), {passage: _tally(found) for passage, found in places.items()})


def _tally(stand: Iterable[str]) -> Tally:
    found = Counter(stand)
    return Tally(found.total(), found[WAITING], found[LEFT_OUT])


def _standing(
    consultation: Consultation, now: datetime
) -> QuerySet[Comment, tuple[UUID, int | None, bool, bool, bool]]:
    """Return each standing comment once for each passage that marks it (None where none does), and for its own point
    whether it lives and is answered; whether its lead set it aside, once that is out.
    """
    published = Response.objects.filter(point=OuterRef("own_point"), status=ResponseStatus.PUBLISHED)
    rows = standing(Comment.objects.filter(consultation=consultation)).order_by()
    aside_is_out = Q(set_aside__isnull=False)
    if now <= consultation.leads_deadline_at:
        aside_is_out = Q(set_aside__position__status=PositionStatus.SUBMITTED)
    return rows.annotate(
        is_live=Case(When(live_q(now, "own_point__"), then=Value(True)), default=Value(False)),
        is_answered=Exists(published),
        is_aside=Case(When(aside_is_out, then=Value(True)), default=Value(False)),
    ).values_list("pk", "places__passage_id", "is_live", "is_answered", "is_aside")


def _answered_through(consultation: Consultation, now: datetime) -> dict[UUID, tuple[bool, ...]]:
    """Return for each comment behind live consolidated points whether each of these is answered."""
    published = Response.objects.filter(point=OuterRef("point"), status=ResponseStatus.PUBLISHED)
    rows = Source.objects.filter(live_q(now, "point__"), point__consultation=consultation).order_by()
    answers: dict[UUID, tuple[bool, ...]] = {}
    for comment, is_answered in rows.values_list("comment_id", Exists(published)):
        answers[comment] = (*answers.get(comment, ()), is_answered)
    return answers
