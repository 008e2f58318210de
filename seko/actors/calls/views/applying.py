"""Writing and sending an application, its page, and every deed on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.calls import actions
from seko.actors.calls.enums import ApplicationStatus, CallKind
from seko.actors.calls.forms import (
    ApplicationForm,
    ObjectionDecisionForm,
    ObjectionForm,
    PointsForm,
    ProposalForm,
    StanceForm,
)
from seko.actors.calls.models import Application, Call
from seko.actors.calls.permissions import may_apply, may_decide_on, takes_applications
from seko.actors.calls.presenters.applications import own_points, page_of
from seko.actors.calls.presenters.calls import crumbs, judging_word
from seko.actors.calls.queries import own_application, title_of
from seko.actors.calls.views.finding import read, seen
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Invalid, NotThere, TooLarge, WrongState, refuse_unless
from seko.foundation.core.forms import add_faults, faults_in
from seko.foundation.design.parts import Crumb
from seko.foundation.files import actions as files
from seko.foundation.files.models import StoredFile
from seko.foundation.files.responses import file_response
from seko.foundation.files.shown import attached
from seko.foundation.files.uploads import one_file


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def application_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Write an application and send it; what was typed is kept whatever is wrong with it."""
    found, actor, now = seen(request, code), actor_of(request), clock.now_of(request)
    refuse_unless(may_apply(actor, found, now))
    own = own_application(found, actor)
    if own is not None and own.status in _WITH_A_PAGE:
        return redirect("application", code=code, identifier=own.pk)
    writing = own if own is not None and own.status == ApplicationStatus.UNSENT else None
    if request.method != "POST":
        return _form_page(request, found, writing, ApplicationForm(call=found, application=writing))
    form = ApplicationForm(request.POST, request.FILES, call=found, application=writing)
    form.is_valid()
    sends = request.POST.get("deed") == "send"
    status = 400
    try:
        writing = actions.save_application(
            found,
            written=form.written(),
            attachment=_upload(request),
            drops_attachment=bool(form.cleaned_data.get("drops_file")),
            by=actor,
            now=now,
        )
        named = form.named() if sends else []
        if sends and form.is_valid():
            actions.send_application(found, partners=named, by=actor, now=now, began_at=clock.began_at(request))
            messages.success(request, _("The application is sent. A confirmation goes to you by mail."))
            return redirect("application", code=code, identifier=writing.pk)
    except (Invalid, TooLarge) as refusal:
        add_faults(form, refusal if isinstance(refusal, Invalid) else Invalid({"file": refusal.sentence}))
    except WrongState as late:
        form.add_error(None, str(late.sentence))
        status = late.status
    if not sends and form.is_valid():
        messages.success(request, _("Saved. It is not sent yet."))
        return redirect("application-edit", code=code)
    return _form_page(request, found, writing, form, status=status)


_WITH_A_PAGE = (
    ApplicationStatus.SENT,
    ApplicationStatus.PROPOSED,
    ApplicationStatus.ADMITTED,
    ApplicationStatus.OBJECTED,
)


def _upload(request: HttpRequest) -> StoredFile | None:
    upload = one_file(request, "file")
    if upload is None:
        return None
    return files.receive(upload, kind="application", by=actor_of(request), now=clock.now_of(request))


def _form_page(
    request: HttpRequest, call: Call, writing: Application | None, form: ApplicationForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "section": "who-is-who",
        "call": call,
        "title": title_of(call),
        "form": form,
        "criteria": call.criteria.all(),
        "attachment": attached(writing.attachment, "") if writing else None,
        "saved_at": writing.saved_at if writing else None,
        "takes": takes_applications(call, clock.now_of(request), clock.began_at(request)),
        "is_network": call.kind == CallKind.NETWORK,
        "crumbs": crumbs(call, Crumb(_("Application"))),
    }
    return render(request, "calls/apply.html", context, status=status)


@signed_in
@require_safe
def application(request: HttpRequest, code: str, identifier: UUID) -> HttpResponse:
    """An application with what became of it: for its own people and for the body that decides."""
    found = read(request, code, identifier)
    if found.status == ApplicationStatus.UNSENT:
        return redirect("application-edit", code=code)
    return _page(request, found)


