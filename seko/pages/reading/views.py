"""The reading page, its threads, saving and sending comments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import actions, permissions
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import standing, visible_to
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import is_past_term
from seko.drafts.documents.drawing.body import Body, body_of
from seko.drafts.documents.models import Version
from seko.foundation.core import clock
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.errors import Conflict, Invalid, NotThere, SekoError, TooLarge, Unavailable, WrongState
from seko.foundation.core.fragments import wants_fragment
from seko.foundation.core.languages import current
from seko.foundation.files import actions as files
from seko.foundation.files.models import StoredFile
from seko.foundation.files.refusals import FileRefused
from seko.foundation.files.uploads import one_file
from seko.foundation.text.likeness import look_alikes
from seko.pages.facts.counts import Counts, counts_of
from seko.pages.facts.finding import consulted, from_anchor
from seko.pages.facts.timetable import deadline_words
from seko.pages.reading import presenters, threads, unchanged, writing
from seko.pages.reading.spans import commented_words
from seko.pages.reading.targets import Target, target_of

MOST_ALIKE = 3
LEAST_ALIKE = 0.62


@public
@require_safe
def reading(request: HttpRequest, code: str) -> HttpResponseBase:
    """The draft as a document, with its comments; `?p=` opens a passage's thread, `?show=` filters."""
    consultation = consulted(request, code)
    tag = unchanged.tag_of(request, consultation, clock.now_of(request))
    short = unchanged.not_changed(request, tag)
    return short or unchanged.kept_or_drawn(request, tag, lambda: _drawn(request, consultation))


