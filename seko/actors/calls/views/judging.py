"""The table of points of a call, the decision drafted from it, and whom the ministry registers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seko.actors.calls import actions, exports
from seko.actors.calls.forms import DecisionForm, ImpartialityForm
from seko.actors.calls.models import Call
from seko.actors.calls.presenters.calls import crumbs, judging_word
from seko.actors.calls.presenters.judging import Judging, judging_of
from seko.actors.calls.queries import title_of, to_register
from seko.actors.calls.views.finding import judged
from seko.actors.organisations.requests import actor_of
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.decisions import DENIED
from seko.foundation.core.errors import NotThere, Refused
from seko.foundation.core.forms import faults_in
from seko.foundation.core.languages import current, in_form
from seko.foundation.design import spoken
from seko.foundation.design.parts import Crumb
from seko.foundation.rendering.responses import OFFERED, list_response
from seko.foundation.workflow.second import PROPOSED


@signed_in
@require_safe
def call_judging(request: HttpRequest, code: str) -> HttpResponse:
    """The applications of a call with their points and ranks, for the body that decides."""
    return _page(request, judged(request, code))


def _page(request: HttpRequest, found: Call, **bound: Form) -> HttpResponse:
    shown = judging_of(found, actor_of(request), clock.now_of(request))
    initial = {"has_conflict": "yes" if shown.declared.has_conflict else "no"} if shown.declared else None
    context = {
        "section": "who-is-who",
        "call": found,
        "title": title_of(found),
        "crumbs": crumbs(found, Crumb(judging_word(found))),
        "judging_word": judging_word(found),
        "judging": shown,
        "impartiality_form": ImpartialityForm(initial=initial),
        "decision_form": _decision_form(found, shown) if shown.may_publish else None,
        "formats": OFFERED,
        **bound,
    }
    return render(request, "calls/judging.html", context, status=400 if bound else 200)


def _decision_form(found: Call, shown: Judging, posted: object = None) -> DecisionForm:
    applicants = [(line.key, spoken.plain_words(line.name, current())) for line in shown.lines]
    best = [line.key for line in shown.lines if line.rank == "1."] if found.is_scored else []
    first = best[0] if len(best) == 1 else ""  # of several who are first nobody is chosen beforehand
    return DecisionForm(posted, applicants=applicants, first=first)


@signed_in
@require_POST
def call_impartiality(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether one has a conflict of interest in this call."""
    found = judged(request, code)
    form = ImpartialityForm(request.POST)
    if form.is_valid():
        with faults_in(form):
            actions.declare_impartiality(
                found,
                has_conflict=form.cleaned_data["has_conflict"] == "yes",
                note=form.cleaned_data["note"],
                by=actor_of(request),
                now=clock.now_of(request),
            )
            messages.success(request, _("Noted."))
            return redirect("call-judging", code=code)
    return _page(request, found, impartiality_form=form)


@signed_in
@require_POST
def call_decision(request: HttpRequest, code: str) -> HttpResponse:
    """Draft the decision on a call for a consortium; a second person publishes it."""
    found, actor, now = judged(request, code), actor_of(request), clock.now_of(request)
    form = _decision_form(found, judging_of(found, actor, now), request.POST)
    if form.is_valid():
        with faults_in(form):
            actions.propose_publication(
                found,
                admitted=form.admits(),
                reasons=form.reasons(),
                decision=form.cleaned_data["decision"],
                by=actor,
                now=now,
            )
            messages.success(request, PROPOSED)
            return redirect("call-judging", code=code)
    return _page(request, found, decision_form=form)


@signed_in
@require_safe
def registrations(request: HttpRequest) -> HttpResponse:
    """Whom consortia admitted and the ministry has to register; `?format=` gives the list as a file."""
    if not actor_of(request).is_ministry:
        raise Refused(DENIED)
    if format := request.GET.get("format", ""):
        title, now = _("Members to be registered"), clock.now_of(request)
        return list_response(exports.ADMITTED, to_register(), format, title=title, name="admitted", made_at=now)
    rows = [
        (
            row.pk,
            row.organisation.shown_name,
            in_form(row.call.seko, "name"),
            spoken.day(row.objection_decided_at or row.decided_at),
            row.objection_reason or row.reason,
        )
        for row in to_register()
    ]
    context = {
        "section": "who-is-who",
        "rows": rows,
        "formats": OFFERED,
        "crumbs": crumbs(None, Crumb(_("Members to be registered"))),
    }
    return render(request, "calls/registrations.html", context)


@signed_in
@require_POST
def registration(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Register one of them."""
    actor = actor_of(request)
    if not actor.is_ministry:
        raise Refused(DENIED)
    found = to_register().filter(pk=identifier).first()
    if found is None:
        raise NotThere
    actions.register_admitted(found, by=actor, now=clock.now_of(request))
    messages.success(request, _("The membership is entered."))
    return redirect("registrations")
