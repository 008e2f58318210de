"""The page of all comments of a consultation, and the files of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seko.actors.organisations.requests import actor_of
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.consultations.requests import consulted
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.errors import NotThere
from seko.foundation.design.parts import Crumb
from seko.foundation.rendering.formats import LISTS, render_list
from seko.pages.facts.counts import counts_of
from seko.pages.record import listing
from seko.pages.record.exports import COLUMNS, MARK

PER_PAGE = 100
FILES = (("xlsx", "Excel (XLSX)"), ("csv", "CSV"), ("json", "JSON"))


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
        return _as_file(listing.listed(rows, consultation, actor, now), code, format, now)
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
        "formats": FILES,
    }
    return render(request, "record/comments.html", context)


def _page(request: HttpRequest, rows: QuerySet[Comment, listing.Read]) -> Page[Any]:
    if request.GET.get("all") == "1":
        everything: Sequence[Any] = list(rows)
        return Paginator(everything, max(len(everything), 1)).get_page(1)
    number = request.GET.get("page", "1")
    return Paginator(rows, PER_PAGE).get_page(number if number.isdecimal() and len(number) < 6 else 1)


def _as_file(rows: list[listing.Listed], code: str, format: str, now: datetime) -> HttpResponse:
    if format not in LISTS:
        raise NotThere
    is_demonstration = settings.SEKO_MODE == "demonstration"
    columns = (MARK, *COLUMNS) if is_demonstration else COLUMNS
    made = render_list(columns, rows, format, title=_("Comments"), made_at=now)
    response = HttpResponse(b"".join(made.pieces), content_type=made.media_type)
    if made.extension != "json":
        name = f"{'demonstration-' if is_demonstration else ''}{code}.{made.extension}"
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
