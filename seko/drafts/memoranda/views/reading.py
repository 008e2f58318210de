"""Reading memoranda: the list, one memorandum, the document in its formats, signed files."""

from __future__ import annotations

from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seko.actors.organisations.requests import actor_of
from seko.drafts.memoranda import exports, permissions, presenters
from seko.drafts.memoranda.compiling import compile_memorandum
from seko.drafts.memoranda.models import Memorandum
from seko.drafts.memoranda.queries import signed_files_visible_to, state_of, visible_to
from seko.drafts.memoranda.views import finding
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere, Unavailable
from seko.foundation.core.languages import current
from seko.foundation.design.parts import Crumb
from seko.foundation.files.responses import file_response
from seko.foundation.rendering import html
from seko.foundation.rendering.formats import Rendered
from seko.foundation.rendering.formats import render as render_report
from seko.foundation.rendering.pdf import NotCompiled
from seko.foundation.rendering.responses import OFFERED, list_response, saved_response
from seko.foundation.rendering.settle import fingerprint

DRAWN = ("docx", "pdf")
KEPT_SECONDS = 24 * 60 * 60


@public
@require_safe
def memoranda(request: HttpRequest) -> HttpResponse:
    """Every memorandum that the person may read, as of today and past; `?format=` gives the list as a file."""
    now, actor = clock.now_of(request), actor_of(request)
    rows = visible_to(actor, now).prefetch_related("parties").order_by("-signed_on", "code")
    format = request.GET.get("format", "")
    if format:
        return _as_file(request, list(rows.prefetch_related("obligations")), format)
    context = {
        "section": "who-is-who",
        "crumbs": presenters.crumbs(),
        "groups": presenters.groups(rows, local_date(now)),
        "may_prepare": permissions.may_prepare(actor, None, now),
        "formats": OFFERED,
    }
    return render(request, "memoranda/memoranda.html", context)


def _as_file(request: HttpRequest, rows: list[Memorandum], format: str) -> HttpResponse:
    now = clock.now_of(request)
    today = local_date(now)
    lines = [
        exports.Line(
            row,
            presenters.title_of(row),
            state_of(row, today)[1],
            reverse("memorandum", args=[row.code]),
        )
        for row in rows
    ]
    return list_response(
        exports.COLUMNS, lines, format, title=_("Memoranda"), name="memoranda", made_at=now, mark=exports.MARK
    )


@public
@require_safe
def memorandum(request: HttpRequest, code: str) -> HttpResponse:
    """One memorandum: parties, term, obligations, signatures in words, files, and what can be done."""
    return finding.page(request, finding.found(request, code))


@public
@require_safe
def memorandum_text(request: HttpRequest, code: str) -> HttpResponse:
    """The document as a page."""
    row = finding.found(request, code)
    context = {
        "section": "who-is-who",
        "memorandum": row,
        "title": presenters.title_of(row),
        "crumbs": presenters.crumbs(row, Crumb(_("Document"))),
        "body": html.fragment(compile_memorandum(row, current()), title=False),
    }
    return render(request, "memoranda/text.html", context)


@public
@require_safe
def memorandum_file(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """The document as DOCX or PDF, in the page's language form."""
    row = finding.found(request, code)
    if format not in DRAWN:
        raise NotThere
    made = _drawn(row, format)
    return saved_response(made, f"{row.code}-{current()}")


def _drawn(row: Memorandum, format: str) -> Rendered:
    """Return the drawn document; the same model gives the same bytes, so they are kept under its fingerprint."""
    report = compile_memorandum(row, current())
    key = f"memorandum:{format}:{fingerprint(report)}"
    made: Rendered | None = cache.get(key)
    if made is None:
        try:
            made = render_report(report, format)
        except NotCompiled as error:
            raise Unavailable(_("The file could not be made now. Try again in a minute.")) from error
        cache.set(key, made, KEPT_SECONDS)
    return made


@public
@require_safe
def signed_file(request: HttpRequest, code: str, identifier: UUID) -> HttpResponseBase:
    """A signed file, to whoever may read it."""
    actor = actor_of(request)
    rows = signed_files_visible_to(actor, clock.now_of(request))
    row = rows.filter(memorandum__code=code, pk=identifier).select_related("file").first()
    if row is None or row.file is None:
        raise NotThere
    return file_response(row.file, reader=actor.person.pk if actor.person else None)
