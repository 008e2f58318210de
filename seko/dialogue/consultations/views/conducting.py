"""Pages on which the ministry's coordination prepares and conducts a consultation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations import actions, permissions, presenters, timetable
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.forms import ConsultationForm, MoveForm, ReasonForm, add_faults, proposed
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.views.finding import coordinated
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import readable_by
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Invalid, refuse_unless
from seko.foundation.design.parts import Crumb
from seko.foundation.workflow.second import PROPOSED


def _versions(request: HttpRequest) -> QuerySet[Version]:
    rows = readable_by(actor_of(request), clock.now_of(request)).exclude(status=VersionStatus.HIDDEN)
    running = Consultation.objects.filter(version__document=OuterRef("document"), status=Status.OPENED)
    return rows.select_related("document").annotate(is_consulted=Exists(running)).order_by("document__code", "-number")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def consultation_prepare(request: HttpRequest) -> HttpResponse:
    """Prepare a consultation; what was typed stays in the form when something is wrong."""
    actor, now = actor_of(request), clock.now_of(request)
    refuse_unless(permissions.may_coordinate(actor, None, now))
    versions = _versions(request)
    form = ConsultationForm(request.POST or None, versions=versions, now=now, initial=_proposed_for(request, versions))
    if request.method == "POST" and form.is_valid():
        try:
            prepared = actions.prepare_consultation(
                code=form.cleaned_data["code"].lower(),
                fields=form.values(),
                sekos=form.cleaned_data["sekos"],
                questions=form.questions(),
                version=form.cleaned_data["version"],
                by=actor,
                now=now,
            )
        except Invalid as invalid:
            add_faults(form, invalid)
        else:
            messages.success(request, _("The consultation is prepared. Nobody was told yet."))
            return redirect("consultation-manage", code=prepared.code)
    crumbs = (presenters.crumb_of_list(), Crumb(_("New consultation")))
    return _form_page(request, form, _("New consultation"), crumbs)


def _proposed_for(request: HttpRequest, versions: QuerySet[Version]) -> dict[str, Any]:
    """Return what the form proposes: the draft of the address with its title, and the days that the rules give it."""
    draft = next((each for each in versions if str(each.pk) == request.GET.get("version", "")), None)
    named = {"title": draft.document.title, "title_en": draft.document.title_en} if draft else {}
    return {
        "network_reads": True,
        "audience": "sekos",
        "version": draft,
        **named,
        **proposed(draft, clock.now_of(request)),
    }


def _form_page(request: HttpRequest, form: ConsultationForm, title: str, crumbs: tuple[Crumb, ...]) -> HttpResponse:
    context = {"section": "consultations", "form": form, "title": title, "crumbs": crumbs}
    return render(request, "consultations/prepare.html", context, status=400 if form.is_bound else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def consultation_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a consultation that is not opened yet."""
    found, now = coordinated(request, code), clock.now_of(request)
    if found.status != Status.PREPARED:
        return redirect("consultation-manage", code=code)
    form = ConsultationForm(request.POST or None, versions=_versions(request), now=now, consultation=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_prepared(
                found,
                fields=form.values(),
                sekos=form.cleaned_data["sekos"],
                questions=form.questions(),
                version=form.cleaned_data["version"],
                by=actor_of(request),
                now=now,
            )
        except Invalid as invalid:
            add_faults(form, invalid)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("consultation-manage", code=code)
    return _form_page(request, form, _("Change the consultation"), presenters.crumbs(found, Crumb(_("Change"))))


@signed_in
@require_safe
def consultation_manage(request: HttpRequest, code: str) -> HttpResponse:
    """State, dates with their history, and what can be done, each with its reason where it cannot."""
    return _manage(request, coordinated(request, code))


def _manage(request: HttpRequest, found: Consultation, **bound: object) -> HttpResponse:
    """Render the page; a bound form given by its name stands in for the empty one."""
    now = clock.now_of(request)
    names = presenters.names_of_dates(found, now)
    context = {
        "section": "consultations",
        "consultation": found,
        "managed": presenters.managed(found, actor_of(request), now),
        "move_form": MoveForm(names=names, prefix="move"),
        "except_form": ReasonForm(prefix="except"),
        "cancel_form": ReasonForm(prefix="cancel"),
        "ticked": request.POST.getlist("acknowledged"),
        "open_fault": "",
        **bound,
    }
    return render(request, "consultations/manage.html", context, status=400 if bound else 200)


@signed_in
@require_POST
def consultation_open(request: HttpRequest, code: str) -> HttpResponse:
    """Open the consultation; every warning has to be ticked."""
    found = coordinated(request, code)
    try:
        actions.open_consultation(
            found,
            acknowledged=request.POST.getlist("acknowledged"),
            by=actor_of(request),
            now=clock.now_of(request),
        )
    except Invalid as invalid:
        return _manage(request, found, open_fault=str(invalid.sentence))
    messages.success(request, _("The consultation is opened; the networks are told."))
    return redirect("consultation-manage", code=code)


@signed_in
@require_POST
def consultation_date(request: HttpRequest, code: str) -> HttpResponse:
    """Move a date later at once, or propose to move a deadline earlier, which a second person confirms."""
    found, actor, now = coordinated(request, code), actor_of(request), clock.now_of(request)
    form = MoveForm(request.POST, names=presenters.names_of_dates(found, now), prefix="move")
    if form.is_valid():
        field, value, reason = (form.cleaned_data[name] for name in ("field", "value", "reason"))
        act = _way_of_moving(found, field, value, now)
        try:
            act(found, field=field, value=value, reason=reason, by=actor, now=now)
        except Invalid as invalid:
            for name, sentence in invalid.faults.items():
                form.add_error(name if name in form.fields else "on", str(sentence))
        else:
            done = _("The date is moved; those concerned are told.")
            messages.success(request, done if act is actions.move_date else PROPOSED)
            return redirect("consultation-manage", code=code)
    return _manage(request, found, move_form=form)


def _way_of_moving(found: Consultation, field: str, value: Any, now: datetime) -> Callable[..., Any]:
    """Return the action: two persons for a deadline moved earlier or opened again, one for the rest."""
    if field in timetable.HARD and getattr(found, field) < now:
        return actions.propose_reopening
    if field in timetable.HARD and value < getattr(found, field):
        return actions.propose_shortening
    return actions.move_date


@signed_in
@require_POST
def consultation_conclude(request: HttpRequest, code: str) -> HttpResponse:
    """Conclude: refused while something is open."""
    found = coordinated(request, code)
    actions.conclude(found, by=actor_of(request), now=clock.now_of(request))
    messages.success(request, _("The consultation is concluded."))
    return redirect("consultation-manage", code=code)


@signed_in
@require_POST
def consultation_except(request: HttpRequest, code: str) -> HttpResponse:
    """Propose to conclude with an exception."""
    found = coordinated(request, code)
    form = ReasonForm(request.POST, prefix="except")
    if not form.is_valid():
        return _manage(request, found, except_form=form)
    return _proposed(request, found, actions.propose_exception, form)


@signed_in
@require_POST
def consultation_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Propose to cancel."""
    found = coordinated(request, code)
    form = ReasonForm(request.POST, prefix="cancel")
    if not form.is_valid():
        return _manage(request, found, cancel_form=form)
    return _proposed(request, found, actions.propose_cancellation, form)


def _proposed(request: HttpRequest, found: Consultation, propose: Callable[..., Any], form: forms.Form) -> HttpResponse:
    propose(found, reason=form.cleaned_data["reason"], by=actor_of(request), now=clock.now_of(request))
    messages.success(request, PROPOSED)
    return redirect("consultation-manage", code=found.code)
