"""The draft or the questions as a page, with the threads of comments and the form in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.dialogue.comments import permissions
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import is_past_term, takes_comments, translation_beside
from seko.dialogue.consultations.requests import consulted
from seko.dialogue.tracing.actions import note_read
from seko.dialogue.tracing.queries import last_read
from seko.drafts.documents.drawing.body import Body, body_beside, body_of
from seko.drafts.documents.enums import VersionStatus
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import readable_by
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.decisions import Decision
from seko.foundation.core.errors import refuse_unless
from seko.foundation.core.fragments import wants_fragment
from seko.foundation.core.languages import current
from seko.foundation.core.typed import whole_number
from seko.pages.facts.counts import Counts, counts_of
from seko.pages.facts.timetable import deadline_words
from seko.pages.reading import presenters, threads, unchanged, writing
from seko.pages.reading.drafts import changed_here, other_drafts, placed_here, since
from seko.pages.reading.spans import commented_words
from seko.pages.reading.targets import Target, target_of, text_of
from seko.pages.reading.translated import other_text


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
    actor = actor_of(request)
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
    actor = actor_of(request)
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
    actor = actor_of(request)
    now = clock.now_of(request)
    show = request.GET.get("show", presenters.ALL)
    text = text_of(consultation, request.GET.dict())
    body = _body(consultation, version, text)
    counts = counts_of(consultation, now)
    opened = target.mark if target else 0
    wanted = show if show in (presenters.COMMENTED, presenters.WAITING) else presenters.ALL
    address = presenters.address_of(wanted, text)
    earlier = placed_here(consultation, actor, now)
    is_late = is_past_term(consultation, now)
    changed = changed_here(consultation, actor, now)
    language = text or version.language
    marks, plus = presenters.marks(
        counts, body, address, opened, is_late=is_late, language=language, earlier=earlier, changed=changed
    )
    context = _thread_context(request, consultation, target) if target else {}
    thread = render(request, "reading/thread.html", context).content.decode() if opened else ""
    html = body.html(
        marks,
        plus=plus,
        spans=commented_words(consultation, actor, now, text),
        opened=opened,
        thread=thread,
        keep=presenters.kept(counts, show),
    )
    return (
        context
        | _frame(request, consultation, version, counts, body, opened, show, text)
        | {
            "document": mark_safe(html),  # noqa: S308 - drawn by body.py, which escapes every word
        }
    )


def _body(consultation: Consultation, version: Version, text: str) -> Body:
    beside = translation_beside(consultation)
    if not text or beside is None:
        return body_of(version.pk, version.content_hash, current())
    return body_beside(beside.pk, beside.content_hash, version.pk, version.content_hash, current())


def _frame(
    request: HttpRequest,
    consultation: Consultation,
    version: Version,
    counts: Counts,
    body: Body,
    opened: int,
    show: str,
    text: str,
) -> dict[str, Any]:
    now = clock.now_of(request)
    actor = actor_of(request)
    drafts = other_drafts(consultation, actor, now)
    known = last_read(actor, version.document_id)
    note_read(version, known, by=actor)
    section = next((each.place for each in body.sections if opened in each.passages), "")
    return {
        "section": "consultations",
        "consultation": consultation,
        "version": version,
        "head": presenters.head(consultation, version, counts, now, text),
        "text": text,
        "text_language": text or version.language,
        "texts": presenters.texts(consultation, version, text, _name_of(body, opened)),
        "contents": presenters.contents(body, counts, section),
        "filters": presenters.filters(counts, show, text),
        "may_write": _may_write(actor, consultation, now),
        "takes_comments": takes_comments(consultation, now),
        "deadline": deadline_words(consultation.leads_deadline_at, now),
        "questions": list(consultation.questions.all()),
        "drafts": drafts,
        "since": since(version, drafts, known),
    }


def _name_of(body: Body, opened: int) -> str:
    return next((place for place, pk in body.places.items() if pk == opened), "") if opened else ""


def _may_write(actor: Actor, consultation: Consultation, now: datetime) -> Decision:
    """Whoever may write, as long as what is written can still be sent or asked to be taken late."""
    may = permissions.may_write(actor, consultation, now)
    return may if not may or consultation.status == Status.OPENED else permissions.takes_late(consultation)


def _thread_context(request: HttpRequest, consultation: Consultation, target: Target) -> dict[str, Any]:
    actor = actor_of(request)
    now = clock.now_of(request)
    everything = request.GET.get("all") == "1"
    thread = threads.thread_of(
        consultation, target, actor, now, counts_of(consultation, now), first=2_000 if everything else threads.FIRST
    )
    context = {
        "consultation": consultation,
        "target": target,
        "thread": thread,
        "close": reverse("reading", args=[consultation.code])
        + (f"?text={target.text}" if target.text else "")
        + (f"#p-{target.name}" if target.mark else ""),
        "other_text": other_text(consultation, target),
        "deadline": deadline_words(consultation.leads_deadline_at, now),
    }
    return context | form_context(request, consultation, target)


def form_context(
    request: HttpRequest, consultation: Consultation, target: Target, form: writing.CommentForm | None = None
) -> dict[str, Any]:
    """Return what the form to write at a target takes: as given, else as it stands when it is opened."""
    actor = actor_of(request)
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
    actor = actor_of(request)
    number = request.GET.get("correct", "")
    if number:
        old = writing.own_comment(consultation, actor, number=whole_number(number) or 0)
        refuse_unless(permissions.may_withdraw(actor, old, clock.now_of(request)))
        begun = writing.unsent_here(consultation, target, actor, old)
        return writing.filled(begun, consultation, actor) if begun else writing.correcting(old, consultation, actor)
    kept = writing.unsent_here(consultation, target, actor)
    is_missing = request.GET.get("missing") == "1"
    if kept and not is_missing:
        return writing.filled(kept, consultation, actor)
    return writing.blank(target, consultation, actor, is_missing=is_missing)
