"""The first page, and the public pages of consultations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seko.actors.organisations.actor import ANONYMOUS
from seko.actors.organisations.requests import actor_of
from seko.dialogue.comments.permissions import may_write
from seko.dialogue.consultations import queries
from seko.dialogue.consultations.permissions import may_coordinate
from seko.dialogue.consultations.requests import consulted
from seko.dialogue.responses.queries import debts
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.outlets.returns.permissions import may_return
from seko.pages.facts.ways import ways
from seko.pages.portal.presenters.answers import first_figures
from seko.pages.portal.presenters.consultations import groups, page_of
from seko.pages.portal.presenters.year import year_of


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page: what the platform promises, what is open now, what is answered and what is owed, the year."""
    now = clock.now_of(request)
    rows = queries.visible_to(actor_of(request), now)
    owed = debts(now)
    context = {
        "groups": groups(rows, now)[:2],
        "figures": first_figures(owed),
        "year": year_of(queries.visible_to(ANONYMOUS, now).order_by("opens_at"), now),
    }
    return render(request, "portal/home.html", context)


@public
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """All consultations that the person may see."""
    now = clock.now_of(request)
    actor = actor_of(request)
    context = {
        "groups": groups(queries.visible_to(actor, now), now),
        "may_prepare": may_coordinate(actor, None, now),
    }
    return render(request, "portal/consultations.html", context)


@public
@require_safe
def consultation(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a consultation: summary, what can be changed, questions, dates."""
    found = consulted(request, code)
    now = clock.now_of(request)
    context = {
        "section": "consultations",
        "consultation": found,
        "page_of": page_of(found, now),
        "ways": ways(found, actor_of(request), now),
        "may_write": may_write(actor_of(request), found, now),
        "may_return": may_return(actor_of(request), found, now),
    }
    return render(request, "portal/consultation.html", context)
