"""The link of an invitation: what is offered, and taking it up."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seko.actors.accounts.actions import confirmation_token
from seko.actors.accounts.enums import Purpose
from seko.actors.organisations import actions
from seko.actors.organisations.models import Invitation
from seko.actors.organisations.presenters.people import offered
from seko.actors.organisations.queries.people import invitation_of
from seko.actors.organisations.requests import actor_of
from seko.foundation.core import clock
from seko.foundation.core.access import before_second_factor, public
from seko.foundation.core.errors import NotThere, Refused, WrongState


def _invitation(token: str) -> Invitation:
    found = invitation_of(token)
    if found is None:
        raise NotThere
    return found


@before_second_factor
@public
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is offered (GET changes nothing: mail scanners open links); take it up on POST, and go on to the first
    sign-in.
    """
    found, actor, now = _invitation(token), actor_of(request), clock.now_of(request)
    status, refusal, is_over = 200, "", False
    try:
        if request.method != "POST":
            actions.refuse_to_take_up(found, actor, now)
        else:
            person = actions.take_up(found, by=actor, now=now)
            if actor.person is not None:
                messages.success(request, _("You act for this organisation from now on."))
                return redirect("desk")
            return redirect("address-confirm", confirmation_token(person, Purpose.INVITATION))
    except Refused as error:
        status, refusal = 403, str(error.sentence)
    except WrongState as error:
        status, refusal, is_over = 409, str(error.sentence), True
    context = {"offer": offered(found, now), "token": token, "refusal": refusal, "is_over": is_over, "actor": actor}
    return render(request, "organisations/invitation.html", context, status=status)


@before_second_factor
@public
@require_POST
def invitation_again(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever invited for a new invitation."""
    found, now = _invitation(token), clock.now_of(request)
    actions.ask_for_another(found, now=now)
    return render(request, "organisations/asked_again.html", {})


@before_second_factor
@public
@require_POST
def invitation_other(request: HttpRequest, token: str) -> HttpResponse:
    """Sign out, to take the invitation up as the person to whom it was sent."""
    _invitation(token)
    logout(request)
    return redirect("invitation", token)
