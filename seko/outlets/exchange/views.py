"""Pages of bringing a spreadsheet into the register."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.organisations.requests import actor_of
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, NotThere, TooLarge, Unavailable
from seko.foundation.core.paging import page_number
from seko.foundation.files.uploads import one_file
from seko.foundation.rendering.columns import Column, Kind
from seko.foundation.rendering.formats import LISTS, render_list
from seko.foundation.rendering.responses import saved_response
from seko.outlets.exchange import actions, columns, presenters, queries
from seko.outlets.exchange.contacts import contacts_of
from seko.outlets.exchange.enums import ImportStatus
from seko.outlets.exchange.exports import ROWS
from seko.outlets.exchange.models import RegisterImport
from seko.outlets.exchange.permissions import may_import
from seko.outlets.exchange.tables.table import from_json

PER_PAGE = 100


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Send a spreadsheet; below, the ones sent before."""
    actor, now = actor_of(request), clock.now_of(request)
    if not may_import(actor, None, now):
        raise NotThere
    fault, status = "", 200
    if request.method == "POST":
        try:
            upload = one_file(request, "file")
            if upload is not None:
                begun = actions.begin_import(upload, by=actor, now=now)
                return redirect("register-import", identifier=begun.pk)
            fault, status = _("Choose the file."), 400
        except (Invalid, TooLarge, Unavailable) as error:
            faults = getattr(error, "faults", {})
            fault, status = str(faults.get("file", error.sentence)), error.status
    context = {
        "fault": fault,
        "kind": actions.SPREADSHEET,
        "earlier": presenters.listed(queries.visible_to(actor, now)[:20]),
        "columns": columns.COLUMNS,
    }
    return render(request, "exchange/imports.html", context, status=status)


@signed_in
@require_safe
def blank(request: HttpRequest) -> HttpResponse:
    """An empty spreadsheet with the headings that are known."""
    if not may_import(actor_of(request), None, clock.now_of(request)):
        raise NotThere
    headings: list[Column[None]] = [
        Column(each.name, each.title, Kind.TEXT, lambda row: "") for each in columns.COLUMNS
    ]
    made = render_list(headings, (), "xlsx", title=_("Organisations"), made_at=clock.now_of(request))
    return saved_response(made, "seko-organizacije")


def _found(request: HttpRequest, identifier: UUID) -> RegisterImport:
    found = queries.visible_to(actor_of(request), clock.now_of(request)).filter(pk=identifier).first()
    if found is None:
        raise NotThere
    return found


@signed_in
@require_safe
def import_page(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """The preview: which column means what, and row by row what each is to the register."""
    return _page(request, _found(request, identifier))


def _page(request: HttpRequest, found: RegisterImport, *, fault: str = "", status: int = 200) -> HttpResponse:
    now = clock.now_of(request)
    is_open = found.status == ImportStatus.READ
    rows = actions.judged_rows(found, now)
    show = presenters.shown_first(rows, request.GET.get("show", ""))
    chosen = [each for each in rows if show in (each.verdict, presenters.EVERY)]
    page = Paginator(chosen, PER_PAGE).get_page(page_number(request))
    taken = sum(each.is_taken for each in rows)
    context = {
        "found": found,
        "is_open": is_open,
        "fault": fault,
        "columns": presenters.columns_of(found),
        "meanings": presenters.meanings(),
        "notes": presenters.notes_of(found),
        "filters": presenters.filters(rows, show),
        "rows": presenters.shown(page.object_list),
        "listed": page,
        "query": f"show={show}&",
        "show": show,
        "taken": taken,
        "has_doubtful": any(each.choices for each in rows),
        "left_out": sum(map(presenters.left_out, rows)),
        "contacts": len(contacts_of(rows, local_date(now))) if found.status == ImportStatus.CONFIRMED else 0,
    }
    return render(request, "exchange/import.html", context, status=status)


@signed_in
@require_POST
def columns_match(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Say which column means what."""
    found = _found(request, identifier)
    head = next(row for row in from_json(found.table).rows if row.number == found.head_row)
    places = columns.chosen(request.POST.dict(), head.cells)
    try:
        actions.match_columns(found, places=places, by=actor_of(request), now=clock.now_of(request))
    except Invalid as error:
        return _page(request, found, fault=str(error.sentence), status=400)
    return redirect("register-import", identifier=found.pk)


@signed_in
@require_POST
def confirm(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Keep what was said of doubtful rows; with `take`, write everything that is ready."""
    found, actor, now = _found(request, identifier), actor_of(request), clock.now_of(request)
    choices = {name.removeprefix("row-"): value for name, value in request.POST.items() if name.startswith("row-")}
    if choices:
        found = actions.weigh_rows(
            found, choices={key: str(value) for key, value in choices.items()}, by=actor, now=now
        )
    if "take" not in request.POST:
        messages.success(request, _("Your decisions are kept; nothing is written yet."))
        return redirect("register-import", identifier=found.pk)
    try:
        done = actions.confirm_import(found, by=actor, now=now)
    except Invalid as error:
        return _page(request, found, fault=str(error.faults.get("rows", error.sentence)), status=400)
    count = done.taken["taken"]
    words = ngettext(
        "%(count)s row was taken into the register.", "%(count)s rows were taken into the register.", count
    )
    messages.success(request, words % {"count": count})
    return redirect("register-import", identifier=found.pk)


@signed_in
@require_POST
def contacts_invite(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Have the contact persons invited by mail."""
    job = actions.ask_to_invite(_found(request, identifier), by=actor_of(request), now=clock.now_of(request))
    return redirect("job-progress", job_id=job.pk)


@signed_in
@require_POST
def discard(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Throw the spreadsheet away."""
    actions.discard_import(_found(request, identifier), by=actor_of(request), now=clock.now_of(request))
    messages.success(request, _("Cancelled; nothing was written."))
    return redirect("register-imports")


@signed_in
@require_safe
def rows(request: HttpRequest, identifier: UUID, format: str) -> HttpResponse:
    """The rows that stay out, with what is wrong, to be corrected and sent again."""
    found, now = _found(request, identifier), clock.now_of(request)
    if format not in LISTS:
        raise NotThere
    left = [each for each in actions.judged_rows(found, now) if presenters.left_out(each)]
    made = render_list(ROWS, left, format, title=_("To correct"), made_at=now)
    return saved_response(made, "seko-za-ispravku")
