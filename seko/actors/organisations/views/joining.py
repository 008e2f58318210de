"""Asking to act for an organisation, and the organisation's answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seko.actors.organisations import actions, permissions
from seko.actors.organisations.forms import JoinForm
from seko.actors.organisations.models import JoiningRequest
from seko.actors.organisations.queries import organisations
from seko.actors.organisations.requests import actor_of
from seko.actors.organisations.ways import way_to
from seko.foundation.core import clock
from seko.foundation.core.access import personal, signed_in
from seko.foundation.core.errors import NotThere
from seko.foundation.core.forms import faults_in
from seko.foundation.design.parts import Crumb


@personal
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Say "I belong to this organisation"; its people decide."""
    actor, now = actor_of(request), clock.now_of(request)
    organisation = organisations().filter(slug=slug).first()
    if organisation is None:
        raise NotThere
    decision = permissions.may_ask_to_join(actor, organisation, now)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with faults_in(form):
            actions.ask_to_join(organisation, words=form.cleaned_data["words"], by=actor, now=now)
            messages.success(request, _("Asked. You will be told by mail what the organisation decides."))
            return redirect("desk")
    way = way_to(organisation, Crumb(_("I belong to this organisation")))
    context = {
        "section": "who-is-who",
        "organisation": organisation,
        "form": form,
        "may_ask": decision,
        "crumbs": way,
    }
    return render(request, "organisations/join.html", context, status=400 if form.errors else 200)


@signed_in
@require_POST
def joining_decide(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Give the person a mandate, or say no (`deed`)."""
    actor, now = actor_of(request), clock.now_of(request)
    found = JoiningRequest.objects.select_related("organisation", "person").filter(pk=identifier).first()
    if found is None or not permissions.may_see_people(actor, found.organisation, now):
        raise NotThere
    deed = request.POST.get("deed", "")
    if deed not in ("grant", "decline"):
        raise NotThere
    if deed == "grant":
        actions.grant_joining(found, by=actor, now=now)
        messages.success(request, _("The person acts for the organisation from now on."))
    else:
        actions.decline_joining(found, by=actor, now=now)
        messages.success(request, _("Declined; the person is told."))
    return redirect("people", found.organisation.slug)


@personal
@signed_in
@require_POST
def joining_take_back(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Take the own request back."""
    actor = actor_of(request)
    found = JoiningRequest.objects.filter(pk=identifier, person=actor.person).first()
    if found is None:
        raise NotThere
    actions.take_back_joining(found, by=actor, now=clock.now_of(request))
    messages.success(request, _("Your request is taken back."))
    return redirect("desk")
