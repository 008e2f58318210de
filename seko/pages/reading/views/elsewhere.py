"""From a part of the text to the same part in another draft of the document."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations.queries import text_visible_to
from seko.dialogue.consultations.requests import consulted
from seko.drafts.documents.carrying import bridge_between
from seko.drafts.documents.model.anchors import PASSAGE, Anchor
from seko.drafts.documents.queries import places_in
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.errors import NotThere
from seko.pages.reading.drafts import other_drafts
from seko.pages.reading.targets import target_of


@public
@require_safe
def reading_elsewhere(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Lead to where the part of the text `?p=` stands in draft `number`; to the nearest heading before it that is still
    there where it is gone, to the top of that draft where there is none.
    """
    consultation = consulted(request, code)
    actor, now = actor_of(request), clock.now_of(request)
    readable = text_visible_to(actor, now).filter(pk=consultation.pk).exists()
    draft = next((each for each in other_drafts(consultation, actor, now) if each.number == number), None)
    target = target_of(consultation, request.GET.dict())
    if draft is None or not readable or consultation.version is None:
        raise NotThere
    if target is None or not target.mark:
        return redirect("reading", draft.code)
    there = text_visible_to(actor, now).select_related("version").get(code=draft.code).version
    if there is None:
        raise NotThere
    carried = bridge_between(consultation.version, there).carry(Anchor(PASSAGE, places=(target.name,)))
    page = reverse("reading", args=[draft.code])
    known = places_in(there)
    name = next((each for each in (carried.anchor.passages if carried.anchor else ()) if each in known), "")
    if name:
        mark = known[name].mark_place
        return redirect(f"{page}?p={mark}#p-{mark}")
    return redirect(f"{page}#p-{carried.heading}" if carried.heading else page)
