"""The page of all comments of a consultation, and the files of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seko.actors.organisations.requests import actor_of
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.consultations.requests import consulted
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.paging import page_number
from seko.foundation.design.parts import Crumb
from seko.foundation.rendering.responses import OFFERED, list_response
from seko.pages.facts.counts import counts_of
from seko.pages.record import listing
from seko.pages.record.exports import COLUMNS

PER_PAGE = 100


@public
@require_safe
def comments(request: HttpRequest, code: str) -> HttpResponse:
    """All comments of a consultation that the person may read: a page at a time, `?all=1`, or `?format=` as a file."""
    consultation = consulted(request, code)
    actor = actor_of(request)
    now = clock.now_of(request)
    rows = listing.rows(consultation, actor, now)
    format = request.GET.get("format", "")
    if format:
        listed = listing.listed(rows, consultation, actor, now)
        return list_response(COLUMNS, listed, format, title=_("Comments"), name=code, made_at=now)
    page = _page(request, rows)
    context = {
        "section": "consultations",
        "consultation": consultation,
        "crumbs": (
            Crumb(_("Consultations"), reverse("consultations")),
            Crumb(title_of(consultation), reverse("consultation", args=[consultation.code])),
            Crumb(_("Comments")),
        ),
        "title": title_of(consultation),
        "rows": listing.listed(page.object_list, consultation, actor, now),
        "listed": page,
        "all": counts_of(consultation, now).whole.total,
        "formats": OFFERED,
    }
    return render(request, "record/comments.html", context)


def _page(request: HttpRequest, rows: QuerySet[Comment, listing.Read]) -> Page[Any]:
    if request.GET.get("all") == "1":
        everything: Sequence[Any] = list(rows)
        return Paginator(everything, max(len(everything), 1)).get_page(1)
    return Paginator(rows, PER_PAGE).get_page(page_number(request))
