"""Proposing other words for a published answer; another person confirms them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.consultations.requests import consulted
from seko.dialogue.responses import actions, permissions
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.forms import answer as forms
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.presenters import lists
from seko.dialogue.responses.presenters.words import answered_of
from seko.dialogue.responses.queries import places_for, responses_visible_to, subkinds_on, with_point
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, NotThere, refuse_unless


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, code: str, point: UUID) -> HttpResponse:
    """The published answer and a form with its words; a POST proposes them changed, with the reason why."""
    consultation = consulted(request, code)
    actor, now = actor_of(request), clock.now_of(request)
    response = _published(request, consultation, point)
    refuse_unless(permissions.may_correct(actor, response, now))
    subkinds = list(subkinds_on(local_date(now)))
    form = forms.filled(response, subkinds)
    if request.method == "POST":
        fields, why = forms.read_fields(request.POST), request.POST.get("correction_reason", "")
        try:
            actions.propose_correction(response, fields=fields, reason=why, by=actor, now=now)
        except Invalid as error:
            faults = _faults(error, why)
            form = forms.again(fields, subkinds, revision=response.revision, faults=faults)
            return _page(request, consultation, response, form, status=400)
        messages.success(request, _("The correction waits for a second person."))
        return redirect("queue-point", code=code, point=point)
    return _page(request, consultation, response, form)


def _faults(error: Invalid, why: str) -> dict[str, object]:
    """Return the faults by the form's fields: a missing reason of the correction is not one of the answer's reason."""
    faults: dict[str, object] = dict(error.faults)
    if not why.strip() and "reason" in faults:
        faults["correction_reason"] = faults.pop("reason")
    return faults


def _published(request: HttpRequest, consultation: Consultation, point: UUID) -> Response:
    rows = responses_visible_to(actor_of(request), clock.now_of(request)).filter(
        point=point, point__consultation=consultation, status=ResponseStatus.PUBLISHED
    )
    about = ("institution", "point__comment__question", "point__comment__attachment")
    found = with_point(rows).select_related(*about).first()
    if found is None:
        raise NotThere
    return found


def _page(
    request: HttpRequest, consultation: Consultation, response: Response, form: forms.AnswerForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "section": "consultations",
        "consultation": consultation,
        "title": title_of(consultation),
        "point": response.point,
        "answered": answered_of(response.point, places_for(consultation, actor_of(request), clock.now_of(request))),
        "shown": lists.shown_answer(response),
        "form": form,
        "why": request.POST.get("correction_reason", ""),
    }
    return render(request, "responses/correcting.html", context, status=status)
