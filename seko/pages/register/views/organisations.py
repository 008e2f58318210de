"""Public pages of organisations: who is who, the directory with its files, one organisation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seko.actors.mechanism.models import Seko
from seko.actors.mechanism.queries import memberships_on
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import FieldOfWork, Organisation
from seko.actors.organisations.permissions import (
    may_ask_to_join,
    may_edit_profile,
    may_keep_register,
    may_see_people,
    takes_requests,
)
from seko.actors.organisations.queries import MOST_COUNTED, listed, organisations, with_aliases_of
from seko.actors.organisations.requests import actor_of
from seko.actors.organisations.ways import way_to
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere
from seko.foundation.core.languages import current, in_form
from seko.foundation.core.paging import page_number
from seko.foundation.design.parts import Crumb
from seko.foundation.rendering.responses import OFFERED, list_response
from seko.pages.register import listing
from seko.pages.register.addresses import address
from seko.pages.register.presenters import organisations as shown
from seko.pages.register.presenters.agreements import agreements

PER_PAGE = 50
SECTION = "who-is-who"


@public
@require_safe
def who_is_who(request: HttpRequest) -> HttpResponse:
    """The way into the register: search, areas with the number of their organisations, what else is kept."""
    today = local_date(clock.now_of(request))
    counted = memberships_on(today).order_by().values_list("seko").annotate(count=Count("organisation", distinct=True))
    counts = dict(counted)
    sekos = Seko.objects.filter(closed_on__isnull=True).select_related("sector")
    bars = shown.area_bars([(each.code, in_form(each.sector, "name"), counts.get(each.pk, 0)) for each in sekos])
    context = {
        "section": SECTION,
        "bars": bars,
        "in_networks": memberships_on(today).aggregate(count=Count("organisation", distinct=True))["count"],
        "total": listed(current()).count(),
        "links": {
            name: address(name.replace("_", "-"))
            for name in ("areas", "contact_points", "memoranda", "calls", "supporters")
        },
        "may_keep": may_keep_register(actor_of(request), None, clock.now_of(request)),
    }
    return render(request, "register/who_is_who.html", context)


def _asked(request: HttpRequest) -> tuple[listing.Asked, list[Seko], list[FieldOfWork]]:
    sekos = list(Seko.objects.filter(closed_on__isnull=True).select_related("sector"))
    fields = list(FieldOfWork.objects.all())
    return listing.read(request.GET, sekos, fields), sekos, fields


@public
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """The directory: searched as people type, narrowed by area, kind, place and field of work."""
    now = clock.now_of(request)
    today = local_date(now)
    asked, sekos, fields = _asked(request)
    page = _page(request, listing.found(asked, today), is_searched=bool(asked.words))
    rows = list(page.object_list)
    context = {
        "section": SECTION,
        "crumbs": (way_to(None)[0], Crumb(_("Organisations"))),
        "asked": asked,
        "areas": [(each.code, in_form(each.sector, "name")) for each in sekos],
        "kinds": listing.KINDS,
        "fields": [(each.code, in_form(each, "name")) for each in fields],
        "rows": shown.entries(rows, listing.places_of([row.pk for row in rows], today)),
        "listed": page,
        "is_more": bool(asked.words) and page.paginator.count >= MOST_COUNTED,
        "formats": OFFERED,
        "may_keep": may_keep_register(actor_of(request), None, now),
    }
    return render(request, "register/organisations.html", context)


class _FirstOnes(Paginator[Organisation]):
    """Pages of the first so many that were found: a word of nearly all names costs no more than a rare one."""

    @cached_property
    def count(self) -> int:
        """Return how many were found, up to the limit."""
        rows: Any = self.object_list
        found: int = rows.order_by()[:MOST_COUNTED].count()
        return found


def _page(request: HttpRequest, rows: QuerySet[Organisation], *, is_searched: bool) -> Page[Organisation]:
    paged = (_FirstOnes if is_searched else Paginator)(listing.with_facts(rows), PER_PAGE)
    return paged.get_page(page_number(request))


@public
@require_safe
def directory_export(request: HttpRequest, format: str) -> HttpResponse:
    """The directory, narrowed as on its page, as a file."""
    now = clock.now_of(request)
    asked, _sekos, _fields = _asked(request)
    rows = listing.filed(listing.found(asked, local_date(now)), local_date(now))
    return list_response(listing.COLUMNS, rows, format, title=_("Organisations"), name="organisations", made_at=now)


@public
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: names in time, numbers, its part in the mechanism. Of an alias the page of what it is now."""
    found = organisations().filter(slug=slug).select_related("merged_into").first()
    if found is None:
        raise NotThere
    if found.merged_into is not None:
        return redirect(reverse("organisation", args=[found.merged_into.slug]) + f"?from={found.slug}")
    now, actor = clock.now_of(request), actor_of(request)
    context = {
        "section": SECTION,
        "crumbs": way_to(None, Crumb(found.shown_name)),
        "organisation": found,
        "shown": shown.profile_of(found, actor, now),
        "agreements": agreements(with_aliases_of(found), actor, now),
        "alias": found.aliases.order_by().filter(slug=request.GET.get("from", "")[:80]).first(),
        "links": _links(found, actor, now),
        "may_keep": may_keep_register(actor, found, now),
        "may_edit": may_edit_profile(actor, found, now),
    }
    return render(request, "register/organisation.html", context)


def _links(found: Organisation, actor: Actor, now: datetime) -> dict[str, str]:
    """Return where one can go on to: to the people whoever may see them, to the request whoever may ask for a mandate
    (or is to sign in first).
    """
    may_see = may_see_people(actor, found, now)
    may_ask = may_ask_to_join(actor, found, now) or (actor.is_anonymous and takes_requests(found))
    people = reverse("people", args=[found.slug]) if may_see else ""
    join = reverse("join", args=[found.slug]) if may_ask else ""
    return {"people": people, "join": join, "record": reverse("organisation-record", args=[found.slug])}
