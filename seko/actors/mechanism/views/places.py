"""Pages on which places end and participation is frozen: by the organisation itself, by the consortium's decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.mechanism import actions, presenters
from seko.actors.mechanism.forms import EndingForm, LeavingForm, SuspensionForm
from seko.actors.mechanism.permissions import may_end_membership, may_leave, may_suspend
from seko.actors.mechanism.queries import own_suspensions, places_of
from seko.actors.mechanism.views.finding import form_page, membership_of
from seko.actors.organisations.requests import actor_of
from seko.actors.organisations.ways import way_to
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.dates import local_date
from seko.foundation.core.decisions import DENIED
from seko.foundation.core.errors import NotThere, refuse_unless
from seko.foundation.core.forms import faults_in
from seko.foundation.design.parts import Crumb

FORM = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def participation(request: HttpRequest) -> HttpResponse:
    """One's own places in the mechanism, and what can be done with them: leave, freeze, take part again."""
    actor, now = actor_of(request), clock.now_of(request)
    refuse_unless(may_suspend(actor, None, now) if not actor.standings else may_suspend(actor, min(actor.sekos()), now))
    context = {
        "section": "who-is-who",
        "crumbs": way_to(actor.organisation, Crumb(_("Our part in the mechanism"))),
        "places": presenters.own_places(places_of(actor, local_date(now))),
        "statements": presenters.statements(own_suspensions(actor), actor, now),
    }
    return render(request, "mechanism/participation.html", context)


@signed_in
@require_http_methods(FORM)
def membership_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a SEKO."""
    actor, now, row = actor_of(request), clock.now_of(request), membership_of(pk)
    refuse_unless(may_leave(actor, row, now))
    form = LeavingForm(request.POST or None, initial={"on": local_date(now)})
    if request.method == "POST" and form.is_valid():
        with faults_in(form):
            actions.leave(row, **form.cleaned_data, by=actor, now=now)
            messages.success(request, _("It is noted. The lead organisation and the ministry are told."))
            return redirect("area", code=row.seko.code)
    note = _("What your organisation sent stays under its name. What is unsent can be copied from its page.")
    return form_page(request, form, title=_("Leave the network"), deed=_("Leave the network"), seko=row.seko, note=note)


@signed_in
@require_http_methods(FORM)
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to end another organisation's place by decision of the consortium."""
    actor, now, row = actor_of(request), clock.now_of(request), membership_of(pk)
    refuse_unless(may_end_membership(actor, row, now))
    form = EndingForm(request.POST or None, initial={"on": local_date(now)})
    if request.method == "POST" and form.is_valid():
        with faults_in(form):
            actions.propose_ending(row, **form.cleaned_data, by=actor, now=now)
            messages.success(request, _("Proposed. The ministry's coordination registers it."))
            return redirect("area", code=row.seko.code)
    about = row.organisation.shown_name
    return form_page(request, form, title=_("End the membership"), about=about, deed=_("Propose"), seko=row.seko)


@signed_in
@require_http_methods(FORM)
def suspension_new(request: HttpRequest) -> HttpResponse:
    """Freeze or refuse participation, with a statement."""
    actor, now = actor_of(request), clock.now_of(request)
    refuse_unless(may_suspend(actor, min(actor.sekos()), now) if actor.sekos() else DENIED)
    form = SuspensionForm(request.POST or None, sekos=actor.sekos(), initial={"kind": "frozen"})
    if request.method == "POST" and form.is_valid():
        with faults_in(form):
            actions.suspend(**form.cleaned_data, by=actor, now=now)
            messages.success(request, _("It is noted and public. The lead organisation and the ministry are told."))
            return redirect("participation")
    note = _("You go on reading. In figures you are counted neither as asked nor as silent.")
    back = reverse("participation")
    way = way_to(actor.organisation, Crumb(_("Our part in the mechanism"), back))
    title = _("Freeze the participation")
    return form_page(request, form, title=title, deed=_("Declare"), note=note, way=way, back=back)


@signed_in
@require_POST
def suspension_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Take part again."""
    actor, now = actor_of(request), clock.now_of(request)
    found = own_suspensions(actor).filter(pk=pk).first()
    if found is None:
        raise NotThere
    actions.lift(found, by=actor, now=now)
    messages.success(request, _("Your organisation takes part again."))
    return redirect("participation")
