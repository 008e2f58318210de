"""The reading page, its threads, saving and sending comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments import actions, permissions
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import standing, unsent_of, visible_to
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import is_past_term, takes_comments
from seko.drafts.documents.drawing.body import Body, body_of
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import readable_by
from seko.foundation.core import clock
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.decisions import Decision
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
from seko.pages.reading import conflicts, presenters, threads, unchanged, writing
from seko.pages.reading.spans import commented_words
from seko.pages.reading.targets import Target, target_of

MOST_ALIKE = 3
LEAST_ALIKE = 0.62


@public
@require_safe
def reading(request: HttpRequest, code: str) -> HttpResponseBase:
    """The draft as a document, with its comments; `?p=` opens a passage's thread, `?show=` filters."""
    consultation = consulted(request, code)
    tombstone = _tombstone(request, consultation)
    if tombstone is not None:
        return tombstone
    tag = unchanged.tag_of(request, consultation, clock.now_of(request))
    short = unchanged.not_changed(request, tag)
    return short or unchanged.kept_or_drawn(request, tag, lambda: _drawn(request, consultation))


def _tombstone(request: HttpRequest, consultation: Consultation) -> HttpResponse | None:
    """Lead to the tombstone of a draft that was hidden from the reader; None where the text may be read."""
    version = consultation.version
    if version is None or version.status != VersionStatus.HIDDEN:
        return None
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if readable_by(actor, clock.now_of(request)).filter(pk=version.pk).exists():
        return None
    return redirect("version", code=version.document.code, number=version.number)


def _drawn(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    target = target_of(consultation, request.GET.dict())
    if target is not None and wants_fragment(request):
        return render(request, "reading/thread.html", _thread_context(request, consultation, target))
    if consultation.version is None:
        return render(request, "reading/questions.html", _questions_context(request, consultation, target))
    return render(request, "reading/reading.html", _page_context(request, consultation, consultation.version, target))


def _questions_context(request: HttpRequest, consultation: Consultation, target: Target | None) -> dict[str, Any]:
    """A consultation without a draft: its questions, one with its answers and the form open."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now_of(request)
    context = _thread_context(request, consultation, target) if target else {}
    return context | {
        "section": "consultations",
        "consultation": consultation,
        "head": presenters.head_of_questions(consultation, counts_of(consultation, now), now),
        "questions": presenters.questions(consultation),
        "opened": target.question.order if target and target.question else 0,
        "may_write": _may_write(actor, consultation, now),
        "deadline": deadline_words(consultation.leads_deadline_at, now),
    }


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
        "may_write": _may_write(actor, consultation, now),
        "takes_comments": takes_comments(consultation, now),
        "deadline": deadline_words(consultation.leads_deadline_at, now),
        "questions": list(consultation.questions.all()),
    }


def _may_write(actor: Actor, consultation: Consultation, now: datetime) -> Decision:
    """Whoever may write, as long as what is written can still be sent or asked to be taken late."""
    may = permissions.may_write(actor, consultation, now)
    return may if not may or consultation.status == Status.OPENED else permissions.takes_late(consultation)


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
    may = _may_write(actor, consultation, now)
    if form is None and may:
        form = _fresh_form(request, consultation, target)
    seko = next((each for each in form.sekos if each.code == form.seko), None) if form else None
    return {
        "form": form,
        "may_write": may,
        "may_send": permissions.may_send(actor, consultation, now, seko=seko) if may else may,
        "who_will_see": threads.who_will_see(consultation, actor),
    }


def _fresh_form(request: HttpRequest, consultation: Consultation, target: Target) -> writing.CommentForm:
    """Return the form to write here: a correction (`?correct=` and a number), what was left unsent, or an empty one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    number = request.GET.get("correct", "")
    if number:
        old = writing.own_comment(consultation, actor, number=int(number) if writing.is_number(number) else 0)
        refuse_unless(permissions.may_withdraw(actor, old, clock.now_of(request)))
        begun = writing.unsent_here(consultation, target, actor, old)
        return writing.filled(begun, consultation, actor) if begun else writing.correcting(old, consultation, actor)
    kept = writing.unsent_here(consultation, target, actor)
    is_missing = request.GET.get("missing") == "1"
    if kept and not is_missing:
        return writing.filled(kept, consultation, actor)
    return writing.blank(target, consultation, actor, is_missing=is_missing)


@signed_in
@require_http_methods(["PUT", "POST"])
def unsent_save(request: HttpRequest, code: str) -> HttpResponse:
    """Save what is being typed (the page does it by itself); answers 409 where another tab saved meanwhile."""
    consultation = consulted(request, code)
    data = QueryDict(request.body) if request.method == "PUT" else request.POST
    actor: Actor = request.actor  # type: ignore[attr-defined]
    posted = writing.read_post(data, consultation, actor, current())
    edition = request.headers.get("If-Match", "*").strip('W/"')
    now = clock.now_of(request)
    unsent = actions.save_unsent(
        identifier=posted.identifier,
        consultation=consultation,
        fields=posted.fields,
        by=actor,
        now=now,
        seko=posted.seko,
        revision=int(edition) if writing.is_number(edition) else None,
        drops_attachment=posted.drops_attachment,
        supersedes=posted.supersedes,
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
    actor: Actor = request.actor  # type: ignore[attr-defined]
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
            return redirect("record")
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
        identifier=posted.identifier,
        consultation=consultation,
        fields=posted.fields,
        by=request.actor,  # type: ignore[attr-defined]
        now=clock.now_of(request),
        seko=posted.seko,
        began_at=clock.began_at(request),
        attachment=attached,
        drops_attachment=posted.drops_attachment,
        supersedes=posted.supersedes,
        revision=posted.edition,
    )


def _save(
    request: HttpRequest, consultation: Consultation, posted: writing.Posted, attached: StoredFile | None
) -> Unsent:
    return actions.save_unsent(
        identifier=posted.identifier,
        consultation=consultation,
        fields=posted.fields,
        by=request.actor,  # type: ignore[attr-defined]
        now=clock.now_of(request),
        seko=posted.seko,
        revision=posted.edition,
        attachment=attached,
        drops_attachment=posted.drops_attachment,
        supersedes=posted.supersedes,
    )


def _attached(request: HttpRequest, consultation: Consultation, posted: writing.Posted) -> StoredFile | None:
    """Take the file in, from whoever may send here at all: of a sending that is refused nothing is stored."""
    upload = one_file(request, "attachment")
    if upload is None:
        return None
    actor: Actor = request.actor  # type: ignore[attr-defined]
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
    actor: Actor = request.actor  # type: ignore[attr-defined]
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
        **_form_context(request, consultation, posted.target, form),
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
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context: dict[str, Any] = {"consultation": consultation, "target": posted.target, "error": error}
    if isinstance(error.theirs, Unsent):
        context["versions"] = conflicts.versions(posted, error.theirs, clock.now_of(request))
        context["typed"] = tuple(conflicts.carried(request.POST, error.theirs))
    else:
        form = writing.again(posted, consultation, actor, {})
        form.identifier, form.edition = uuid4(), None
        context |= {"sent": error.theirs, "written": error.yours}
        context |= _form_context(request, consultation, posted.target, form)
    return render(request, "reading/conflict.html", context, status=409)


def _chosen(request: HttpRequest, consultation: Consultation, posted: writing.Posted) -> HttpResponse:
    """Go on from one of two texts, or from both in one: nothing is sent or saved yet."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
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
        **_form_context(request, consultation, posted.target, form),
    }
    return render(request, "reading/again.html", context)


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
