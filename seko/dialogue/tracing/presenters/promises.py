"""What became of the promises of a consultation: figures, filters, lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.models import Response
from seko.dialogue.tracing.drawing.shown import (
    ShownDifference,
    ShownPromise,
    ShownStatement,
    difference_shown,
    promise_shown,
    statement_shown,
)
from seko.dialogue.tracing.enums import OUTCOME_STATES, Outcome, outcome_state
from seko.dialogue.tracing.models import Cause, Statement
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.charts import Amount, bar
from seko.foundation.design.parts import BarWithKey, Crumb
from seko.foundation.design.states import State, state

FILLS = {
    Outcome.DONE: "yes",
    Outcome.NOT_FOUND: "late",
    Outcome.LATER: "wait",
    Outcome.NOT_NEEDED: "plain",
    Outcome.REVISED: "reworded",
    Outcome.AWAITING: "wait",
}


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise: the comment and its answer, what became of it, the differences, what was said of it."""

    promise: ShownPromise
    outcome: State
    outcome_word: str
    differences: tuple[ShownDifference, ...]
    statements: tuple[ShownStatement, ...]
    trace_url: str


def crumbs(consultation: Consultation, *more: Crumb) -> tuple[Crumb, ...]:
    """Return the way to these pages."""
    return (
        Crumb(_("Consultations"), reverse("consultations")),
        Crumb(title_of(consultation), reverse("consultation", args=[consultation.code])),
        *more,
    )


def head_bar(counts: Mapping[str, int]) -> BarWithKey | None:
    """Return the picture of what became of all promises; None where nothing was promised."""
    total = sum(counts.values())
    if not total:
        return None
    amounts = tuple(
        Amount(
            count,
            FILLS[Outcome(outcome)],
            str(Outcome(outcome).label),
            url=f"?outcome={outcome}",
            state=state(OUTCOME_STATES[Outcome(outcome)]),
        )
        for outcome, count in counts.items()
        if count
    )
    said = ", ".join(f"{spoken.count(each.count, current())} {each.word}" for each in amounts)
    noun = ngettext("promise", "promises", total)
    return BarWithKey(bar(amounts, f"{total} {noun}: {said}"), spoken.count(total, current()), noun)


def lines(
    points: Iterable[Point],
    causes: Iterable[Cause],
    statements: Mapping[object, list[Statement]],
    traceable: Iterable[UUID],
) -> tuple[PromiseLine, ...]:
    """Return the lines of the list; `points` come from `queries.with_answer`, `traceable` are those to be traced."""
    by_point: dict[object, list[Cause]] = {}
    for cause in causes:
        by_point.setdefault(cause.point_id, []).append(cause)
    may = set(traceable)
    return tuple(
        line(point, by_point.get(point.pk, []), statements.get(point.pk, []), may_trace=point.pk in may)
        for point in points
    )


def answer_of(point: Point) -> Response:
    """Return the answer in force, as `queries.with_answer` brings it."""
    found: Response = point.published[0]  # type: ignore[attr-defined]  # prefetched under this name
    return found


def line(point: Point, causes: Iterable[Cause], statements: Iterable[Statement], *, may_trace: bool) -> PromiseLine:
    """Return one promise with everything that is known of it."""
    outcome = Outcome(point.outcome)  # type: ignore[attr-defined]  # annotated by `queries.with_outcome`
    answer = answer_of(point)
    trace = reverse("promise-trace", args=[point.consultation.code, point.pk]) if may_trace else ""
    return PromiseLine(
        promise_shown(point, answer),
        outcome_state(outcome),
        str(outcome.label),
        tuple(difference_shown(each.difference) for each in causes),
        tuple(map(statement_shown, statements)),
        trace,
    )
