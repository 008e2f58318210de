"""Choosing who one is, in one click, in demonstration mode."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from seko.actors.accounts.requests import note_sign_in
from seko.actors.organisations.actor import CHOSEN_MANDATE
from seko.actors.organisations.models import Mandate
from seko.demo.roles import offered
from seko.foundation.core.access import demonstration
from seko.foundation.core.errors import NotThere

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@demonstration
@require_safe
def who(request: HttpRequest) -> HttpResponse:
    """Show every role with a person who has it."""
    return render(request, "demo/who.html", {"groups": offered()})


@demonstration
@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the persons offered, under the mandate chosen; no password in a demonstration."""
    chosen = request.POST.get("mandate", "")
    known = {choice.mandate for group in offered() for choice in group.choices}
    if chosen not in known:
        raise NotThere
    mandate = Mandate.objects.select_related("person").get(pk=chosen)
    login(request, mandate.person, backend=BACKEND)
    record_authentication(request, mandate.person, method="demonstration")
    note_sign_in(request, is_waived=True)
    UserSession.objects.create_from_request(request)
    request.session[CHOSEN_MANDATE] = chosen
    return redirect("desk")
