"""The files of a consultation: the page that offers them, and each of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import reads_text, takes_comments, title_of
from seko.dialogue.consultations.requests import consulted
from seko.foundation.core import clock
from seko.foundation.core.access import public
from seko.foundation.core.errors import NotThere
from seko.foundation.core.fragments import page_or_fragment
from seko.foundation.core.languages import current
from seko.foundation.files.kinds import DOCX
from seko.foundation.files.responses import file_response
from seko.foundation.jobs.models import Job
from seko.foundation.jobs.presenters import present
from seko.foundation.rendering.formats import Rendered
from seko.foundation.rendering.responses import saved_response
from seko.foundation.rendering.xlsx.workbook import MEDIA_TYPE as XLSX_MEDIA_TYPE
from seko.outlets.papers import actions, permissions
from seko.outlets.papers.drafts import AT_ONCE, commented_draft, copy_of, key_of, marked_draft
from seko.outlets.papers.grids import comments_grid, form_grid
from seko.outlets.papers.models import MadePaper
from seko.outlets.papers.presenters import offered as presenters
from seko.outlets.papers.queries import agreed_in, spoken_in
from seko.outlets.papers.tables import docx, xlsx
from seko.outlets.papers.tables.grid import Grid

KEPT_SECONDS = 3_600


@public
@require_safe
def papers(request: HttpRequest, code: str) -> HttpResponse:
    """What can be taken away, and what each file is for."""
    consultation = consulted(request, code)
    context = {
        "section": "consultations",
        "consultation": consultation,
        "crumbs": presenters.crumbs(consultation),
        "title": title_of(consultation),
        "offered": presenters.offered(consultation, actor_of(request), clock.now_of(request)),
    }
    return render(request, "papers/papers.html", context)


def _readable(request: HttpRequest, code: str) -> tuple[Consultation, Actor, datetime]:
    """Return the consultation whose draft the person reads, and who asks when. Raises `NotThere`."""
    consultation, actor, now = consulted(request, code), actor_of(request), clock.now_of(request)
    if not permissions.may_take_draft(actor, consultation, now):
        raise NotThere
    return consultation, actor, now


@public
@require_safe
def draft_file(request: HttpRequest, code: str) -> HttpResponseBase:
    """The draft as a Word file whose parts carry hidden marks."""
    consultation, _actor, _now = _readable(request, code)
    version, copy = copy_of(consultation)
    key = f"papers:draft:{consultation.code}:{version.content_hash}:{copy.sha256}"
    content = _kept(key, lambda: marked_draft(consultation))
    return _saved(content, DOCX.media_type, "docx", f"{consultation.code}-{version.number}")


def _kept(key: str, make: Callable[[], bytes]) -> bytes:
    found: bytes | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT_SECONDS)
    return found


def _saved(content: bytes, media_type: str, extension: str, name: str) -> HttpResponse:
    prefix = "demonstration-" if settings.DEMONSTRATION else ""
    response = saved_response(Rendered(content, media_type, extension), prefix + name)
    response["Cache-Control"] = "private, no-store"
    return response


@public
@require_safe
def comments_file(request: HttpRequest, code: str) -> HttpResponseBase:
    """The draft with all comments that the person reads, each at its words; a long one leads to where it is made."""
    consultation, actor, now = _readable(request, code)
    said, agreed = spoken_in(consultation, actor, now), agreed_in(consultation, actor, now)
    key = key_of(consultation, said, agreed)
    kept = MadePaper.objects.filter(key=key, file__isnull=False).select_related("file").first()
    if kept is not None and kept.file is not None:
        return file_response(kept.file)
    if len(said) > AT_ONCE:
        return redirect(reverse("papers", args=[code]) + "#comments")
    content = _kept(f"papers:comments:{key}", lambda: commented_draft(consultation, said, agreed))
    return _saved(content, DOCX.media_type, "docx", f"{consultation.code}-comments-{current()}")


@public
@require_POST
def comments_make(request: HttpRequest, code: str) -> HttpResponse:
    """Have the long file made in the background, unless it is there already."""
    consultation, actor, now = _readable(request, code)
    made = actions.ask_for_commented_draft(consultation, by=actor, now=now)
    if made.file_id is not None:
        return redirect("paper-comments-file", code=code)
    return redirect("paper-making", code=code, key=made.key)


@public
@require_safe
def making(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """How far the file is; what is in it is given to whoever may read it only."""
    consultation, _actor, _now = _readable(request, code)
    row = MadePaper.objects.filter(key=key).first()
    job = Job.objects.filter(pk=row.job).first() if row is not None and row.job is not None else None
    if job is None:
        raise NotThere
    context = {
        "section": "consultations",
        "consultation": consultation,
        "crumbs": presenters.crumbs(consultation),
        "job": present(job),
        "shown_at": request.path,
    }
    return page_or_fragment(request, "papers/making.html", "jobs/progress.html", context)


@public
@require_safe
def table_file(request: HttpRequest, code: str, format: str) -> HttpResponseBase:
    """The comments that the person reads with their answers, as the table that people know."""
    consultation, actor, now = consulted(request, code), actor_of(request), clock.now_of(request)
    said = spoken_in(consultation, actor, now)
    grid = comments_grid(consultation, said, now, reads_text=reads_text(consultation, actor, now))
    return grid_response(grid, format, f"{consultation.code}-table-{current()}")


@public
@require_safe
def form_file(request: HttpRequest, code: str, format: str) -> HttpResponseBase:
    """The empty form in which an organisation writes its comments."""
    consultation, _actor, now = _readable(request, code)
    if not takes_comments(consultation, now) or format not in ("docx", "xlsx"):
        raise NotThere
    return grid_response(form_grid(consultation, format, now), format, f"{consultation.code}-form-{current()}")


def grid_response(grid: Grid, format: str, name: str) -> HttpResponse:
    """Return a table as a file in the format. Raises `NotThere` for another one."""
    if format == "docx":
        return _saved(docx.draw(grid), DOCX.media_type, format, name)
    if format == "xlsx":
        return _saved(xlsx.draw(grid), XLSX_MEDIA_TYPE, format, name)
    raise NotThere
