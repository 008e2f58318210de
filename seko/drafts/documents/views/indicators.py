"""The page of a version's indicators, and them as a file."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seko.actors.organisations.requests import actor_of
from seko.drafts.documents import exports, indicator_page, permissions, presenters
from seko.drafts.documents.iati_export import indicators_as_iati
from seko.drafts.documents.indicators import indicator_changes, indicators_of
from seko.drafts.documents.model.indicator_checks import faults_of
from seko.drafts.documents.models import Version
from seko.drafts.documents.previewing import lang_of_draft
from seko.drafts.documents.queries import readable_by
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere
from seko.foundation.core.typed import whole_number
from seko.foundation.design.parts import Crumb, Filter
from seko.foundation.rendering.responses import OFFERED, list_response, saved_response

IATI = ("iati", "IATI 2.03")


@public
@require_safe
def version_indicators(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The indicators by result; `?since=` compares with an earlier draft, `?format=` gives them as a file."""
    now, actor = clock.now_of(request), actor_of(request)
    rows = readable_by(actor, now).filter(document__code=code).select_related("document__institution")
    drafts = {each.number: each for each in rows}
    if number not in drafts:
        raise NotThere
    found = drafts[number]
    page = reverse("version", args=[code, number])
    indicators = indicators_of(found)
    format = request.GET.get("format", "")
    if format == IATI[0]:
        return saved_response(indicators_as_iati(found), f"indicators-{code}-{number}")
    if format:
        lines = [exports.IndicatorLine(each, f"{settings.SITE_URL}{page}#p-{each.row}") for each in indicators]
        name = f"indicators-{code}-{number}"
        return list_response(
            exports.INDICATORS, lines, format, title=_("Indicators and their values"), name=name, made_at=now
        )
    earlier = [each for each in drafts.values() if each.number < number]
    since = drafts.get(whole_number(request.GET.get("since", "")) or 0)
    is_compared = since in earlier
    name = presenters.draft_name(number)
    works = bool(permissions.may_upload(actor, found.document, now))
    faults = faults_of(indicators, local_date(found.created_at).year) if works else ()
    context = {
        "section": "documents",
        "title": presenters.title_of(found.document),
        "name": name,
        "crumbs": presenters.crumbs(found.document, Crumb(name, page), Crumb(_("Indicators and their values"))),
        "total": len(indicators),
        "results": indicator_page.results(indicators, lambda place: f"{page}#p-{place}"),
        "faults": indicator_page.fault_lines(faults, lambda place: f"{page}#p-{place}"),
        "earlier": _earlier(earlier, since),
        "is_compared": is_compared,
        "changes": _changes(since, found, page) if since is not None and is_compared else (),
        "lang": lang_of_draft(found.language),
        "formats": (*OFFERED, IATI),
    }
    return render(request, "documents/indicators.html", context)


def _earlier(drafts: list[Version], chosen: Version | None) -> tuple[Filter, ...]:
    return tuple(
        Filter(presenters.draft_name(each.number), f"?since={each.number}#since", is_current=each == chosen)
        for each in sorted(drafts, key=lambda each: -each.number)
    )


def _changes(old: Version, new: Version, page: str) -> tuple[indicator_page.ChangeLine, ...]:
    return indicator_page.change_lines(indicator_changes(old, new), lambda place: f"{page}#p-{place}")
