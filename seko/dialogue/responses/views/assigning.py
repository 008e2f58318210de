"""Assigning comments to the institutions that answer them, many at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.consultations.requests import consulted
from seko.dialogue.responses import actions, permissions
from seko.dialogue.responses.forms import assigning as forms
from seko.dialogue.responses.presenters import assigning as presenters
from seko.dialogue.responses.queries import (
    NO_ANSWER,
    NOBODY,
    answering_institutions,
    assignable,
    filtered,
    places_for,
    sections_of,
)
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, Refused, SekoError, WrongState, refuse_unless
from seko.foundation.core.paging import page_number

PER_PAGE = 50
DONE = "responses.assigned"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def assigning(request: HttpRequest, code: str) -> HttpResponse:
    """The comments that await an answer, with filters; a POST assigns the chosen ones (or all the filter shows)."""
    consultation = consulted(request, code)
    refuse_unless(permissions.may_open_queue(actor_of(request)))
    if request.method != "POST":
        return _page(request, consultation, forms.filters_in(request.GET))
    chosen = forms.filters_in(request.POST)
    try:
        _assign(request, consultation, chosen)
    except (Invalid, Refused, WrongState) as error:
        return _page(request, consultation, chosen, error)
    if "undo" in request.POST:
        chosen.pop("given", None)
    return redirect(f"{reverse('assigning', args=[code])}?{urlencode(chosen)}")


def _assign(request: HttpRequest, consultation: Consultation, chosen: dict[str, str]) -> None:
    """Assign, or take back, and say what was done; everything that the filter shows is what nobody has begun."""
    now, actor = clock.now_of(request), actor_of(request)
    given = forms.read(request.POST)
    rows = assignable(actor, consultation, now)
    if "undo" in request.POST:  # whatever is shown now: that filter may not hold any more what was assigned
        chosen = {"given": chosen.get("given", "")}
    if given.is_everything:
        wanted = list(filtered(rows, chosen, sections_of(consultation)).filter(state=NO_ANSWER))
    else:
        wanted = list(rows.filter(pk__in=given.points))
    if given.is_back:
        count = len(actions.unassign(wanted, by=actor, now=now))
        words = ngettext("Taken back: %(count)s comment.", "Taken back: %(count)s comments.", count)
        messages.success(request, words % {"count": count})
        return
    institution = answering_institutions(local_date(now)).filter(pk__in=[given.institution]).first()
    if institution is None:
        raise Invalid({"to": _("Choose an institution.")})
    had_nobody = all(getattr(each, "assignment", None) is None for each in wanted)
    assigned = actions.assign(wanted, institution=institution, by=actor, now=now)
    request.session[DONE] = {
        "institution": institution.shown_name,
        "count": len(assigned),
        "given": now.isoformat(),
        "can_undo": had_nobody and bool(assigned) and actor.is_ministry,
    }


def _page(
    request: HttpRequest, consultation: Consultation, chosen: dict[str, str], error: SekoError | None = None
) -> HttpResponse:
    now, actor = clock.now_of(request), actor_of(request)
    places = places_for(consultation, actor, now)
    sections = [each for each in sections_of(consultation) if each.place in places]
    everything = assignable(actor, consultation, now)
    rows = filtered(everything, chosen, sections)
    page = Paginator(rows, PER_PAGE).get_page(page_number(request))
    free = rows.filter(state=NO_ANSWER).count()
    institutions = list(answering_institutions(local_date(now)))
    context: dict[str, Any] = {
        "section": "consultations",
        "consultation": consultation,
        "title": title_of(consultation),
        "rows": presenters.rows_of(list(page.object_list), consultation, places, request.POST.getlist("points")),
        "listed": page,
        "free": free,
        "begun": page.paginator.count - free,
        "done": request.session.pop(DONE, None) if request.method == "GET" else None,
        "may_unassign": permissions.may_unassign(actor, (), now),
        "unassigned": everything.filter(assignment__isnull=True).count(),
        "nobody": NOBODY,
        "chosen": chosen,
        "query": urlencode(chosen) + "&" if chosen else "",
        "sections": presenters.section_options(sections, chosen),
        "kinds": presenters.kind_options(chosen),
        "holders": presenters.institution_options(institutions, chosen.get("institution", ""), with_nobody=True),
        "institutions": presenters.institution_options(institutions, request.POST.get("to", "")),
        "faults": (error.faults if isinstance(error, Invalid) else {"": error.sentence}) if error else {},
    }
    return render(request, "responses/assigning.html", context, status=error.status if error else 200)
