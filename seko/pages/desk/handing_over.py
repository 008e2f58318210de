"""Pages of the handover sheet."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seko.actors.organisations.models import Mandate
from seko.actors.organisations.permissions import may_hand_over
from seko.actors.organisations.requests import actor_of
from seko.actors.organisations.ways import people_of, way_to
from seko.dialogue.responses.actions import hand_to
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Invalid, NotThere
from seko.foundation.design.parts import Crumb
from seko.foundation.rendering.formats import render as draw
from seko.foundation.rendering.responses import saved_response
from seko.pages.desk import sheets
from seko.pages.desk.handover import Sheet, points_held, sheet_of


def _mandate(request: HttpRequest, identifier: UUID) -> Mandate:
    """Return the mandate whose holder leaves; for people of other organisations there is none."""
    found = Mandate.objects.select_related("person", "organisation").filter(pk=identifier).first()
    if found is None or not may_hand_over(actor_of(request), found, clock.now_of(request)):
        raise NotThere
    return found


def _sheet(request: HttpRequest, mandate: Mandate) -> Sheet:
    return sheet_of(mandate, actor_of(request), clock.now_of(request))


@signed_in
@require_safe
def handover(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show every open matter of a colleague at the own organisation."""
    mandate = _mandate(request, identifier)
    context = {
        "section": "who-is-who",
        "mandate": mandate,
        "sheet": _sheet(request, mandate),
        "formats": sheets.FORMATS,
        "crumbs": way_to(mandate.organisation, people_of(mandate.organisation), Crumb(_("Handover sheet"))),
    }
    return render(request, "desk/handover.html", context)


@signed_in
@require_safe
def handover_file(request: HttpRequest, identifier: UUID, format: str) -> HttpResponse:
    """The sheet as a file."""
    mandate = _mandate(request, identifier)
    if format not in sheets.FORMATS:
        raise NotThere
    made = draw(sheets.report_of(_sheet(request, mandate), clock.now_of(request)), format)
    return saved_response(made, "handover")


@signed_in
@require_POST
def hand_over(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Give what the colleague has taken on to another person of the institution (`to`)."""
    mandate, actor, now = _mandate(request, identifier), actor_of(request), clock.now_of(request)
    sheet = sheet_of(mandate, actor, now)
    chosen = request.POST.get("to")
    to = next((each.person for each in sheet.colleagues if str(each.person.pk) == chosen), None)
    if to is None:
        raise Invalid({"to": _("Choose somebody who answers at your institution.")})
    points = [each for each in points_held(mandate, actor, now) if each.assignment.officer_id == mandate.person_id]
    handed = hand_to(points, officer=to, by=actor, now=now)
    messages.success(request, _("Handed over: %(count)s") % {"count": len(handed)})
    return redirect("handover", identifier)
