"""The permanent page of a comment, its receipt, and what became of one's comments."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seko.actors.organisations.queries import organisations, with_aliases_of
from seko.actors.organisations.requests import actor_of
from seko.dialogue.comments import actions, permissions
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import (
    by_token,
    knows_author,
    number_of,
    own,
    parse_number,
    unsent_of,
    value_words,
    visible_to,
)
from seko.dialogue.positions.queries import open_dissents
from seko.drafts.documents.model.anchors import from_json
from seko.foundation.core import clock
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.decisions import first_refusal
from seko.foundation.core.errors import Invalid, NotThere
from seko.foundation.core.paging import page_number
from seko.foundation.files.shown import attached
from seko.foundation.rendering.formats import LISTS, render_list
from seko.foundation.rendering.responses import saved_response
from seko.pages.facts.changed import changed_by_own
from seko.pages.record import presenters
from seko.pages.record.dissents import dissent_of
from seko.pages.record.exports import UNSENT
from seko.pages.record.following import what_follows

PER_PAGE = 50
CHANGED = 10
WITH_UNSENT = ("consultation", "organisation", "question", "attachment", "supersedes__consultation")
WITH = ("consultation", "organisation", "own_point", "set_aside__position", "question", "attachment")
WITH_VERSION = (*WITH, "consultation__version")


def _seen(request: HttpRequest, number: str) -> Comment:
    parsed = parse_number(number)
    if parsed is None:
        raise NotThere
    code, running = parsed
    rows = visible_to(actor_of(request), clock.now_of(request))
    found = rows.filter(consultation__code=code, number=running).select_related(*WITH_VERSION).first()
    if found is None:
        raise NotThere
    return found


@public
@require_safe
def comment(request: HttpRequest, number: str) -> HttpResponse:
    """The permanent page of a comment: words, place, and what became of it."""
    found = _seen(request, number)
    actor = actor_of(request)
    dissent = dissent_of(found, actor, clock.now_of(request))
    return render(request, "record/comment.html", {**_context(request, found), "dissent": dissent})


def _context(request: HttpRequest, found: Comment, file_url: str = "") -> dict[str, object]:
    now = clock.now_of(request)
    actor = actor_of(request)
    shown = presenters.page_of(found, actor, now, file_url=file_url)
    is_own = permissions.is_own(actor, found)
    return {
        "comment": found,
        "shown": shown,
        "is_own": is_own,
        "may_withdraw": permissions.may_withdraw(actor, found, now),
        "follows": what_follows(found, now) if shown.waits and (is_own or file_url) else (),
    }


@public
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """The receipt: who holds its link may read the comment."""
    found = by_token(token)
    if found is None:
        raise NotThere
    found = Comment.objects.select_related(*WITH_VERSION, "person").get(pk=found.pk)
    return render(
        request,
        "record/receipt.html",
        {
            **_context(request, found, reverse("receipt-attachment", args=[token])),
            "is_receipt": True,
            "is_fresh": "sent" in request.GET,
            "is_mailed": found.person is not None and found.person.has_confirmed_email,
            "grace": settings.SEKO_GRACE_SECONDS,
        },
    )


@public
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Lead a typed number, in either script, to its comment."""
    parsed = parse_number(request.GET.get("number", ""))
    if parsed is None:
        raise NotThere
    code, running = parsed
    return redirect("comment", number=f"{code}-{running:04d}".upper())


@signed_in
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """My comments and answers: unsent ones, and every sent one with what became of it; the organisation's, or the
    person's own.
    """
    actor = actor_of(request)
    now = clock.now_of(request)
    dissentable = {each.pk for each in open_dissents(actor, now)}
    show = presenters.shown(request.GET.get("show", ""), actor)
    rows, waiting = Comment.objects.filter(own(actor)), unsent_of(actor)
    if show == presenters.MINE:
        rows, waiting = rows.filter(person=actor.person), waiting.filter(person=actor.person)
    elif show:
        rows, waiting = rows.filter(pk__in=dissentable), waiting.none()
    page = _page(request, rows)
    context = {
        "section": "record",
        "unsent": presenters.unsent_rows(waiting.select_related("consultation")[:PER_PAGE], actor, now),
        "rows": presenters.rows_of(list(page.object_list), actor, now, dissentable=dissentable),
        "filters": presenters.filters(actor, len(dissentable), show),
        "nothing": presenters.nothing(show),
        "query": f"show={show}&" if show else "",
        "listed": page,
        "changed": changed_by_own(actor, now, most=CHANGED) if not show and page.number == 1 else (),
    }
    return render(request, "record/record.html", context)


