"""The rank list: averages of what impartial people gave, weighted by criterion; pure reckoning over rows in hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from seko.actors.calls.models import Application, Call, Criterion, Score

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Ranked:
    """An application with its points (None where nobody gave any), its rank, and the criteria it does not meet.

    `averages` are by criterion. One that misses a least has no rank.
    """

    application: Application
    points: Decimal | None
    rank: int | None
    averages: dict[int, Decimal]
    missed: tuple[Criterion, ...] = ()


def ranking(call: Call, applications: Iterable[Application]) -> list[Ranked]:
    """Return the applications in the order of their points; equal points share a rank. In two queries."""
    rows, criteria = list(applications), list(call.criteria.all())
    given: dict[UUID, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for score in Score.objects.filter(application__in=rows):
        given[score.application_id][score.criterion_id].append(score.points)
    judged = [_judged(row, criteria, given[row.pk]) for row in rows]
    ordered = sorted(judged, key=lambda each: (bool(each.missed), each.points is None, -(each.points or 0)))
    found: list[Ranked] = []
    for place, each in enumerate(ordered, start=1):
        rank: int | None = place if each.points is not None and not each.missed else None
        if rank and found and found[-1].rank and found[-1].points == each.points:
            rank = found[-1].rank
        found.append(Ranked(each.application, each.points, rank, each.averages, each.missed))
    return found


def _judged(row: Application, criteria: list[Criterion], given: dict[int, list[int]]) -> Ranked:
    averages = {each.pk: Decimal(sum(given[each.pk])) / len(given[each.pk]) for each in criteria if given.get(each.pk)}
    if len(averages) < len(criteria) or not criteria:
        return Ranked(row, None, None, averages)
    total = sum((averages[each.pk] * each.weight for each in criteria), Decimal(0))
    missed = tuple(each for each in criteria if averages[each.pk] < each.least)
    return Ranked(row, total.quantize(CENT, ROUND_HALF_UP), None, averages, missed)


def points_of(application: Application) -> Decimal | None:
    """Return the points of one application, or None where nobody gave any."""
    return ranking(application.call, [application])[0].points
