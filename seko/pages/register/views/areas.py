"""Public pages of the mechanism: the areas of a day, the page of an area, who supports the mechanism."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seko.actors.calls.queries import calls_visible_to
from seko.actors.mechanism.models import Membership, Seko, Supporter
from seko.actors.mechanism.permissions import may_keep_mechanism
from seko.actors.mechanism.queries import memberships_on, suspended
from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations.queries import visible_to
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere
from seko.foundation.core.paging import page_number
from seko.foundation.design.parts import Crumb
from seko.foundation.rendering.responses import OFFERED, list_response
from seko.pages.register import exports
from seko.pages.register.presenters import area as shown
from seko.pages.register.presenters.areas import areas_of
from seko.pages.register.presenters.picture import picture_of
from seko.pages.register.presenters.supporters import supporters_of

PER_PAGE = 50
CONSULTATIONS = 20
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day asked for: what was typed, the day it means (today where it means none), and what is wrong with it."""

    typed: str
    day: date
    is_today: bool
    fault: str = ""


def as_of(request: HttpRequest) -> AsOf:
    """Read `on` from the address: a day between 1990 and today."""
    today = local_date(clock.now_of(request))
    typed = request.GET.get("on", "")[:20]
    if not typed:
        return AsOf("", today, is_today=True)
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return AsOf(typed, today, is_today=True, fault=_("This is not a date."))
    if not EARLIEST <= day <= today:
        return AsOf(typed, today, is_today=True, fault=_("Choose a day from 1990 to today."))
    return AsOf(typed, day, is_today=day == today)


def _hub() -> Crumb:
    return Crumb(_("Who is who"), reverse("who-is-who"))


@public
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """The areas of a day, and all of them as bars over the years; `?format=` gives the areas of the day as a file."""
    now = clock.now_of(request)
    asked = as_of(request)
    if format := request.GET.get("format", ""):
        if asked.fault:
            raise NotThere
        name, title = f"areas-{asked.day.isoformat()}", _("Areas and networks")
        lines = (
            exports.Line(row.name, row.lead, row.partners, row.network, row.is_incomplete, row.url)
            for row in areas_of(asked.day)
        )
        return list_response(exports.AREAS, lines, format, title=title, name=name, made_at=now)
    context = {
        "section": "who-is-who",
        "crumbs": (_hub(), Crumb(_("Areas"))),
        "asked": asked,
        "rows": areas_of(asked.day),
        "picture": picture_of(local_date(now)),
        "formats": OFFERED,
        "may_keep": may_keep_mechanism(actor_of(request), None, now),
    }
    return render(request, "register/areas.html", context, status=400 if asked.fault else 200)


@public
@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """An area as of a day: consortium, network, who stands aside, consultations."""
    found, asked = _area(code), as_of(request)
    actor, now = actor_of(request), clock.now_of(request)
    typed = request.GET.get("q", "")[:200].strip()
    members = _page(request, found, asked.day, typed)
    consultations = visible_to(actor, now).filter(sekos=found).select_related("version__document").order_by("-opens_at")
    page = shown.page_of(found, asked.day, actor, now)
    context = {
        "section": "who-is-who",
        "asked": asked,
        "seko": found,
        "page_of": page,
        "crumbs": (_hub(), Crumb(_("Areas"), reverse("areas")), Crumb(page.name)),
        "typed": typed,
        "members": [shown.place(row, actor, now) for row in members.object_list],
        "listed": members,
        "query": "".join(f"{name}={value}&" for name, value in (("on", asked.typed), ("q", quote(typed))) if value),
        "calls": shown.calls_of(calls_visible_to(actor).filter(seko=found).order_by("-opens_at")[:CONSULTATIONS]),
        "consultations": shown.consultations_of(consultations[:CONSULTATIONS]),
        "formats": OFFERED,
    }
    return render(request, "register/area.html", context, status=400 if asked.fault else 200)


def _area(code: str) -> Seko:
    rows = Seko.objects.select_related("sector").prefetch_related("sector__former_names")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotThere
    return found


def _page(request: HttpRequest, seko: Seko, day: date, typed: str) -> Page[Membership]:
    rows = shown.network_of(seko, day, typed)
    return Paginator(rows, PER_PAGE).get_page(page_number(request))


@public
@require_safe
def areas_export(request: HttpRequest, format: str) -> HttpResponse:
    """The membership of all SEKOs as of a day, as a list."""
    return _export(request, None, format)


@public
@require_safe
def area_export(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """The membership of one SEKO as of a day, as a list."""
    return _export(request, _area(code), format)


def _export(request: HttpRequest, seko: Seko | None, format: str) -> HttpResponse:
    asked = as_of(request)
    if asked.fault:
        raise NotThere
    rows = memberships_on(asked.day).select_related("organisation", "seko")
    if seko is not None:
        rows = rows.filter(seko=seko)
    ordered = rows.annotate(is_aside=suspended(asked.day)).order_by("seko__order", "role", "organisation__name_key")
    name = f"{seko.code if seko else 'mechanism'}-{asked.day.isoformat()}"
    title, now = _("Members of the networks"), clock.now_of(request)
    return list_response(exports.MEMBERSHIPS, ordered, format, title=title, name=name, made_at=now)


@public
@require_safe
def supporters(request: HttpRequest) -> HttpResponse:
    """Who funds and supports the mechanism, and did; `?format=` gives the list as a file."""
    now = clock.now_of(request)
    if format := request.GET.get("format", ""):
        rows, title = Supporter.objects.order_by("-starts_on", "pk"), _("Funders and supporters")
        return list_response(exports.SUPPORTERS, rows, format, title=title, name="supporters", made_at=now)
    may_keep = may_keep_mechanism(actor_of(request), None, now)
    context = {
        "section": "who-is-who",
        "crumbs": (_hub(), Crumb(_("Areas"), reverse("areas")), Crumb(_("Funders and supporters"))),
        "groups": supporters_of(local_date(now), may_keep=bool(may_keep)),
        "formats": OFFERED,
        "may_keep": may_keep,
    }
    return render(request, "register/area_supporters.html", context)
