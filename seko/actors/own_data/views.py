"""Pages about personal data: the register of processing, the own data, requests to be erased."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seko.actors.organisations.enums import Role
from seko.actors.organisations.requests import actor_of
from seko.actors.own_data import actions, exports, presenters, queries
from seko.actors.own_data.enums import WAITING
from seko.actors.own_data.models import ErasureRequest
from seko.foundation.core import clock
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.errors import Invalid, NotThere
from seko.foundation.rendering.formats import Rendered
from seko.foundation.rendering.formats import render as drawn
from seko.foundation.rendering.responses import OFFERED, list_response, saved_response

FILES = ("json", "docx")


@public
@require_safe
def processing(request: HttpRequest) -> HttpResponse:
    """The register of processing: what is held of people, why, for whom, how long; `?format=` gives it as a file."""
    entries = presenters.register()
    if format := request.GET.get("format", ""):
        return list_response(
            exports.PROCESSING,
            map(_processing, entries),
            format,
            title=_("Register of processing"),
            name="processing",
            made_at=clock.now_of(request),
            mark=exports.MARK,
        )
    return render(request, "own_data/processing.html", {"entries": entries, "formats": OFFERED})


def _processing(entry: presenters.Entry) -> exports.Processing:
    fields = "; ".join(f"{label}: {names}" for label, names in entry.fields)
    return exports.Processing(entry.code, entry.title, entry.purpose, entry.basis, entry.circle, entry.keeping, fields)


@signed_in
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """What the platform holds of the person who looks."""
    return _own_page(request)


def _own_page(request: HttpRequest, typed: str = "", fault: str = "") -> HttpResponse:
    actor = actor_of(request)
    assert actor.person is not None  # noqa: S101 - signed in
    asked = queries.own_request(actor)
    context = {
        "sections": presenters.sections(actor.person.pk),
        "asked": asked,
        "is_waiting": asked is not None and asked.status in WAITING,
        "typed": typed,
        "fault": fault,
    }
    return render(request, "own_data/own_data.html", context, status=400 if fault else 200)


@signed_in
@require_safe
def own_data_file(request: HttpRequest, format: str) -> HttpResponse:
    """Give the person their own data: for another machine (JSON), or to read (Word)."""
    actor = actor_of(request)
    if format not in FILES or actor.person is None:
        raise NotThere
    now = clock.now_of(request)
    person = actor.person.pk
    if format == "json":
        made = Rendered(presenters.as_json(person, now).encode(), "application/json", format)
    else:
        made = drawn(presenters.as_report(person, now), format)
    return saved_response(made, "seko-data")


@signed_in
@require_POST
def erasure_ask(request: HttpRequest) -> HttpResponse:
    """Ask that the own data be erased."""
    words = request.POST.get("words", "")
    try:
        actions.ask_erasure(words=words, by=actor_of(request), now=clock.now_of(request))
    except Invalid as error:
        return _own_page(request, words, str(error.faults.get("words", error.sentence)))
    messages.success(request, _("Your request was sent to the ministry's coordination."))
    return redirect("own-data")


@signed_in
@require_POST
def erasure_withdraw(request: HttpRequest) -> HttpResponse:
    """Take the own request back."""
    asked = queries.own_request(actor_of(request))
    if asked is None:
        raise NotThere
    actions.withdraw_erasure(asked, by=actor_of(request), now=clock.now_of(request))
    messages.success(request, _("Your request was withdrawn."))
    return redirect("own-data")


def _decides(request: HttpRequest) -> None:
    """Raise `NotThere` for whoever neither decides on requests nor carries them out."""
    actor = actor_of(request)
    if not (actor.is_ministry or actor.has_role(Role.ADMINISTRATOR)):
        raise NotThere


def _request(request: HttpRequest, identifier: UUID) -> ErasureRequest:
    _decides(request)
    rows = queries.visible_to(actor_of(request), clock.now_of(request))
    found = rows.filter(pk=identifier, status__in=WAITING).select_related("person").first()
    if found is None:
        raise NotThere
    return found


@signed_in
@require_safe
def erasures(request: HttpRequest) -> HttpResponse:
    """The requests that wait, for the ministry's coordination and for administrators; `?format=`: as a file."""
    _decides(request)
    if format := request.GET.get("format", ""):
        title, now = _("Requests to be erased"), clock.now_of(request)
        return list_response(exports.REQUESTS, _waiting(request), format, title=title, name="erasures", made_at=now)
    return _list(request)


def _waiting(request: HttpRequest) -> QuerySet[ErasureRequest]:
    rows = queries.visible_to(actor_of(request), clock.now_of(request))
    return rows.filter(status__in=WAITING).select_related("person")


def _list(request: HttpRequest, faulty: UUID | None = None, typed: str = "", fault: str = "") -> HttpResponse:
    context = {
        "requests": tuple(presenters.asked(_waiting(request), actor_of(request))),
        "formats": OFFERED,
        "faulty": faulty,
        "typed": typed,
        "fault": fault,
    }
    return render(request, "own_data/erasures.html", context, status=400 if fault else 200)


@signed_in
@require_POST
def erasure_decide(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Approve a request, or refuse it with the legal reason."""
    found, actor, now = _request(request, identifier), actor_of(request), clock.now_of(request)
    deed = request.POST.get("deed", "")
    if deed not in ("approve", "refuse"):
        raise NotThere
    if deed == "approve":
        actions.approve_erasure(found, by=actor, now=now)
        messages.success(request, _("Approved. Two administrators carry it out."))
        return redirect("erasures")
    reason = request.POST.get("reason", "")
    try:
        actions.refuse_erasure(found, reason=reason, by=actor, now=now)
    except Invalid as error:
        return _list(request, found.pk, reason, str(error.faults.get("reason", error.sentence)))
    messages.success(request, _("Refused. The person is told the legal reason."))
    return redirect("erasures")


@signed_in
@require_POST
def erasure_propose(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Propose, as the first administrator, to carry an approved request out."""
    found = _request(request, identifier)
    actions.propose_erasure(found, by=actor_of(request), now=clock.now_of(request))
    messages.success(request, _("Proposed. A second administrator must confirm."))
    return redirect("erasures")
