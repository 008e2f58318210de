"""Handing the position in, taking it back, and what was handed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seko.dialogue.positions import actions
from seko.dialogue.positions.forms import LetterForm, TakeBackForm
from seko.dialogue.positions.presenters.handed_in import handed_in, submitting, taking_back
from seko.dialogue.positions.queries import positions_visible_to
from seko.dialogue.positions.views.seen import Seen, asked_for, seen_board
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.errors import Invalid, NotThere, Refused, WrongState


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, code: str, seko: str) -> HttpResponse:
    """The covering letter, what will happen, and the handing in."""
    seen = seen_board(request, code, seko)
    found = seen.position
    letter = found.letter if found else ""
    form = LetterForm(request.POST if request.method == "POST" else None, initial={"letter": letter})
    fault, status = "", 200
    if form.is_bound and form.is_valid():
        status = 400
        try:
            return _submitted(request, seen, form)
        except Invalid as invalid:
            form.take(invalid)
        except (Refused, WrongState) as error:
            fault, status = str(error.sentence), error.status
    page = submitting(seen.consultation, seen.seko, found, seen.actor, seen.address, seen.now)
    context = {"section": "consultations", "page_of": page, "form": form, "fault": fault}
    return render(request, "positions/submit.html", context, status=status)


def _submitted(request: HttpRequest, seen: Seen, form: LetterForm) -> HttpResponse:
    found = actions.ensure_position(seen.consultation, seen.seko, by=seen.actor, now=seen.now)
    actions.submit_position(found, letter=form.typed("letter"), by=seen.actor, now=seen.now)
    messages.success(request, _("The common position is handed in. Every author is told what became of the comments."))
    return redirect(seen.address.to("position") + "?sent=1")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, code: str, seko: str) -> HttpResponse:
    """Take the position back into work, with a reason."""
    seen = seen_board(request, code, seko)
    found = seen.position
    if found is None:
        raise NotThere
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    fault, status = "", 200
    if form.is_bound and form.is_valid():
        status = 400
        try:
            actions.take_back(found, reason=form.typed("reason"), by=seen.actor, now=seen.now)
        except Invalid as invalid:
            form.take(invalid)
        except (Refused, WrongState) as error:
            fault, status = str(error.sentence), error.status
        else:
            messages.success(request, _("The common position is back in work."))
            return redirect(seen.address.board())
    page = taking_back(seen.consultation, found, seen.actor, seen.address, seen.now)
    context = {"section": "consultations", "page_of": page, "form": form, "fault": fault}
    return render(request, "positions/take_back.html", context, status=status)


@public
@require_safe
def position(request: HttpRequest, code: str, seko: str) -> HttpResponse:
    """What was handed in: the letter, the counts, the consolidated comments with their sources, what was left out."""
    seen = asked_for(request, code, seko)
    rows = positions_visible_to(seen.actor, seen.now).filter(consultation=seen.consultation, seko=seen.seko)
    found = rows.select_related("seko", "consultation").first()
    if found is None:
        raise NotThere
    page = handed_in(seen.consultation, found, seen.actor, seen.address, seen.now)
    context = {"section": "consultations", "page_of": page, "is_fresh": "sent" in request.GET}
    return render(request, "positions/position.html", context)
