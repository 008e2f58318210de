"""The administrator's page: finding a person by the address, ending sessions, closing an account. Nobody's words."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.accounts.models import Person, stored_email
from seko.actors.organisations import actions, permissions
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.forms import AddressForm
from seko.actors.organisations.presenters.accounts import account_of
from seko.actors.organisations.queries import is_of_the_state
from seko.actors.organisations.requests import actor_of
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere, refuse_unless


def _administrator(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    refuse_unless(permissions.may_find_people(actor, None, clock.now_of(request)))
    return actor


def _person(identifier: UUID) -> Person:
    found = Person.objects.filter(pk=identifier).first()
    if found is None:
        raise NotThere
    return found


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def person_find(request: HttpRequest) -> HttpResponse:
    """Find a person by the whole address (posted, so that it stands in no log)."""
    _administrator(request)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = Person.objects.filter(email=stored_email(form.cleaned_data["address"])).first()
        if person is not None:
            return redirect("person-account", person.pk)
        form.add_error("address", _("Nobody is entered under this address."))
    return render(request, "organisations/find.html", {"form": form}, status=400 if form.errors else 200)


@signed_in
@require_safe
def person_account(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show a person's account and mandates, and what can be done with them."""
    actor, now = _administrator(request), clock.now_of(request)
    context = {"account": account_of(_person(identifier), actor, now)}
    return render(request, "organisations/account.html", context)


@signed_in
@require_POST
def person_sessions_end(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Sign the person out everywhere."""
    actor = _administrator(request)
    actions.end_all_sessions(_person(identifier), by=actor, now=clock.now_of(request))
    messages.success(request, _("The person is signed out everywhere."))
    return redirect("person-account", identifier)


@signed_in
@require_POST
def person_close(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Close the account; where the person has a role of the state's side, propose it."""
    actor, now, person = _administrator(request), clock.now_of(request), _person(identifier)
    if is_of_the_state(person, local_date(now)):
        actions.propose_closing(person, reason=request.POST.get("reason", ""), by=actor, now=now)
        messages.success(request, _("Proposed. A second person confirms it."))
    else:
        actions.close_account(person, by=actor, now=now)
        messages.success(request, _("The account is closed."))
    return redirect("person-account", identifier)
