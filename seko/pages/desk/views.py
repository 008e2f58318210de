"""A person's first page after signing in: what awaits me, by when, in one list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from seko.actors.organisations.actor import CHOSEN_MANDATE
from seko.actors.organisations.requests import actor_of
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import NotThere
from seko.pages.desk.tasks import desk_of, links_of


@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show what awaits the person under the chosen mandate."""
    actor = actor_of(request)
    now = clock.now_of(request)
    return render(
        request,
        "desk/desk.html",
        {"section": "desk", "desk": desk_of(actor, now), "links": links_of(actor), "actor": actor},
    )


@signed_in
@require_POST
def choose_mandate(request: HttpRequest) -> HttpResponse:
    """Act under another of one's mandates from now on."""
    actor = actor_of(request)
    chosen = request.POST.get("mandate", "")
    if chosen not in {str(each.pk) for each in actor.others} | {actor.mandate_id}:
        raise NotThere
    request.session[CHOSEN_MANDATE] = chosen
    return redirect("desk")