def _drawn(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    target = target_of(consultation, request.GET.dict())
    if consultation.version is None:
        return redirect("consultation", code=consultation.code)
    if target is not None and wants_fragment(request):
        return render(request, "reading/thread.html", _thread_context(request, consultation, target))
    return render(request, "reading/reading.html", _page_context(request, consultation, consultation.version, target))


def _page_context(
    request: HttpRequest, consultation: Consultation, version: Version, target: Target | None
) -> dict[str, Any]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now_of(request)
    show = request.GET.get("show", presenters.ALL)
    body = body_of(version.pk, version.content_hash, current())
    counts = counts_of(consultation, now)
    opened = target.mark if target else 0
    address = presenters.address_of(show if show in (presenters.COMMENTED, presenters.WAITING) else presenters.ALL)
    marks, plus = presenters.marks(counts, body, address, opened, is_late=is_past_term(consultation, now))
    context = _thread_context(request, consultation, target) if target else {}
    thread = render(request, "reading/thread.html", context).content.decode() if opened else ""
    html = body.html(
        marks,
        plus=plus,
        spans=commented_words(consultation, actor, now),
        opened=opened,
        thread=thread,
        keep=presenters.kept(counts, show),
    )
    return (
        context
        | _frame(request, consultation, version, counts, body, opened, show)
        | {
            "document": mark_safe(html),  # noqa: S308 - drawn by body.py, which escapes every word
        }
    )


def _frame(
    request: HttpRequest,
    consultation: Consultation,
    version: Version,
    counts: Counts,
    body: Body,
    opened: int,
    show: str,
) -> dict[str, Any]:
    now = clock.now_of(request)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    section = next((each.place for each in body.sections if opened in each.passages), "")
    return {
        "section": "consultations",
        "consultation": consultation,
        "version": version,
        "head": presenters.head(consultation, version, counts, now),
        "contents": presenters.contents(body, counts, section),
        "filters": presenters.filters(counts, show),
        "may_write": permissions.may_write(actor, consultation, now),
        "deadline": deadline_words(consultation.leads_deadline_at, now),
        "questions": list(consultation.questions.all()),
    }


def _thread_context(request: HttpRequest, consultation: Consultation, target: Target) -> dict[str, Any]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now_of(request)
    everything = request.GET.get("all") == "1"
    thread = threads.thread_of(
        consultation, target, actor, now, counts_of(consultation, now), first=2_000 if everything else threads.FIRST
    )
    context = {
        "consultation": consultation,
        "target": target,
        "thread": thread,
        "close": reverse("reading", args=[consultation.code]) + (f"#p-{target.name}" if target.mark else ""),
        "deadline": deadline_words(consultation.leads_deadline_at, now),
    }
    return context | _form_context(request, consultation, target)


def _form_context(
    request: HttpRequest, consultation: Consultation, target: Target, form: writing.CommentForm | None = None
) -> dict[str, Any]:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now_of(request)
    may = permissions.may_write(actor, consultation, now)
    if form is None and may:
        kept = writing.unsent_here(consultation, target, actor)
        is_missing = request.GET.get("missing") == "1"
        form = (
            writing.filled(kept, consultation, actor)
            if kept and not is_missing
            else writing.blank(target, consultation, actor, is_missing=is_missing)
        )
    seko = next((each for each in form.sekos if each.code == form.seko), None) if form else None
    return {
        "form": form,
        "may_write": may,
        "may_send": permissions.may_send(actor, consultation, now, seko=seko) if may else may,
        "who_will_see": threads.who_will_see(consultation, actor),
    }


@signed_in
@require_http_methods(["PUT", "POST"])
def unsent_save(request: HttpRequest, code: str) -> HttpResponse:
    """Save what is being typed (the page does it by itself); answers 409 where another tab saved meanwhile."""
    consultation = consulted(request, code)
    data = QueryDict(request.body) if request.method == "PUT" else request.POST
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now_of(request)
    posted = writing.read_post(data, consultation, actor, current())
    edition = request.headers.get("If-Match", "*").strip('W/"')
    unsent = actions.save_unsent(
        identifier=posted.identifier,
        consultation=consultation,
        fields=posted.fields,
        by=actor,
        now=now,
        seko=posted.seko,
        revision=int(edition) if edition.isdecimal() else None,
    )
    response = HttpResponse(status=204)
    response["ETag"] = f'"{unsent.revision}"'
    return response


@signed_in
@require_POST
def comment_send(request: HttpRequest, code: str) -> HttpResponse:
    """Send the comment and lead to its receipt; on a fault the page comes back with everything that was typed."""
    consultation = consulted(request, code)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now_of(request)
    posted: writing.Posted | None = None
    attached: StoredFile | None = None
    try:
        posted = writing.read_post(request.POST, consultation, actor, current())
        if "save" in request.POST:
            _save(consultation, posted, actor, now)
            return redirect("record")
        personal = writing.personal_in(posted.values)
        if request.POST.get("weighed", "") != writing.weighed(personal) and personal:
            return _again(request, consultation, posted, personal=personal)
        attached = _attached(request, actor)
        comment = actions.send_comment(
            identifier=posted.identifier,
            consultation=consultation,
            fields=posted.fields,
            by=actor,
            now=now,
            seko=posted.seko,
            began_at=request.started_at,  # type: ignore[attr-defined]
            attachment=attached,
            supersedes=_superseded(request, actor),
        )
    except SekoError as error:
        if attached is not None:
            files.discard(attached)
        if isinstance(error, Conflict):
            return _conflict(request, consultation, error)
        if isinstance(error, NotThere):
            raise
        return _again(request, consultation, posted, error)
    if attached is not None and comment.attachment_id != attached.pk:
        files.discard(attached)  # sent before: the first receipt, with the first file
    return redirect(reverse("comment-receipt", args=[comment.token]) + "?sent=1")


def _save(consultation: Consultation, posted: writing.Posted, actor: Actor, now: datetime) -> Unsent:
    return actions.save_unsent(
        identifier=posted.identifier,
        consultation=consultation,
        fields=posted.fields,
        by=actor,
        now=now,
        seko=posted.seko,
    )


def _attached(request: HttpRequest, actor: Actor) -> StoredFile | None:
    upload = one_file(request, "attachment")
    return files.receive(upload, kind="attachment", by=actor, now=clock.now_of(request)) if upload else None


def _superseded(request: HttpRequest, actor: Actor) -> Comment | None:
    number = request.POST.get("supersedes", "")
    if not number:
        return None
    try:
        return visible_to(actor, clock.now_of(request)).select_related("consultation").get(pk=UUID(number))
    except (ValueError, Comment.DoesNotExist):
        raise NotThere from None


def _again(
    request: HttpRequest,
    consultation: Consultation,
    posted: writing.Posted | None,
    error: SekoError | None = None,
    *,
    personal: tuple[writing.Personal, ...] = (),
) -> HttpResponse:
    """Return the form with everything that was typed, what is wrong with it, and what its author should weigh."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now_of(request)
    if posted is None:
        posted = writing.read_post(_without_place(request.POST), consultation, actor, current())
        posted = writing.Posted(
            posted.identifier,
            posted.target,
            posted.fields,
            posted.seko,
            posted.edition,
            {
                **posted.values,
                "quote": request.POST.get("quote", ""),
            },
        )
    kept = _kept(consultation, posted, actor, now) if isinstance(error, WrongState) else None
    form = writing.again(posted, consultation, actor, _faults(error) if kept is None else {})
    form.personal = personal
    context = {
        "consultation": consultation,
        "target": posted.target,
        "deadline": deadline_words(consultation.leads_deadline_at, now),
        "kept": kept,
        "refusal": error.sentence if error else "",
        "may_request_late": permissions.may_request_late(actor, kept, now) if kept else None,
        **_form_context(request, consultation, posted.target, form),
    }
    return render(request, "reading/again.html", context, status=error.status if error else 400)


def _faults(error: SekoError | None) -> Mapping[str, Any]:
    if error is None:
        return {}
    if isinstance(error, FileRefused | TooLarge | Unavailable):
        return {"attachment": error.sentence}
    return error.faults if isinstance(error, Invalid) else {"": error.sentence}


def _kept(consultation: Consultation, posted: writing.Posted, actor: Actor, now: datetime) -> Unsent | None:
    """Keep what came too late as an unsent comment; None where it cannot be kept either (reliability.md C6 69)."""
    try:
        return _save(consultation, posted, actor, now)
    except SekoError:
        return None


def _without_place(data: QueryDict) -> QueryDict:
    copy = data.copy()
    copy["selection"] = copy["quote"] = ""
    return copy


def _conflict(request: HttpRequest, consultation: Consultation, error: Conflict) -> HttpResponse:
    context = {"consultation": consultation, "sent": error.theirs, "written": error.yours, "error": error}
    return render(request, "reading/conflict.html", context, status=409)


@signed_in
@require_POST
def alike(request: HttpRequest, code: str) -> HttpResponse:
    """Return the comments of one's own side that are like what is being typed, across scripts."""
    consultation = consulted(request, code)
    actor: Actor = request.actor  # type: ignore[attr-defined]
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
    actor: Actor = request.actor  # type: ignore[attr-defined]
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
