"""Writing the working translation of an answer, beside the words that count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.consultations.requests import consulted
from seko.dialogue.responses import actions, permissions
from seko.dialogue.responses.enums import INTO
from seko.dialogue.responses.forms.answer import read_revision
from seko.dialogue.responses.models import Response, ResponseTranslation
from seko.dialogue.responses.presenters import conflicts, lists
from seko.dialogue.responses.presenters import translating as presenters
from seko.dialogue.responses.presenters.words import answered_of
from seko.dialogue.responses.queries import (
    languages_to,
    newest_translation,
    places_for,
    responses_visible_to,
    with_point,
)
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Conflict, Invalid, NotThere, refuse_unless


@dataclass(frozen=True, slots=True)
class At:
    """The answer and the language that a request speaks of."""

    request: HttpRequest
    consultation: Consultation
    response: Response
    language: str
    actor: Actor
    now: datetime


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer_translation(request: HttpRequest, code: str, point: UUID, language: str) -> HttpResponse:
    """The answer and a form with its translation; a POST keeps it, or settles a conflict."""
    actor, now = actor_of(request), clock.now_of(request)
    consultation = consulted(request, code)
    if language not in INTO:
        raise NotThere
    at = At(request, consultation, _answer(consultation, point, actor, now), language, actor, now)
    refuse_unless(permissions.may_translate_answer(actor, at.response, now))
    if request.method == "POST":
        return _posted(at)
    if language not in languages_to(at.response):
        return redirect("answer-translation", code=code, point=point, language=languages_to(at.response)[0])
    return _page(at, presenters.form_of(at.response, language))


def _answer(consultation: Consultation, point: UUID, actor: Actor, now: datetime) -> Response:
    """Return the point's answer that is sent for approval or in force."""
    rows = responses_visible_to(actor, now).filter(
        point=point, point__consultation=consultation, status__in=presenters.TRANSLATED
    )
    about = ("institution", "point__comment__question", "point__comment__attachment")
    found = with_point(rows).select_related(*about).first()
    if found is None:
        raise NotThere
    return found


def _posted(at: At) -> HttpResponse:
    data = at.request.POST
    fields = {name: data.get(name, "") for name in presenters.PARTS}
    edition = read_revision(data.get("edition", ""))
    if data.get("take") == "theirs":
        return redirect(at.request.path)
    if "compose" in data:
        return _composed(at, fields)
    try:
        actions.translate_answer(
            at.response, language=at.language, fields=fields, edition=edition, by=at.actor, now=at.now
        )
    except Invalid as error:
        faults = {name: str(sentence) for name, sentence in error.faults.items()}
        return _page(at, presenters.TranslationForm(at.language, edition, fields, faults), status=400)
    except Conflict as error:
        return _in_conflict(at, fields, error.theirs)
    messages.success(at.request, _("The translation is kept. The answer itself counts."))
    return redirect("queue-point", code=at.consultation.code, point=at.response.point_id)


def _composed(at: At, fields: dict[str, str]) -> HttpResponse:
    """Show the form with both texts in it, to be made one; the next saving goes over what the other saved."""
    theirs = newest_translation(at.response, at.language)
    if theirs is None:
        return redirect(at.request.path)
    note = _("Both texts are in the fields. Make one of them.")
    values = presenters.composed(fields, theirs)
    return _page(at, presenters.TranslationForm(at.language, theirs.edition, values, note=note))


def _in_conflict(at: At, fields: dict[str, str], theirs: ResponseTranslation | None) -> HttpResponse:
    if theirs is None:
        return _page(at, presenters.TranslationForm(at.language, values=fields), status=409)
    other = {name: str(getattr(theirs, name)) for name in presenters.PARTS}
    writer = theirs.written_by.name if theirs.written_by is not None else ""
    context = {
        **_context(at),
        "versions": conflicts.both(fields, at.now, other, theirs.written_at, writer),
        "typed": presenters.typed(fields, theirs.edition),
        "url": at.request.path,
    }
    return render(at.request, "responses/translating_conflict.html", context, status=409)


def _context(at: At) -> dict[str, object]:
    return {
        "section": "consultations",
        "consultation": at.consultation,
        "title": title_of(at.consultation),
        "point": at.response.point,
        "heading": INTO[at.language],
        "answered": answered_of(at.response.point, places_for(at.consultation, at.actor, at.now)),
        "shown": lists.shown_answer(at.response),
    }


def _page(at: At, form: presenters.TranslationForm, *, status: int = 200) -> HttpResponse:
    context = {**_context(at), "form": form, "parts": presenters.fields_of(at.response, form)}
    return render(at.request, "responses/translating.html", context, status=status)
