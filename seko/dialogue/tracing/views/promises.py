"""What was promised in a consultation and what became of it; tracing one promise after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.dialogue.changes.queries import placements_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.requests import consulted
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.queries import may_answer_q
from seko.dialogue.tracing import actions, permissions
from seko.dialogue.tracing.enums import Outcome
from seko.dialogue.tracing.forms import StatementForm, chosen
from seko.dialogue.tracing.models import Difference
from seko.dialogue.tracing.presenters import offers
from seko.dialogue.tracing.presenters import promises as presenters
from seko.dialogue.tracing.queries import (
    causes_of,
    differences_after,
    outcome_counts,
    promises,
    statements_of,
    with_answer,
)
from seko.foundation.core import clock
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.errors import NotThere, refuse_unless
from seko.foundation.core.forms import faults_in
from seko.foundation.core.paging import page_number
from seko.foundation.core.typed import whole_number
from seko.foundation.design.parts import Crumb

if TYPE_CHECKING:
    from seko.dialogue.tracing.queries import PromisedPoint

PER_PAGE = 50


@public
@require_safe
def promise_list(request: HttpRequest, code: str) -> HttpResponse:
    """Every promise that the reader may read and what became of it; `?outcome=` keeps one outcome."""
    consultation, actor, now = consulted(request, code), actor_of(request), clock.now_of(request)
    outcome = request.GET.get("outcome", "")
    counts = outcome_counts(consultation, actor, now)
    rows = with_answer(promises(consultation, actor, now))
    rows = rows.filter(outcome=outcome) if outcome in Outcome.values else rows
    page = Paginator(rows, PER_PAGE).get_page(page_number(request))
    points = list(page.object_list)
    context = {
        "section": "consultations",
        "consultation": consultation,
        "crumbs": presenters.crumbs(consultation, Crumb(_("What was promised"))),
        "bar": presenters.head_bar(counts),
        "outcome": outcome if outcome in Outcome.values else "",
        "outcome_word": Outcome(outcome).label if outcome in Outcome.values else "",
        "lines": presenters.lines(
            points, causes_of(points, actor, now), statements_of(points), _traceable(points, actor, now)
        ),
        "listed": page,
        "query": f"outcome={outcome}&" if outcome in Outcome.values else "",
        "following": _following(consultation, actor, now),
    }
    return render(request, "tracing/promises.html", context)


def _traceable(points: list[PromisedPoint], actor: Actor, now: datetime) -> set[UUID]:
    """Return which of the points the actor traces, in one query."""
    if not points or not (actor.is_ministry or actor.is_officer):
        return set()
    rows = Point.objects.filter(may_answer_q(actor, now), pk__in=[point.pk for point in points])
    return set(rows.values_list("pk", flat=True))


def _following(consultation: Consultation, actor: Actor, now: datetime) -> list[tuple[int, str]]:
    """Return the drafts that follow and the addresses at which their differences stand."""
    if consultation.version is None:
        return []
    rows = differences_after(consultation.version, actor, now).order_by("new_version__number")
    numbers = rows.values_list("new_version__number", flat=True).distinct()
    code = consultation.version.document.code
    return [(number, reverse("differences", args=[code, number])) for number in numbers]


@dataclass(frozen=True, slots=True)
class At:
    """One promise that a request speaks of."""

    request: HttpRequest
    consultation: Consultation
    point: PromisedPoint
    actor: Actor
    now: datetime

    @property
    def differences(self) -> list[Difference]:
        """What differs in the drafts that follow and that the actor may read."""
        version = self.consultation.version
        return list(differences_after(version, self.actor, self.now)) if version is not None else []


def _at(request: HttpRequest, code: str, point: UUID) -> At:
    consultation, actor, now = consulted(request, code), actor_of(request), clock.now_of(request)
    row = with_answer(promises(consultation, actor, now)).filter(pk=point).first()
    if row is None:
        raise NotThere
    refuse_unless(permissions.may_trace(actor, [row], now))
    return At(request, consultation, row, actor, now)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def promise_trace(request: HttpRequest, code: str, point: UUID) -> HttpResponse:
    """One promise with the differences that may fulfil it, best first; a POST confirms some or says what else."""
    at = _at(request, code, point)
    if request.method != "POST":
        return _page(at, StatementForm())
    if "state" in request.POST:
        return _stated(at)
    return _confirmed(at)


def _page(at: At, form: StatementForm, *, status: int = 200, fault: str = "") -> HttpResponse:
    differences = at.differences
    causes = list(causes_of([at.point], at.actor, at.now))
    known = {cause.difference_id for cause in causes}
    left = [each for each in differences if each.pk not in known]
    line = presenters.line(at.point, causes, statements_of([at.point]).get(at.point.pk, []), may_trace=True)
    found = offers.offered(at.point, presenters.answer_of(at.point), left, placements_of(at.point))
    rest = {each.shown.pk for each in found}
    context = {
        "section": "consultations",
        "consultation": at.consultation,
        "crumbs": presenters.crumbs(
            at.consultation,
            Crumb(_("What was promised"), reverse("promises", args=[at.consultation.code])),
            Crumb(line.promise.label),
        ),
        "point": at.point,
        "bare": replace(line, differences=(), trace_url=""),
        "causes": list(zip(causes, line.differences, strict=True)),
        "offers": found,
        "others": offers.others([each for each in left if each.pk not in rest]),
        "form": form,
        "fault": fault,
        "next": _next(at),
        "waiting": outcome_counts(at.consultation, at.actor, at.now)[Outcome.NOT_FOUND],
    }
    return render(at.request, "tracing/trace.html", context, status=status)


def _next(at: At) -> str:
    """Return the address of the next promise of which nothing was found; empty where none is left."""
    rows = promises(at.consultation, at.actor, at.now).filter(may_answer_q(at.actor, at.now))
    every = list(rows.values_list("pk", "outcome"))
    here = next((rank for rank, (pk, _outcome) in enumerate(every) if pk == at.point.pk), 0)
    waiting = [pk for pk, outcome in (*every[here + 1 :], *every[:here]) if outcome == Outcome.NOT_FOUND]
    return reverse("promise-trace", args=[at.consultation.code, waiting[0]]) if waiting else ""


def _confirmed(at: At) -> HttpResponse:
    by_pk = {each.pk: each for each in at.differences}
    wanted = [by_pk[pk] for pk in chosen(at.request.POST) if pk in by_pk]
    if not wanted:
        return _page(at, StatementForm(), status=400, fault=_("Choose the difference that fulfils the promise."))
    for each in wanted:
        rank = whole_number(at.request.POST.get(f"rank-{each.pk}", ""), digits=3)
        actions.confirm_cause(at.point, each, rank=rank, by=at.actor, now=at.now)
    messages.success(at.request, _("It is noted what fulfils the promise."))
    return redirect(_next(at) or reverse("promises", args=[at.consultation.code]))


def _stated(at: At) -> HttpResponse:
    form = StatementForm(at.request.POST)
    if form.is_valid():
        with faults_in(form):
            actions.state_of_promise(at.point, **form.cleaned_data, by=at.actor, now=at.now)
            messages.success(at.request, _("It is noted what becomes of the promise."))
            return redirect(_next(at) or reverse("promises", args=[at.consultation.code]))
    return _page(at, form, status=400)


@signed_in
@require_POST
def cause_take_back(request: HttpRequest, code: str, point: UUID, cause: int) -> HttpResponse:
    """Take back what was confirmed in error."""
    at = _at(request, code, point)
    row = causes_of([at.point], at.actor, at.now).filter(pk=cause).first() if cause < 2**63 else None
    if row is None:
        raise NotThere
    actions.take_back_cause(row, by=at.actor, now=at.now)
    messages.success(request, _("It is taken back."))
    return redirect("promise-trace", code=code, point=point)
