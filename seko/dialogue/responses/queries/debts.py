"""What is open and what is past its term, by institution, never by person (design.md, Who sees what)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from seko.actors.organisations.models import Organisation
from seko.dialogue.consultations.enums import COUNTED
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import live
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries.handing_in import days_taken, handed_in
from seko.foundation.core.dates import local_date, running_day


@dataclass(frozen=True, slots=True)
class Debt:
    """The answers of one institution (None: not assigned, so the ministry's coordination).

    `median_answer_days` counts working days from handing in to the first answer, None where there is none.
    `oldest_due_on` is the longest owed.
    """

    institution: Organisation | None
    answered: int
    waiting: int
    past_term: int
    median_answer_days: float | None
    oldest_due_on: date | None


def _published() -> QuerySet[Response]:
    return Response.objects.filter(point=OuterRef("pk"), status=ResponseStatus.PUBLISHED)


def open_points(now: datetime, consultation: Consultation | None = None) -> QuerySet[Point]:
    """Return the live points without a published answer, in the order of the text."""
    rows = live(now).filter(~Exists(_published()))
    if consultation is not None:
        rows = rows.filter(consultation=consultation)
    return rows.order_by("consultation", "passage_order", "number")


def past_term_points(now: datetime) -> QuerySet[Point]:
    """Return the live points without a published answer whose answers were due before today in Belgrade.

    Those left unanswered by a conclusion with an exception are counted for ever (design.md, The gate).
    """
    due = Q(consultation__answers_due_on__lt=running_day(now), consultation__status__in=COUNTED)
    return open_points(now).filter(due)


@dataclass(frozen=True, slots=True)
class Debts:
    """The answers of every institution, the most owed first; of all of them together; and by the month of answering.

    `months` holds (first day of the month, median of working days to the answer), the earliest first.
    """

    each: list[Debt]
    total: Debt
    months: list[tuple[date, float]]


def past_term(now: datetime, consultations: QuerySet[Consultation] | None = None) -> list[Debt]:
    """Return every institution's answers over the consultations given (all that were opened), the most owed first.

    Two queries whatever the volume.
    """
    return debts(now, consultations).each


def debts(now: datetime, consultations: QuerySet[Consultation] | None = None) -> Debts:
    """Return who answered and who owes, over the consultations given (all that were opened); in two queries."""
    first_answer = Response.objects.filter(point=OuterRef("pk"), edition=1).values("published_at")[:1]
    rows = live(now).filter(consultation__status__in=COUNTED)
    if consultations is not None:
        rows = rows.filter(consultation__in=consultations)
    facts = rows.annotate(
        handed_in=handed_in(), first_answer=Subquery(first_answer), is_answered=Exists(_published())
    ).values_list("assignment__institution", "is_answered", "first_answer", "handed_in", "consultation__answers_due_on")
    return _debts(facts.order_by(), running_day(now))


def _debts(facts: QuerySet[Point, tuple[object, ...]], today: date) -> Debts:
    tallies: dict[UUID | None, _Tally] = defaultdict(_Tally)
    whole = _Tally()
    months: dict[date, list[int]] = defaultdict(list)
    for institution_id, is_answered, first_answer, came_at, due_on in facts:
        tally = tallies[institution_id]  # type: ignore[index]
        if is_answered:
            answered_on = local_date(first_answer)  # type: ignore[arg-type]
            days = days_taken(local_date(came_at), answered_on)  # type: ignore[arg-type]
            months[answered_on.replace(day=1)].append(days)
            tally.answer_days.append(days)
            whole.answer_days.append(days)
        elif due_on < today:  # type: ignore[operator]
            tally.due.append(due_on)  # type: ignore[arg-type]
            whole.due.append(due_on)  # type: ignore[arg-type]
        else:
            tally.waiting += 1
            whole.waiting += 1
    institutions = Organisation.objects.in_bulk([pk for pk in tallies if pk is not None])
    each = [tally.debt(institutions.get(pk) if pk else None) for pk, tally in tallies.items()]
    each.sort(key=lambda debt: (-debt.past_term, debt.institution.name_key if debt.institution else ""))
    return Debts(each, whole.debt(None), [(month, median(days)) for month, days in sorted(months.items())])


class _Tally:
    """What is counted of one institution."""

    def __init__(self) -> None:
        self.answer_days: list[int] = []
        self.due: list[date] = []
        self.waiting = 0

    def debt(self, institution: Organisation | None) -> Debt:
        """Return the counts as they are shown."""
        return Debt(
            institution=institution,
            answered=len(self.answer_days),
            waiting=self.waiting,
            past_term=len(self.due),
            median_answer_days=median(self.answer_days) if self.answer_days else None,
            oldest_due_on=min(self.due, default=None),
        )
