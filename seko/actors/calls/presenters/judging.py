"""The table of applications with their points, and the decision that is drafted from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from seko.actors.calls import permissions
from seko.actors.calls.enums import ApplicationStatus, CallKind, CallStatus
from seko.actors.calls.models import Call, Criterion, Impartiality, Score
from seko.actors.calls.presenters.calls import points_words, state_of
from seko.actors.calls.queries import has_declared, standing_applications
from seko.actors.calls.ranking import Ranked, ranking
from seko.actors.organisations.actor import Actor
from seko.foundation.core.decisions import Decision
from seko.foundation.design.states import State
from seko.foundation.workflow import second


@dataclass(frozen=True, slots=True)
class Line:
    """An application in the table: its average by criterion, its sum, its rank, what it misses, whether the reader is
    to give marks and has not.
    """

    key: str
    name: str
    url: str
    partners: tuple[str, ...]
    averages: tuple[tuple[str, str], ...]
    points: str
    rank: str
    missed: tuple[str, ...]
    state: State
    state_word: str
    is_yours_missing: bool


@dataclass(frozen=True, slots=True)
class Judging:
    """The table, what the person has declared, whether a decision can be drafted (None: it is not offered), and whether
    anything is still to be judged (`is_open`). There are no lines where the person may not read the applications.
    """

    criteria: tuple[str, ...]
    lines: tuple[Line, ...]
    may_read: Decision
    declared: Impartiality | None
    may_judge: Decision
    may_publish: Decision | None
    is_waiting: bool
    is_open: bool


def judging_of(call: Call, actor: Actor, now: datetime) -> Judging:
    """Return the table of the call; the same number of queries for one application and for many."""
    criteria = list(call.criteria.all())
    ranked = ranking(call, standing_applications(call))
    may_read = permissions.may_read_applications(actor, call, now)
    may_judge = permissions.may_judge(actor, call, now)
    marked = _marked_by(actor, call) if may_judge and call.is_scored else None
    is_drafting = call.kind == CallKind.CONSORTIUM and call.status == CallStatus.OPENED
    return Judging(
        criteria=tuple(each.text for each in criteria) if call.is_scored else (),
        lines=tuple(_line(call, each, criteria if call.is_scored else [], marked) for each in ranked)
        if may_read
        else (),
        may_read=may_read,
        declared=has_declared(actor, call),
        may_judge=may_judge,
        may_publish=permissions.may_publish(actor, call, now) if is_drafting and ranked else None,
        is_waiting=bool(second.waiting("publish-call-decision", call.pk)),
        is_open=call.status in (CallStatus.OPENED, CallStatus.RANKED),
    )


def _marked_by(actor: Actor, call: Call) -> set[UUID]:
    """Return the applications to which the person has given marks."""
    rows = Score.objects.filter(application__call=call, person=actor.person)
    return set(rows.values_list("application", flat=True))


def _line(call: Call, each: Ranked, criteria: list[Criterion], marked: set[UUID] | None) -> Line:
    row = each.application
    return Line(
        key=str(row.pk),
        name=row.organisation.shown_name,
        url=reverse("application", args=[call.code, row.pk]),
        partners=tuple(partner.shown_name for partner in row.partners.all()),
        averages=tuple((criterion.text, points_words(each.averages.get(criterion.pk))) for criterion in criteria),
        points=points_words(each.points),
        rank=f"{each.rank}." if each.rank else "–",
        missed=tuple(criterion.text for criterion in each.missed),
        state=state_of(row),
        state_word=str(ApplicationStatus(row.status).label),
        is_yours_missing=marked is not None and row.pk not in marked and row.status == ApplicationStatus.SENT,
    )
