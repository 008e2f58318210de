"""How many comments stand at each passage and how many have their answer: worked out once for a state of things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
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

# What the cache holds: bare numbers are read many times faster than hundreds of objects.
Pair = tuple[int, int]
Plain = tuple[Pair, dict[int, Pair]]
# A comment, a passage that marks it, whether its own point lives, whether that is answered, whether it was set aside.
Counted = tuple[UUID, int | None, bool, bool, bool]


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
    # Time alone tells what the leads left out: nothing else that is counted changes without the stamp.
    key = f"counts:{consultation.pk}:{consultation.public_stamp}:{now > consultation.leads_deadline_at:d}"
    kept: Plain | None = cache.get(key)
    if kept is not None:
        whole, by_passage = kept
        return Counts(Tally(*whole), {passage: Tally(*each) for passage, each in by_passage.items()})
    found = _count(consultation, now)
    cache.set(key, _plain(found), KEPT_SECONDS)
    return found


def _plain(counts: Counts) -> Plain:
    return _pair(counts.whole), {passage: _pair(each) for passage, each in counts.by_passage.items()}


def _pair(tally: Tally) -> Pair:
    return tally.total, tally.waiting


def _count(consultation: Consultation, now: datetime) -> Counts:
    """Count in two queries: every standing comment with its places and its own point, and what lies behind others.

    Which of them awaits is said in `states`.
    """
    answered_through = _answered_through(consultation, now)
    totals: dict[int, int] = defaultdict(int)
    open_ones: dict[int, int] = defaultdict(int)
    everything: set[UUID] = set()
    waiting: set[UUID] = set()
    for comment, passage, is_live, is_answered, is_aside in _standing(consultation, now):
        everything.add(comment)
        answers = answered_through.get(comment, ()) + ((is_answered,) if is_live else ())
        still = waits(answers, is_left_out=is_aside)
        if still:
            waiting.add(comment)
        if passage is not None:
            totals[passage] += 1
            open_ones[passage] += still
    by_passage = {passage: Tally(total, open_ones[passage]) for passage, total in totals.items()}
    return Counts(Tally(len(everything), len(waiting)), by_passage)


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