def _page(request: HttpRequest, found: Application, **bound: Form) -> HttpResponse:
    """Render the page; a bound form given by its name stands in for the empty one."""
    actor, now = actor_of(request), clock.now_of(request)
    page = page_of(found, actor, now)
    criteria = list(found.call.criteria.all())
    context = {
        "section": "who-is-who",
        "found": found,
        "call": found.call,
        "title": title_of(found.call),
        "page_of": page,
        "crumbs": crumbs(found.call, *_to_the_table(found.call, actor, now), Crumb(_("Application"))),
        "judging_word": judging_word(found.call),
        "score_form": PointsForm(criteria=criteria, given=own_points(found, actor)) if page.may_score else None,
        "propose_form": ProposalForm(),
        "stance_form": StanceForm(),
        "object_form": ObjectionForm(),
        "objection_form": ObjectionDecisionForm(),
        **bound,
    }
    return render(request, "calls/application.html", context, status=400 if bound else 200)


def _to_the_table(call: Call, actor: Actor, now: datetime) -> tuple[Crumb, ...]:
    """Return the step to all applications, for the body that decides: its people go from one to the next."""
    if not may_decide_on(actor, call, now):
        return ()
    return (Crumb(judging_word(call), reverse("call-judging", args=[call.code])),)


@signed_in
@require_safe
def application_file(request: HttpRequest, code: str, identifier: UUID) -> HttpResponseBase:
    """Send the attachment to who may read the application."""
    found = read(request, code, identifier)
    if found.attachment is None:
        raise NotThere
    person = actor_of(request).person
    return file_response(found.attachment, reader=person.pk if person else None)


def _score(found: Application, form: Any, **who: Any) -> str:
    actions.score_application(found, points=form.points(), **who)
    return _("The marks are saved.")


def _propose(found: Application, form: Any, **who: Any) -> str:
    actions.propose_decision(found, **form.cleaned_data, **who)
    return _("Proposed. The partners are told.")


def _stance(found: Application, form: Any, **who: Any) -> str:
    actions.take_stance(found, **form.cleaned_data, **who)
    return _("Noted.")


def _object(found: Application, form: Any, **who: Any) -> str:
    actions.lodge_objection(found, words=form.cleaned_data["objection"], **who)
    return _("The objection is lodged. Another person than who refused decides on it.")


def _decide_objection(found: Application, form: Any, **who: Any) -> str:
    data = form.cleaned_data
    actions.decide_objection(found, is_granted=data["is_granted"] == "yes", reason=data["reason"], **who)
    return _("The objection is decided; the applicant is told.")


# Each deed with a form: the form, what is done with it, and under which name the page shows it with its faults.
WITH_FORM: dict[str, tuple[type[Form], Callable[..., str], str]] = {
    "score": (PointsForm, _score, "score_form"),
    "propose": (ProposalForm, _propose, "propose_form"),
    "stance": (StanceForm, _stance, "stance_form"),
    "object": (ObjectionForm, _object, "object_form"),
    "decide-objection": (ObjectionDecisionForm, _decide_objection, "objection_form"),
}
WITHOUT_FORM: dict[str, Callable[..., Application]] = {
    "withdraw": actions.withdraw_application,
    "take-back": actions.take_back_proposal,
    "decide": actions.decide_application,
}


@signed_in
@require_POST
def application_deed(request: HttpRequest, code: str, identifier: UUID, deed: str) -> HttpResponse:
    """Withdraw, score, propose, agree, decide, object; what was typed stays in the form when something is wrong."""
    found, now, actor = read(request, code, identifier), clock.now_of(request), actor_of(request)
    if deed in WITHOUT_FORM:
        WITHOUT_FORM[deed](found, by=actor, now=now)
        messages.success(request, _("It is done; those concerned are told."))
        return redirect("call", code=code) if deed == "withdraw" else _back(found)
    if deed not in WITH_FORM:
        raise NotThere
    kind, act, name = WITH_FORM[deed]
    more: dict[str, Any] = {"criteria": list(found.call.criteria.all()), "given": {}} if kind is PointsForm else {}
    form = kind(request.POST, **more)
    if form.is_valid():
        with faults_in(form):
            messages.success(request, act(found, form, by=actor, now=now))
            return _back(found)
    return _page(request, found, **{name: form})


def _back(found: Application) -> HttpResponse:
    return redirect("application", code=found.call.code, identifier=found.pk)
