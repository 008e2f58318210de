"""Writing a comment: kept unsent while it is typed, sent, supported; with what is like it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from seko.actors.organisations.requests import actor_of
from seko.dialogue.comments import actions, permissions
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import standing, unsent_of, visible_to
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.requests import consulted, limit_of
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import (
    Conflict,
    Invalid,
    NotThere,
    SekoError,
    TooLarge,
    Unavailable,
    WrongState,
    refuse_unless,
)
from seko.foundation.core.languages import current
from seko.foundation.core.typed import whole_number
from seko.foundation.files import actions as files
from seko.foundation.files.models import StoredFile
from seko.foundation.files.refusals import FileRefused
from seko.foundation.files.uploads import one_file
from seko.foundation.text.likeness import look_alikes
from seko.pages.facts.finding import from_anchor
from seko.pages.facts.timetable import deadline_words
from seko.pages.reading import conflicts, threads, writing
from seko.pages.reading.views.reading import form_context

MOST_ALIKE = 3
LEAST_ALIKE = 0.62


@signed_in
@require_http_methods(["PUT", "POST"])
def unsent_save(request: HttpRequest, code: str) -> HttpResponse:
    """Save what is being typed (the page does it by itself); answers 409 where another tab saved meanwhile."""
    consultation = consulted(request, code)
    data = QueryDict(request.body) if request.method == "PUT" else request.POST
    actor = actor_of(request)
    posted = writing.read_post(data, consultation, actor, current())
    edition = request.headers.get("If-Match", "*").strip('W/"')
    now = clock.now_of(request)
    unsent = actions.save_unsent(
        **posted.given, consultation=consultation, revision=whole_number(edition), by=actor, now=now
    )
    response = HttpResponse(status=204)
    response["ETag"] = f'"{unsent.revision}"'
    return response


@signed_in
@require_POST
def comment_send(request: HttpRequest, code: str) -> HttpResponse:
    """Send the comment and lead to its receipt; on a fault the page comes back with everything that was typed."""
    data = request.POST  # the whole request is here before the clock is read (reliability.md C6 68)
    consultation = consulted(request, code)
    actor = actor_of(request)
    posted: writing.Posted | None = None
    attached: StoredFile | None = None
    try:
        posted = writing.read_post(data, consultation, actor, current())
        if "take" in data or "compose" in data:
            return _chosen(request, consultation, posted)
        attached = _attached(request, consultation, posted)
        personal = writing.personal_in(posted.values)
        if "save" in data:
            _save(request, consultation, posted, attached)
            return redirect("record") if limit_of(request) is None else redirect("reading", code)
        if personal and data.get("weighed", "") != writing.weighed(personal):
            return _again(request, consultation, posted, personal=personal, attached=attached)
        comment = _send(request, consultation, posted, attached)
    except NotThere:
        raise
    except SekoError as error:
        if isinstance(error, Conflict) and posted is not None:
            return _conflict(request, consultation, posted, error)
        return _again(request, consultation, posted, error, attached=attached)
    finally:
        actions.let_go(attached)  # unless something holds it now: a comment, or the text that was kept
    return redirect(reverse("comment-receipt", args=[comment.token]) + "?sent=1")


def _send(
    request: HttpRequest, consultation: Consultation, posted: writing.Posted, attached: StoredFile | None
) -> Comment:
    return actions.send_comment(
        **posted.given,
        consultation=consultation,
        attachment=attached,
        revision=posted.edition,
        by=actor_of(request),
        now=clock.now_of(request),
        began_at=clock.began_at(request),
    )


def _save(
    request: HttpRequest, consultation: Consultation, posted: writing.Posted, attached: StoredFile | None
) -> Unsent:
    return actions.save_unsent(
        **posted.given,
        consultation=consultation,
        attachment=attached,
        revision=posted.edition,
        by=actor_of(request),
        now=clock.now_of(request),
    )


def _attached(request: HttpRequest, consultation: Consultation, posted: writing.Posted) -> StoredFile | None:
    """Take the file in, from whoever may send here at all: of a sending that is refused nothing is stored."""
    upload = one_file(request, "attachment")
    if upload is None:
        return None
    actor = actor_of(request)
    now = clock.now_of(request)
    refuse_unless(permissions.may_address(actor, consultation, now, posted.seko))
    return files.receive(upload, kind="attachment", by=actor, now=now)


def _again(
    request: HttpRequest,
    consultation: Consultation,
    posted: writing.Posted | None,
    error: SekoError | None = None,
    *,
    personal: tuple[writing.Personal, ...] = (),
    attached: StoredFile | None = None,
) -> HttpResponse:
    """Return the form with everything that was typed, what is wrong with it, and what its author should weigh."""
    actor = actor_of(request)
    now = clock.now_of(request)
    if posted is None:
        posted = writing.read_post(_without_place(request.POST), consultation, actor, current())
        posted = replace(posted, values={**posted.values, "quote": request.POST.get("quote", "")})
    is_late = isinstance(error, WrongState)
    kept = _kept(request, consultation, posted, attached) if is_late or attached else None
    form = writing.again(posted, consultation, actor, {} if is_late and kept else _faults(error))
    form.personal = personal
    form.edition = kept.revision if kept else form.edition
    kept = kept if is_late else None
    context = {
        "consultation": consultation,
        "target": posted.target,
        "deadline": deadline_words(consultation.leads_deadline_at, now),
        "kept": kept,
        "refusal": error.sentence if error else "",
        "may_request_late": permissions.may_request_late(actor, kept, now) if kept else None,
        **form_context(request, consultation, posted.target, form),
    }
    return render(request, "reading/again.html", context, status=error.status if error else 400)


def _faults(error: SekoError | None) -> Mapping[str, Any]:
    if error is None:
        return {}
    if isinstance(error, FileRefused | TooLarge | Unavailable):
        return {"attachment": error.sentence}
    return error.faults if isinstance(error, Invalid) else {"": error.sentence}


def _kept(
    request: HttpRequest, consultation: Consultation, posted: writing.Posted, attached: StoredFile | None
) -> Unsent | None:
    """Keep what could not be sent as an unsent comment, its file with it; None where it cannot be kept either
    (reliability.md C6 69).
    """
    try:
        return _save(request, consultation, posted, attached)
    except SekoError:
        return None


def _without_place(data: QueryDict) -> QueryDict:
    copy = data.copy()
    copy["selection"] = copy["quote"] = ""
    return copy


def _conflict(
    request: HttpRequest, consultation: Consultation, posted: writing.Posted, error: Conflict
) -> HttpResponse:
    """Both texts on one page: with what was saved meanwhile one goes on, what was sent does not change any more."""
    actor = actor_of(request)
    context: dict[str, Any] = {"consultation": consultation, "target": posted.target, "error": error}
    if isinstance(error.theirs, Unsent):
        context["versions"] = conflicts.versions(posted, error.theirs, clock.now_of(request))
        context["typed"] = tuple(conflicts.carried(request.POST, error.theirs))
    else:
        form = writing.again(posted, consultation, actor, {})
        form.identifier, form.edition = uuid4(), None
        context |= {"sent": error.theirs, "written": error.yours}
        context |= form_context(request, consultation, posted.target, form)
    return render(request, "reading/conflict.html", context, status=409)


def _chosen(request: HttpRequest, consultation: Consultation, posted: writing.Posted) -> HttpResponse:
    """Go on from one of two texts, or from both in one: nothing is sent or saved yet."""
    actor = actor_of(request)
    theirs = unsent_of(actor).filter(pk=posted.identifier, consultation=consultation).first()
    if request.POST.get("take") == "theirs":
        form = None
        if theirs is not None:
            form = writing.filled(theirs, consultation, actor)
    else:
        if "compose" in request.POST and theirs is not None:
            posted = conflicts.composed(posted, theirs)
        form = writing.again(posted, consultation, actor, {})
    context = {
        "consultation": consultation,
        "target": posted.target,
        "deadline": deadline_words(consultation.leads_deadline_at, clock.now_of(request)),
        **form_context(request, consultation, posted.target, form),
    }
    return render(request, "reading/again.html", context)


@signed_in
@require_POST
def alike(request: HttpRequest, code: str) -> HttpResponse:
    """Return the comments of one's own side that are like what is being typed, across scripts."""
    consultation = consulted(request, code)
    actor = actor_of(request)
    words = request.POST.get("words", "")[:4_000]
    target = writing.posted_target(request.POST, consultation)
    rows = standing(visible_to(actor, clock.now_of(request))).filter(target.comments, consultation=consultation)
    comments = list(rows.select_related("organisation", "consultation")[:400])
    found = look_alikes(words, [comment.words for comment in comments], LEAST_ALIKE) if len(words) > 30 else []
    context = {"comments": [comments[each.place] for each in found[:MOST_ALIKE]]}
    return render(request, "reading/alike.html", context)


@signed_in
@require_POST
def comment_support(request: HttpRequest, comment: UUID) -> HttpResponse:
    """Support a comment, or take the support back."""
    actor = actor_of(request)
    now = clock.now_of(request)
    found = visible_to(actor, now).select_related("consultation").filter(pk=comment).first()
    if found is None:
        raise NotThere
    if found.supports.filter(organisation_id=actor.organisation_id or threads.NOBODY).exists():
        actions.withdraw_support(found, by=actor, now=now)
    else:
        actions.support_comment(found, by=actor, now=now)
    place = from_anchor(found)
    return redirect(reverse("reading", args=[found.consultation.code]) + place)
