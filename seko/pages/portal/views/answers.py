"""The public page of the year and of answers past their term, and the lists behind its numbers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from seko.actors.organisations.actor import ANONYMOUS
from seko.actors.organisations.models import Organisation
from seko.actors.organisations.queries import organisations
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import text_visible_to, title_of, visible_to
from seko.dialogue.positions.queries import points_visible_to
from seko.dialogue.responses.queries import debts, ended_comments, given_answers, past_term_points, published_of
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere
from seko.foundation.core.paging import page_number
from seko.pages.portal.presenters import answers as shown
from seko.pages.portal.presenters import answers_list as listing
from seko.pages.portal.presenters.year import year_of
from seko.pages.portal.queries import NOBODY, listed

PER_PAGE = 50
BOTH_KINDS = {"consultation", "institution"}  # filters that leave both what is answered and what is past its term
FILTERS = ("consultation", "institution", "state", "outcome", "reply")


@public
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """What is past its term, by institution, never by person; the same for everybody, whoever asks."""
    now = clock.now_of(request)
    owed, given = debts(now), given_answers(now)
    context = {
        "section": "answers",
        "total": owed.total,
        "as_of": shown.as_of(now),
        "figures": shown.figures_of(owed, given),
        "institutions": shown.institutions_of(owed, now),
        "median": shown.days(owed.total.median_answer_days),
        "oldest": shown.oldest_of(owed.total, local_date(now)),
        "outcomes": shown.outcomes_of(given),
        "replies": shown.replies_of(given),
        "replied": sum(given.replies.values()),
        "chart": shown.waiting_line(owed),
        "year": year_of(visible_to(ANONYMOUS, now).order_by("opens_at"), now),
        "ended": shown.nothing_lost(ended_comments(now)),
    }
    return render(request, "portal/answers.html", context)


@public
@require_safe
def answers_list(request: HttpRequest) -> HttpResponse:
    """The list behind a number: labels, and words only where everybody may read them."""
    now = clock.now_of(request)
    chosen = {name: request.GET[name][:80] for name in FILTERS if request.GET.get(name)}
    institution, consultation = _institution(chosen), _consultation(chosen, now)
    rows = listed(chosen, institution, consultation, now)
    page = Paginator(rows, PER_PAGE).get_page(page_number(request))
    points = list(page.object_list)
    of_them = {point.consultation_id for point in points}
    public = listing.Public(
        _among(points_visible_to(ANONYMOUS, now), {point.pk for point in points}),
        _among(visible_to(ANONYMOUS, now), of_them),
        _among(text_visible_to(ANONYMOUS, now), of_them),
    )
    count = page.paginator.count
    late = rows.filter(pk__in=past_term_points(now).values("pk")).count() if chosen.keys() <= BOTH_KINDS else 0
    context = {
        "section": "answers",
        "institution": institution,
        "chosen": chosen,
        "consultation": consultation,
        "consultation_title": title_of(consultation) if consultation else "",
        "lines": listing.lines_of(points, published_of(points), public, now),
        "listed": page,
        "query": urlencode(chosen) + "&" if chosen else "",
        "title": listing.list_title(chosen, count, late),
    }
    return render(request, "portal/answers_list.html", context)


def _among(rows: QuerySet[Any], identifiers: Collection[UUID]) -> set[UUID]:
    return set(rows.filter(pk__in=identifiers).values_list("pk", flat=True))


def _consultation(chosen: dict[str, str], now: datetime) -> Consultation | None:
    if "consultation" not in chosen:
        return None
    found = visible_to(ANONYMOUS, now).filter(code=chosen["consultation"]).first()
    if found is None:
        raise NotThere
    return found


def _institution(chosen: dict[str, str]) -> Organisation | None:
    slug = chosen.get("institution", "")
    if not slug or slug == NOBODY:
        return None
    found = organisations().filter(slug=slug).first()
    if found is None:
        raise NotThere
    return found
