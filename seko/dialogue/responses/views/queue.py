"""The answering queue: one comment at a time; saving as one types; sending for approval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.requests import consulted
from seko.dialogue.positions.models import Point
from seko.dialogue.responses import actions, permissions
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.forms import answer as forms
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.presenters import conflicts, lists
from seko.dialogue.responses.presenters import queue as presenters
from seko.dialogue.responses.presenters.translating import offers_of
from seko.dialogue.responses.queries import places_for, queue_of, responses_visible_to, subkinds_on
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.dates import local_date
from seko.foundation.core.decisions import Decision, first_refusal
from seko.foundation.core.errors import (
    Conflict,
    Invalid,
    NotThere,
    Refused,
    SekoError,
    WrongState,
    refuse_unless,
)
from seko.foundation.core.paging import page_number

PER_PAGE, LETTERS = 50, 140


def queue_at(request: HttpRequest, code: str) -> presenters.Queue:
    """Return the person's queue in that consultation. Raises `NotThere`, `Refused`."""
    consultation = consulted(request, code)
    actor = actor_of(request)
    refuse_unless(permissions.may_open_queue(actor))
    rows = queue_of(actor, consultation, clock.now_of(request))
    return presenters.Queue(consultation, tuple(rows.values_list("pk", "state")))


@signed_in
@require_safe
def queue(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the first comment that waits; with `?show=` (or when none waits) show the whole queue as a list."""
    found = queue_at(request, code)
    show = request.GET.get("show", "")
    if show not in lists.SHOWN and found.first_waiting:
        return redirect(found.first_waiting)
    now = clock.now_of(request)
    rows = lists.of_state(queue_of(actor_of(request), found.consultation, now), show)
    page = Paginator(rows, PER_PAGE).get_page(page_number(request))
    context = {
        "section": "consultations",
        "consultation": found.consultation,
        "head": presenters.head_of(found.consultation, found, now),
        "filters": lists.filters(found, show),
        "lines": presenters.lines(found, list(page.object_list), -1, now, letters=LETTERS),
        "listed": page,
        "query": f"show={show}&" if show in lists.SHOWN else "show=all&",
    }
    return render(request, "responses/queue_list.html", context)


@dataclass(frozen=True, slots=True)
class At:
    """One comment of the queue that a request speaks of."""

    request: HttpRequest
    queue: presenters.Queue
    point: Point
    place: int
    actor: Actor
    now: datetime

    @property
    def consultation(self) -> Consultation:
        """The consultation."""
        return self.queue.consultation

    @property
    def url(self) -> str:
        """The address of this comment in the queue."""
        return self.queue.url(self.place)

    @property
    def may_write(self) -> Decision:
        """Whether the person may write this answer now."""
        return first_refusal(
            permissions.may_draft(self.actor, [self.point], self.now),
            permissions.answers_are_open(self.consultation, self.now),
        )


def _at(request: HttpRequest, code: str, point: UUID) -> At:
    found = queue_at(request, code)
    actor, now = actor_of(request), clock.now_of(request)
    row = queue_of(actor, found.consultation, now).filter(pk=point).first()
    if row is None:
        raise NotThere
    return At(request, found, row, found.place_of(point), actor, now)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def queue_point(request: HttpRequest, code: str, point: UUID) -> HttpResponse:
    """One comment with everything that helps to answer it; a POST saves, skips, sends for approval, or settles a
    conflict.
    """
    at = _at(request, code, point)
    if request.method == "POST":
        return _posted(at)
    return _page(at, _form(at))


def _subkinds(at: At) -> list[Any]:
    return list(subkinds_on(local_date(at.now)))


def _form(at: At) -> forms.AnswerForm | None:
    newest = presenters.published_newest(at.point)
    if not at.may_write or (newest is not None and newest.status != ResponseStatus.DRAFTED):
        return None
    form = forms.filled(newest, _subkinds(at)) if newest is not None else forms.blank(_subkinds(at))
    taken = _taken_over(at)
    if taken is not None:
        form.values = forms.fields_of(taken)
        form.note = _("The earlier answer is taken over as a starting text. Change what is different here.")
    return form


def _taken_over(at: At) -> Response | None:
    given = at.request.GET.get("from", "")
    if not given:
        return None
    rows = responses_visible_to(at.actor, at.now).filter(pk=forms.read_identifiers([given])[0])
    return rows.filter(status=ResponseStatus.PUBLISHED).select_related("subkind").first()


def _page(at: At, form: forms.AnswerForm | None, *, status: int = 200) -> HttpResponse:
    around = list(queue_of(at.actor, at.consultation, at.now)[presenters.around(at.place, len(at.queue.order))])
    newest = presenters.published_newest(at.point)
    chosen = at.request.POST.getlist("also")
    context = {
        "section": "consultations",
        "consultation": at.consultation,
        "head": presenters.head_of(at.consultation, at.queue, at.now),
        "lines": presenters.lines(at.queue, around, at.place, at.now),
        "item": presenters.item_of(at.queue, at.point, at.place, places_for(at.consultation, at.actor, at.now)),
        "point": at.point,
        "form": form,
        "may_write": at.may_write,
        "newest": newest,
        "shown": lists.shown_answer(newest) if newest is not None else None,
        "offers": offers_of(newest, at.consultation.code, at.actor, at.now),
        "earlier": presenters.earlier_of(at.point, at.actor, at.now) if form is not None else (),
        "same": presenters.same_of(at.point, at.actor, at.now, chosen) if form is not None else (),
        "may_correct": newest is not None
        and newest.status == ResponseStatus.PUBLISHED
        and permissions.may_correct(at.actor, newest, at.now),
        "kept": _kept(at.request),
    }
    return render(at.request, "responses/queue_point.html", context, status=status)


def _kept(request: HttpRequest) -> str:
    """Return whose text the server has taken, so that the page lets go of its copy on this device."""
    given = request.GET.get("kept", "")
    return str(forms.read_identifiers([given])[0]) if given else ""


def _posted(at: At) -> HttpResponse:
    data = at.request.POST
    fields = forms.read_fields(data)
    revision = forms.read_revision(data.get("edition", ""))
    if data.get("take") == "theirs":
        return redirect(f"{at.url}?kept={at.point.pk}")
    if "compose" in data:
        return _composed(at, fields)
    try:
        if "send" in data:
            return _sent(at, fields, revision)
        return _saved(at, fields, revision)
    except Conflict as error:
        return _in_conflict(at, fields, revision, error)
    except (Invalid, Refused, WrongState) as error:
        return _again(at, fields, revision, error)


def _saved(at: At, fields: dict[str, str], revision: int) -> HttpResponse:
    if not forms.is_empty(fields) or presenters.published_newest(at.point) is not None:
        actions.save_draft(at.point, fields=fields, revision=revision, by=at.actor, now=at.now)
    if "skip" in at.request.POST:
        following = at.queue.next_waiting(at.place) or at.queue.url(at.place + 1) or at.queue.url(0)
        return redirect(f"{following}?kept={at.point.pk}")
    return redirect(f"{at.url}?kept={at.point.pk}")


def _sent(at: At, fields: dict[str, str], revision: int) -> HttpResponse:
    also = forms.read_identifiers(at.request.POST.getlist("also"))
    others = list(queue_of(at.actor, at.consultation, at.now).filter(pk__in=also).exclude(pk=at.point.pk))
    if len(others) != len(also):
        raise NotThere
    # Saved first: what is not complete yet is not lost either.
    saved = actions.save_draft(at.point, fields=fields, revision=revision, by=at.actor, now=at.now)
    if others:
        actions.propose_many_alike([at.point, *others], fields=fields, by=at.actor, now=at.now)
    else:
        actions.propose(saved, by=at.actor, now=at.now)
    count = 1 + len(others)
    words = ngettext("Sent for approval: %(count)s answer.", "Sent for approval: %(count)s answers.", count)
    messages.success(at.request, words % {"count": count})
    following = queue_at(at.request, at.consultation.code).next_waiting(at.place)
    if not following:
        return redirect(reverse("queue", args=[at.consultation.code]))
    return redirect(f"{following}?kept={at.point.pk}")


def _composed(at: At, fields: dict[str, str]) -> HttpResponse:
    """Show the form with both texts in it, to be made one; the next saving goes over what the other saved."""
    theirs = presenters.published_newest(at.point)
    if theirs is None or theirs.status != ResponseStatus.DRAFTED:
        return redirect(at.url)
    form = forms.again(conflicts.composed(fields, theirs), _subkinds(at), revision=theirs.revision)
    form.note = _("Both texts are in the fields. Make one of them.")
    return _page(at, form)


def _in_conflict(at: At, fields: dict[str, str], revision: int, error: Conflict) -> HttpResponse:
    if not isinstance(error.theirs, Response):
        fault = Invalid({"also" if error.theirs else "": error.sentence})
        return _again(at, fields, revision if error.theirs else 0, fault, status=409)
    context = {
        "section": "consultations",
        "consultation": at.consultation,
        "head": presenters.head_of(at.consultation, at.queue, at.now),
        "item": presenters.item_of(at.queue, at.point, at.place, places_for(at.consultation, at.actor, at.now)),
        "versions": conflicts.versions(fields, error.theirs, at.now),
        "typed": conflicts.typed(fields, at.request.POST.getlist("also"), error.theirs.revision),
        "url": at.url,
    }
    return render(at.request, "responses/queue_conflict.html", context, status=409)


def _again(
    at: At, fields: dict[str, str], revision: int, error: SekoError, *, status: int | None = None
) -> HttpResponse:
    faults = error.faults if isinstance(error, Invalid) else {"": error.sentence}
    newest = Response.objects.filter(point=at.point, status=ResponseStatus.DRAFTED).first()
    is_saved = newest is not None and isinstance(error, Invalid) and status is None and _is_own(newest, at.actor)
    seen = newest.revision if is_saved and newest is not None else revision
    form = forms.again(fields, _subkinds(at), revision=seen, faults=faults)
    return _page(at, form, status=status or error.status)


def _is_own(response: Response, actor: Actor) -> bool:
    return bool(response.drafters) and response.drafters[-1] == actor.person_id


@signed_in
@require_http_methods(["PUT"])
def queue_save(request: HttpRequest, code: str, point: UUID) -> HttpResponse:
    """Save what is being typed (the page does it by itself); answers 409 where another saved meanwhile."""
    at = _at(request, code, point)
    fields = forms.read_fields(QueryDict(request.body))
    revision = forms.read_revision(request.headers.get("If-Match", ""))
    saved = actions.save_draft(at.point, fields=fields, revision=revision, by=at.actor, now=at.now)
    response = HttpResponse(status=204)
    response["ETag"] = f'"{saved.revision}"'
    return response
