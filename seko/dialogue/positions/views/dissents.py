"""Dissent: an author sends the own comment to the ministry beside the common position."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seko.actors.organisations.requests import actor_of
from seko.dialogue.comments.queries import number_of, parse_number, visible_to
from seko.dialogue.positions import actions
from seko.dialogue.positions.forms import DissentForm
from seko.dialogue.positions.presenters.handling import said
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Invalid, NotThere, Refused, WrongState


@signed_in
@require_POST
def comment_dissent(request: HttpRequest, number: str) -> HttpResponse:
    """Dissent; what was typed stays on the page where it cannot be taken."""
    actor = actor_of(request)
    now = clock.now_of(request)
    code, running = parse_number(number) or ("", 0)
    rows = visible_to(actor, now).filter(consultation__code=code, number=running)
    comment = rows.select_related("consultation", "organisation", "own_point", "set_aside").first()
    if comment is None:
        raise NotThere
    form, fault, status = DissentForm(request.POST), "", 400
    form.full_clean()
    try:
        actions.dissent(comment, words=form.typed("words"), by=actor, now=now)
    except Invalid as invalid:
        form.take(invalid)
    except (Refused, WrongState) as error:
        fault, status = str(error.sentence), error.status
    else:
        messages.success(request, _("Your dissent is noted: the comment goes to the ministry in your own words."))
        return redirect("comment", number=number_of(comment))
    context = {"comment": comment, "number": number_of(comment), "said": said(comment), "form": form, "fault": fault}
    return render(request, "positions/dissent_again.html", context, status=status)
