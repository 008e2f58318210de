"""Public pages of calls, and how one is prepared, opened, ended and cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.calls import actions, exports, writing
from seko.actors.calls.enums import CallKind, CallStatus
from seko.actors.calls.forms import ReasonForm
from seko.actors.calls.models import Call
from seko.actors.calls.permissions import may_read_applications
from seko.actors.calls.presenters.calls import crumbs, groups_of, page_of, stage_of
from seko.actors.calls.queries import calls_visible_to, listed_applications, standing_applications, title_of
from seko.actors.calls.ranking import ranking
from seko.actors.calls.views.finding import issued, seen
from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.foundation.core import clock
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.decisions import DENIED
from seko.foundation.core.errors import Invalid, NotThere, Refused
from seko.foundation.design.parts import Crumb
from seko.foundation.rendering.responses import OFFERED, list_response

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise


@public
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """All calls: those that take applications first; `?format=` gives the list as a file."""
    actor, now = actor_of(request), clock.now_of(request)
    rows = calls_visible_to(actor).order_by("-opens_at")
    if format := request.GET.get("format", ""):
        lines = [exports.Line(row, title_of(row), stage_of(row, now), reverse("call", args=[row.code])) for row in rows]
        return list_response(exports.CALLS, lines, format, title=_("Public calls"), name="calls", made_at=now)
    context = {
        "section": "who-is-who",
        "crumbs": crumbs(),
        "groups": groups_of(rows, now),
        "formats": OFFERED,
        "may_issue": bool(_issues(actor)),
        "may_register": actor.is_ministry,
    }
    return render(request, "calls/calls.html", context)


def _issues(actor: Actor) -> str:
    """Return the kind of call that the actor's body issues, or nothing."""
    if actor.is_ministry:
        return CallKind.CONSORTIUM
    return CallKind.NETWORK if any(actor.leads(seko) for seko in actor.sekos("lead")) else ""


@public
@require_safe
def call(request: HttpRequest, code: str) -> HttpResponse:
    """A call: its text, criteria and dates; once decided the list of applicants with points and reasons."""
    return _page(request, seen(request, code))


def _page(request: HttpRequest, found: Call, form: ReasonForm | None = None) -> HttpResponse:
    context = {
        "section": "who-is-who",
        "call": found,
        "page_of": page_of(found, actor_of(request), clock.now_of(request)),
        "criteria": found.criteria.all(),
        "crumbs": crumbs(found),
        "cancel_form": form or ReasonForm(),
        "formats": OFFERED,
    }
    return render(request, "calls/call.html", context, status=400 if form is not None else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def call_new(request: HttpRequest) -> HttpResponse:
    """Prepare a call; nobody but the deciding body sees it until it is opened."""
    actor, now = actor_of(request), clock.now_of(request)
    kind = _issues(actor)
    if not kind:
        raise Refused(DENIED)
    of = {"kind": kind, "sekos": _choice(actor)}
    title, way = _("New call"), crumbs(None, Crumb(_("New call")))
    if request.method != "POST":
        return _form_page(request, writing.empty(**of), title, way)

    def issue(sheet: writing.Sheet) -> Call:
        head = sheet.head.cleaned_data
        return actions.issue_call(
            code=head["code"].lower(),
            kind=kind,
            seko=head["seko"],
            fields=sheet.head.values(now),
            criteria=sheet.wanted(),
            by=actor,
            now=now,
        )

    return _sent(request, of, issue, _("The call is prepared. Nobody was told yet."), title, way)


def _sent(
    request: HttpRequest,
    of: dict[str, Any],
    keep: Callable[[writing.Sheet], Call],
    sentence: str,
    title: str,
    way: tuple[Crumb, ...],
) -> HttpResponse:
    """Add or remove a row, or keep what was typed; whatever is wrong, everything typed stays."""
    other = writing.again(request.POST, **of)
    if other is not None:
        return _form_page(request, other, title, way)
    sheet = writing.typed(request.POST, **of)
    if sheet.is_valid():
        try:
            kept = keep(sheet)
        except Invalid as invalid:
            sheet.add_faults(invalid)
        else:
            messages.success(request, sentence)
            return redirect("call", code=kept.code)
    return _form_page(request, sheet, title, way, status=400)


def _sekos(actor: Actor) -> frozenset[int]:
    return frozenset(seko for seko in actor.sekos("lead") if actor.leads(seko))


def _choice(actor: Actor) -> QuerySet[Seko]:
    rows = Seko.objects.order_by("order")
    return rows if actor.is_ministry else rows.filter(pk__in=_sekos(actor))


def _form_page(
    request: HttpRequest, sheet: writing.Sheet, title: str, way: tuple[Crumb, ...], *, status: int = 200
) -> HttpResponse:
    context = {
        "section": "who-is-who",
        "sheet": sheet,
        "title": title,
        "crumbs": way,
    }
    return render(request, "calls/edit.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def call_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a call in preparation."""
    found, actor, now = issued(request, code), actor_of(request), clock.now_of(request)
    if found.status != CallStatus.DRAFTED:
        return redirect("call", code=code)
    of = {"kind": found.kind, "sekos": _choice(actor)}
    title, way = _("Change the call"), crumbs(found, Crumb(_("Change")))
    if request.method != "POST":
        return _form_page(request, writing.kept(found, **of), title, way)

    def change(sheet: writing.Sheet) -> Call:
        return actions.change_call(found, fields=sheet.head.values(now), criteria=sheet.wanted(), by=actor, now=now)

    return _sent(request, {**of, "call": found}, change, _("The changes are saved."), title, way)


STEPS: dict[str, tuple[Callable[..., Call], _StrPromise]] = {
    "open": (actions.open_call, gettext_lazy("The call is opened; the network is told.")),
    "end": (actions.end_call, gettext_lazy("The call is ended.")),
    "finalise": (actions.finalise_call, gettext_lazy("The list is final; the new consortium is entered.")),
}


@signed_in
@require_POST
def call_step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Open, end or cancel a call, or make its list final."""
    found, by, now = issued(request, code), actor_of(request), clock.now_of(request)
    if step == "cancel":
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return _page(request, found, form)
        actions.cancel_call(found, reason=form.cleaned_data["reason"], by=by, now=now)
        messages.success(request, _("The call is cancelled; applicants are told."))
        return redirect("call", code=code)
    if step not in STEPS:
        raise NotThere
    act, sentence = STEPS[step]
    act(found, by=by, now=now)
    messages.success(request, sentence)
    return redirect("call", code=code)


@public
@require_safe
def call_export(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """The applications as a list: the published ones; for who judges all that stand, with points so far."""
    found, actor, now = seen(request, code), actor_of(request), clock.now_of(request)
    if may_read_applications(actor, found, now):
        rows = [exports.judged(each) for each in ranking(found, standing_applications(found))]
    else:
        rows = [exports.published(each) for each in listed_applications(found)]
    return list_response(exports.COLUMNS, rows, format, title=_("Applications"), name=code, made_at=now)