def _page(request: HttpRequest, rows: QuerySet[Comment]) -> Page[Comment]:
    ordered = rows.select_related(*WITH).order_by("-sent_at", "-number")
    return Paginator(ordered, PER_PAGE).get_page(page_number(request))


@public
@require_safe
def organisation_record(request: HttpRequest, slug: str) -> HttpResponse:
    """What an organisation said and what became of it, as far as the reader may know."""
    organisation = organisations().filter(slug=slug).select_related("merged_into").first()
    if organisation is None:
        raise NotThere
    if organisation.merged_into is not None:
        return redirect("organisation-record", slug=organisation.merged_into.slug)
    now = clock.now_of(request)
    rows = visible_to(actor_of(request), now).filter(
        knows_author(actor_of(request)), organisation__in=with_aliases_of(organisation)
    )
    page = _page(request, rows)
    context = {
        "organisation": organisation,
        "rows": presenters.rows_of(list(page.object_list), actor_of(request), now),
        "listed": page,
    }
    return render(request, "record/organisation.html", context)


def _unsent(request: HttpRequest, identifier: UUID) -> Unsent:
    found = unsent_of(actor_of(request)).select_related(*WITH_UNSENT).filter(pk=identifier).first()
    if found is None:
        raise NotThere
    return found


@signed_in
@require_safe
def unsent(request: HttpRequest, unsent: UUID) -> HttpResponse:
    """An unsent comment: go on writing while it can be sent; ask for late sending when it cannot."""
    return _unsent_page(request, _unsent(request, unsent))


def _unsent_page(request: HttpRequest, found: Unsent, *, fault: str = "") -> HttpResponse:
    now = clock.now_of(request)
    actor = actor_of(request)
    may_send = first_refusal(
        permissions.may_edit_unsent(actor, found, now),
        permissions.may_send(actor, found.consultation, now, seko=found.seko),
    )
    context = {
        "unsent": found,
        "attachment": attached(found.attachment, reverse("unsent-attachment", args=[found.pk])),
        "value": value_words(found.proposed_value),
        "may_send": may_send,
        "title": may_send.reason or found.get_late_status_display(),
        "number": number_of(found.supersedes) if found.supersedes else "",
        "may_request_late": permissions.may_request_late(actor, found, now),
        "place_url": reverse("reading", args=[found.consultation.code]) + _place(found, may_go_on=bool(may_send)),
        "fault": fault,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "record/unsent.html", context, status=400 if fault else 200)


@signed_in
@require_safe
def unsent_file(request: HttpRequest) -> HttpResponse:
    """All that the person has not sent yet, as a file: also what was left behind by an organisation that is gone."""
    now = clock.now_of(request)
    format = request.GET.get("format", "xlsx")
    if format not in LISTS:
        raise NotThere
    rows = unsent_of(actor_of(request)).select_related(*WITH_UNSENT)
    made = render_list(UNSENT, rows, format, title=_("Unsent comments"), made_at=now)
    return saved_response(made, "unsent")


def _place(found: Unsent, *, may_go_on: bool) -> str:
    """Return where the text stands; a correction that can go on is opened as one."""
    anchor = from_json(found.anchor)
    if found.question is not None:
        place = f"?q={found.question.order}#thread"
    else:
        place = f"?p={anchor.passages[0]}#p-{anchor.passages[0]}" if anchor.passages else "?p=whole#thread"
    if not may_go_on:
        return place
    opened = presenters.with_correction(place, found.supersedes) if found.supersedes else place
    return opened.partition("#")[0] + "#compose"


@signed_in
@require_POST
def discard(request: HttpRequest, unsent: UUID) -> HttpResponse:
    """Delete an unsent comment."""
    found = _unsent(request, unsent)
    actions.discard_unsent(found, by=actor_of(request), now=clock.now_of(request))
    messages.success(request, _("The unsent comment is deleted."))
    return redirect("record")


@signed_in
@require_POST
def late(request: HttpRequest, unsent: UUID) -> HttpResponse:
    """Ask for late sending; the reason stays in the form when it cannot be taken."""
    found = _unsent(request, unsent)
    reason = request.POST.get("reason", "")
    try:
        actions.request_late(found, reason=reason, by=actor_of(request), now=clock.now_of(request))
    except Invalid as invalid:
        return _unsent_page(request, found, fault=str(invalid.sentence))
    messages.success(request, _("Late sending is requested. Two people of the ministry decide; you will be told."))
    return redirect("unsent", unsent=found.pk)


@signed_in
@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Withdraw one's own comment."""
    found = _seen(request, number)
    actions.withdraw_comment(found, by=actor_of(request), now=clock.now_of(request))
    messages.success(request, _("The comment is withdrawn. Its page stays."))
    return redirect("comment", number=number)
