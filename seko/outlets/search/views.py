"""The search: over everything a person may read, or over one consultation."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.consultations.requests import consulted
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.paging import page_number
from seko.foundation.text.stems import SearchTerms
from seko.outlets.search import presenters, queries
from seko.outlets.search.enums import Kind
from seko.outlets.search.typed import LONGEST, Typed, read_query


@public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search over all consultations that the person may see."""
    return _page(request, None)


@public
@require_safe
def consultation_search(request: HttpRequest, code: str) -> HttpResponse:
    """Search over one consultation."""
    return _page(request, consulted(request, code))


def _page(request: HttpRequest, consultation: Consultation | None) -> HttpResponse:
    actor = actor_of(request)
    now = clock.now_of(request)
    typed = read_query(request.GET.get("q", ""))
    comment = queries.comment_numbered(typed.text, actor, now)
    if comment is not None:
        return redirect("comment", number=number_of(comment))
    asked = _asked(request, typed, consultation)
    numbered = _numbered(typed, asked, actor, request)
    if len(numbered) == 1:
        return redirect(numbered[0].url)
    found = queries.Found() if numbered else queries.find(asked, actor, now)
    context: dict[str, Any] = {
        "section": "search",
        "typed": typed,
        "longest": LONGEST,
        "shown": presenters.page_of(typed.text, asked, found),
        "consultations": presenters.consultation_hits(found.consultations, asked.terms),
        "hits": numbered or presenters.hits_of(found, asked),
        "found": found,
        "listed": _listed(found),
    }
    return render(request, "search/search.html", context)


def _asked(request: HttpRequest, typed: Typed, consultation: Consultation | None) -> queries.Asked:
    """Return what is asked for; a filter or page that does not exist counts as not chosen."""
    kind, outcome = request.GET.get("kind", ""), request.GET.get("state", "")
    return queries.Asked(
        typed.terms,
        consultation,
        kind if kind in Kind.values else "",
        outcome if outcome in queries.OUTCOMES else "",
        page_number(request),
    )


def _numbered(typed: Typed, asked: queries.Asked, actor: Actor, request: HttpRequest) -> tuple[presenters.Hit, ...]:
    """Return the consolidated comments of which the query is the number."""
    if typed.number is None:
        return ()
    number, seko = typed.number
    found = queries.points_numbered(number, seko, actor, clock.now_of(request), asked.consultation)
    nothing = SearchTerms()
    return tuple(
        presenters.point_hit(point, point.consultation, nothing, title_of(point.consultation)) for point in found
    )


def _listed(found: queries.Found) -> Page[Any]:
    return Paginator(range(found.total), queries.PER_PAGE).get_page(found.page)
