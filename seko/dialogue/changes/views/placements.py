"""Where the comments of earlier drafts stand in a draft: their list, and the page where a person decides of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.organisations.requests import actor_of
from seko.dialogue.changes import actions, permissions, queries
from seko.dialogue.changes.enums import PlacementStatus
from seko.dialogue.changes.forms.placements import PlaceForm
from seko.dialogue.changes.models import Placement
from seko.dialogue.changes.presenters import carrying
from seko.dialogue.changes.presenters import placements as presenters
from seko.drafts.documents.models import Version
from seko.drafts.documents.queries import readable_by
from seko.foundation.core import clock
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.errors import NotThere, WrongState, refuse_unless
from seko.foundation.core.forms import faults_in
from seko.foundation.core.languages import as_written
from seko.foundation.core.paging import page_number
from seko.foundation.design.parts import Crumb

PER_PAGE = 25


def _version(request: HttpRequest, code: str, number: int) -> Version:
    rows = readable_by(actor_of(request), clock.now_of(request)).filter(document__code=code, number=number)
    found = rows.select_related("document__institution").first()
    if found is None:
        raise NotThere
    return found


def _rows(request: HttpRequest, version: Version) -> QuerySet[Placement]:
    rows = queries.visible_to(actor_of(request), clock.now_of(request)).filter(version=version)
    return queries.with_things(queries.standing(rows))


def _frame(version: Version, *more: Crumb) -> dict[str, Any]:
    title, code, number = as_written(version.document, "title"), version.document.code, version.number
    draft = _("Draft %(number)s") % {"number": number}
    list_url = reverse("placements", args=[code, number])
    crumbs = (
        Crumb(_("Documents"), reverse("documents")),
        Crumb(title, reverse("document", args=[code])),
        Crumb(draft, reverse("version", args=[code, number])),
        Crumb(_("Comments of earlier drafts"), list_url if more else ""),
        *more,
    )
    return {"section": "documents", "version": version, "title": title, "draft": draft, "crumbs": crumbs}


@public
@require_safe
def placements(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The comments of earlier drafts with their places in this one; `?show=` filters by what became of them."""
    version = _version(request, code, number)
    actor, now = actor_of(request), clock.now_of(request)
    rows = _rows(request, version)
    counts = queries.counts_of(rows)
    show = request.GET.get("show", "")
    show = show if show in PlacementStatus.values else ""
    page = Paginator(rows.filter(status=show) if show else rows, PER_PAGE).get_page(page_number(request))
    may_place = permissions.may_place(actor, version, now)
    context = _frame(version) | {
        "total": presenters.counted(counts, reverse("placements", args=[code, number])),
        "count": counts.total(),
        "show": PlacementStatus(show).label if show else "",
        "query": f"show={show}&" if show else "",
        "listed": page,
        "rows": presenters.placed(page.object_list, version, actor, now),
        "waiting": counts[PlacementStatus.CHECK],
        "may_place": may_place,
        "carrying": carrying.carrying(version, actor, placed=counts.total()),
        "has_earlier": bool(counts) or carrying.has_earlier(version),
        "first": _first_waiting(rows, version) if may_place else "",
    }
    return render(request, "changes/placements.html", context)


def _first_waiting(rows: QuerySet[Placement], version: Version, *, after: Placement | None = None) -> str:
    """Return the page of the next placement that waits for a person, beginning anew behind the last one."""
    waiting = rows.filter(status=PlacementStatus.CHECK)
    found = (waiting.filter(pk__gt=after.pk).first() if after else None) or waiting.first()
    return presenters.choosing_url(found, version) if found else ""


@signed_in
@require_POST
def placements_carry(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Carry the comments (again); what persons chose stays."""
    version = _version(request, code, number)
    job = actions.carry_again(version, by=actor_of(request), now=clock.now_of(request))
    return redirect("job-progress", job_id=job.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def placement_choose(request: HttpRequest, code: str, number: int, name: str) -> HttpResponse:
    """Where one comment stands: the places that were found, with the form to choose one, name another, or none."""
    version = _version(request, code, number)
    actor, now = actor_of(request), clock.now_of(request)
    rows = _rows(request, version)
    found = queries.named(rows, name)
    if found is None or presenters.anchor_of(found).kind not in presenters.PLACEABLE:
        raise NotThere
    refuse_unless(permissions.may_place(actor, version, now))
    if request.method != "POST":
        return _choosing(request, version, rows, found, PlaceForm(initial={"seen": found.stamp}))
    form = PlaceForm(request.POST)
    if form.is_valid():
        with faults_in(form):
            try:
                actions.choose_place(found, **form.cleaned_data, by=actor, now=now)
            except WrongState as late:
                found.refresh_from_db()
                fresh = PlaceForm(initial={**form.cleaned_data, "seen": found.stamp})
                return _choosing(request, version, rows, found, fresh, late=str(late.sentence))
            return _onward(request, version, rows, found)
    return _choosing(request, version, rows, found, form)


def _onward(request: HttpRequest, version: Version, rows: QuerySet[Placement], done: Placement) -> HttpResponse:
    """Lead to the next comment that waits, or back to the list, with what was done."""
    if done.status != PlacementStatus.CHECK:
        messages.success(request, _("The place is corrected."))
        return redirect("placements", code=version.document.code, number=version.number)
    onward = _first_waiting(rows, version, after=done)
    if onward:
        messages.success(request, _("The place is kept. This is the next comment that waits for one."))
        return redirect(onward)
    messages.success(request, _("The place is kept. No comment waits for a place any more."))
    return redirect("placements", code=version.document.code, number=version.number)


def _choosing(
    request: HttpRequest,
    version: Version,
    rows: QuerySet[Placement],
    found: Placement,
    form: PlaceForm,
    *,
    late: str = "",
) -> HttpResponse:
    actor, now = actor_of(request), clock.now_of(request)
    row = presenters.placed([found], version, actor, now)[0]
    context = _frame(version, Crumb(row.label)) | {
        "row": row,
        "candidates": presenters.candidates(found, version, actor, now),
        "form": form,
        "faults": form.errors,
        "choice": form["choice"].value() or "",
        "place": form["place"].value() or "",
        "seen": form["seen"].value() or "",
        "late": late,
        "waiting": rows.filter(status=PlacementStatus.CHECK).count(),
        "skip": _first_waiting(rows, version, after=found),
    }
    return render(request, "changes/choosing.html", context, status=409 if late else 400 if form.errors else 200)
