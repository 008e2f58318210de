"""Requests to take a comment after the deadline: the ministry's coordination proposes to accept, or refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import actions, permissions, presenters, queries
from seko.dialogue.comments.models import Unsent
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Invalid, NotThere, refuse_unless
from seko.foundation.workflow import second


def _coordination(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    refuse_unless(permissions.may_decide_late(actor, None, clock.now_of(request)))
    return actor


@signed_in
@require_safe
def late_requests(request: HttpRequest) -> HttpResponse:
    """Every request that is not decided: the words, the author's reason, what can be done."""
    _coordination(request)
    return _page(request)


def _page(request: HttpRequest, *, fault: str = "", at: UUID | None = None) -> HttpResponse:
    waiting = [each for each in second.everything_waiting() if each.deed == presenters.DEED]
    context = {
        "section": "late-requests",
        "requests": presenters.requests(queries.late_requests(), waiting, clock.now_of(request)),
        "fault": fault,
        "at": at,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "comments/late_requests.html", context, status=400 if fault else 200)


@signed_in
@require_POST
def late_accept(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Propose to take it; a second person confirms."""
    done = _("Proposed. A second person confirms it on the page of proposals.")
    return _decide(request, identifier, actions.propose_late_acceptance, done)


@signed_in
@require_POST
def late_refuse(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Refuse it; the author is told the reason and the report lists it."""
    return _decide(request, identifier, actions.refuse_late, _("Refused. The author is told the reason."))


def _decide(request: HttpRequest, identifier: UUID, act: Callable[..., Any], done: str) -> HttpResponse:
    actor = _coordination(request)
    found = Unsent.objects.filter(pk=identifier).exclude(late_status="none").select_related("consultation").first()
    if found is None:
        raise NotThere
    try:
        act(found, reason=request.POST.get("reason", ""), by=actor, now=clock.now_of(request))
    except Invalid as invalid:
        return _page(request, fault=str(invalid.sentence), at=identifier)
    messages.success(request, done)
    return redirect("late-requests")
