"""A person's first page after signing in: what awaits me, by when, in one list."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from seko.actors.organisations.actor import CHOSEN_MANDATE
from seko.actors.organisations.enums import Role
from seko.actors.organisations.requests import actor_of
from seko.foundation.core import clock
from seko.foundation.core.access import personal, signed_in
from seko.foundation.core.errors import NotThere
from seko.pages.desk.tasks import desk_of, links_of
from seko.pages.facts.changed import changed_by_own

# What a person's comments changed stands on the desk so long, and so much of it.
CHANGED_SINCE, CHANGED = timedelta(days=60), 3


@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show what awaits the person under the chosen mandate."""
    actor = actor_of(request)
    now = clock.now_of(request)
    return render(
        request,
        "desk/desk.html",
        {
            "section": "desk",
            "desk": desk_of(actor, now),
            "links": links_of(actor),
            "actor": actor,
            "changed": changed_by_own(actor, now, since=now - CHANGED_SINCE, most=CHANGED),
            "only_reads": actor.has_role(Role.OBSERVER, Role.AUDITOR),
        },
    )


@personal
@signed_in
@require_POST
def choose_mandate(request: HttpRequest) -> HttpResponse:
    """Act under another of one's mandates from now on, and go back to the page where one was (`next`), else to the
    desk.
    """
    chosen = request.POST.get("mandate", "")
    if chosen not in {str(each.pk) for each in actor_of(request).mandates}:
        raise NotThere
    request.session[CHOSEN_MANDATE] = chosen
    onward = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure())
    return redirect(onward if is_ours else "desk")
