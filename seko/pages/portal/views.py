"""The public pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seko.dialogue.comments.permissions import may_write
from seko.dialogue.consultations import queries
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.pages.facts.finding import consulted
from seko.pages.portal import presenters


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page: what is open now, and what the platform promises."""
    now = clock.now_of(request)
    rows = queries.visible_to(request.actor, now)  # type: ignore[attr-defined]
    return render(request, "portal/home.html", {"groups": presenters.groups(rows, now)[:2]})


@public
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """All consultations that the person may see."""
    now = clock.now_of(request)
    rows = queries.visible_to(request.actor, now)  # type: ignore[attr-defined]
    return render(request, "portal/consultations.html", {"groups": presenters.groups(rows, now)})


@public
@require_safe
def consultation(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a consultation: summary, what can be changed, questions, dates."""
    found = consulted(request, code)
    now = clock.now_of(request)
    context = {
        "section": "consultations",
        "consultation": found,
        "page_of": presenters.page_of(found, now),
        "may_write": may_write(request.actor, found, now),  # type: ignore[attr-defined]
    }
    return render(request, "portal/consultation.html", context)
