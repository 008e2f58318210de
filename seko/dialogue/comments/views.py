"""The files of comments, and requests to take one after the deadline: asked back by the author, proposed to be
accepted or refused by the ministry's coordination.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.dialogue.comments import actions, permissions, presenters, queries
from seko.dialogue.comments.models import Comment, Unsent
from seko.foundation.core import clock
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.errors import Invalid, NotThere, refuse_unless
from seko.foundation.files.responses import file_response
from seko.foundation.workflow import second
from seko.foundation.workflow.second import PROPOSED


@public
@require_safe
def attachment(request: HttpRequest, number: str) -> HttpResponseBase:
    """The file that came with a comment, for whoever may read the comment."""
    parsed = queries.parse_number(number)
    if parsed is None:
        raise NotThere
    code, running = parsed
    seen = queries.visible_to(actor_of(request), clock.now_of(request))
    rows = seen.filter(consultation__code=code, number=running).select_related("attachment")
    return _file(rows.first())


@public
@require_safe
def receipt_attachment(request: HttpRequest, token: str) -> HttpResponseBase:
    """The file of the comment whose receipt's link one holds."""
    return _file(queries.by_token(token))


@signed_in
@require_safe
def unsent_attachment(request: HttpRequest, identifier: UUID) -> HttpResponseBase:
    """The file kept with an unsent comment, for its own side and for those who decide on sending it late."""
    rows = queries.unsent_visible_to(actor_of(request))
    return _file(rows.filter(pk=identifier).select_related("attachment").first())


def _file(found: Comment | Unsent | None) -> HttpResponseBase:
    """Give the file out once it is found clean (or where no scanner is): before that to nobody, its sender included."""
    if found is None or found.attachment is None:
        raise NotThere
    return file_response(found.attachment)


@signed_in
@require_POST
def late_recall(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Take one's own request back."""
    actor = actor_of(request)
    found = queries.unsent_of(actor).select_related("consultation").filter(pk=identifier).first()
    if found is None:
        raise NotThere
    actions.recall_late_request(found, by=actor, now=clock.now_of(request))
    messages.success(request, _("The request is taken back. You can go on writing, or discard the text."))
    return redirect("unsent", unsent=found.pk)


def _coordination(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    refuse_unless(permissions.may_decide_late(actor, None, clock.now_of(request)))
    return actor


@signed_in
@require_safe
def late_requests(request: HttpRequest) -> HttpResponse:
    """Every request that is not decided: the words, the author's reason, what can be done."""
    return _page(request, _coordination(request))


def _page(request: HttpRequest, actor: Actor, *, fault: str = "", at: UUID | None = None) -> HttpResponse:
    waiting = [each for each in second.everything_waiting() if each.deed == presenters.DEED]
    context = {
        "section": "late-requests",
        "requests": presenters.requests(queries.late_requests(), waiting, actor, clock.now_of(request)),
        "fault": fault,
        "at": at,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "comments/late_requests.html", context, status=400 if fault else 200)


@signed_in
@require_POST
def late_accept(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Propose to take it; a second person confirms."""
    done = str(PROPOSED)
    return _decide(request, identifier, actions.propose_late_acceptance, done)


@signed_in
@require_POST
def late_refuse(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Refuse it; the author is told the reason and the report lists it."""
    return _decide(request, identifier, actions.refuse_late, _("Refused. The author is told the reason."))


def _decide(request: HttpRequest, identifier: UUID, act: Callable[..., Any], done: str) -> HttpResponse:
    actor = _coordination(request)
    found = Unsent.objects.filter(pk=identifier).exclude(late_status="none").select_related("consultation").first()
    if found is None:
        raise NotThere
    try:
        act(found, reason=request.POST.get("reason", ""), by=actor, now=clock.now_of(request))
    except Invalid as invalid:
        return _page(request, actor, fault=str(invalid.sentence), at=identifier)
    messages.success(request, done)
    return redirect("late-requests")
