"""An institution's answer table: out with what is assigned to it, back in with a preview and its letter."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.organisations.models import Organisation
from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import reads_text, title_of
from seko.dialogue.consultations.requests import consulted
from seko.dialogue.responses.permissions import answers_are_open
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import NotThere, possible_unless_refused, refuse_unless
from seko.foundation.core.forms import faults_in
from seko.foundation.core.languages import current
from seko.foundation.core.paging import page_number
from seko.foundation.design.parts import Crumb
from seko.foundation.files.responses import file_response
from seko.foundation.files.uploads import one_file
from seko.outlets.papers import actions, permissions
from seko.outlets.papers.enums import TableStatus, Verdict
from seko.outlets.papers.forms import AnswersForm
from seko.outlets.papers.grids import answers_grid
from seko.outlets.papers.judging import judge
from seko.outlets.papers.models import AnswerTable
from seko.outlets.papers.presenters import answering as presenters
from seko.outlets.papers.presenters.offered import crumbs
from seko.outlets.papers.queries import (
    answer_tables_visible_to,
    points_to_answer,
    waiting,
    waiting_by_institution,
)
from seko.outlets.papers.views.taking import grid_response

PER_PAGE = 50
SHOWN_LEFT_OUT = 20


def _for_answers(request: HttpRequest, code: str) -> Consultation:
    """Return the consultation to whoever brings answers. Raises `NotThere`, `Refused`."""
    consultation = consulted(request, code)
    refuse_unless(permissions.may_bring_answers(actor_of(request), None, clock.now_of(request)))
    return consultation


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def answer_tables(request: HttpRequest, code: str) -> HttpResponse:
    """The tables to take away, by institution, and the form by which a filled one comes back."""
    consultation = _for_answers(request, code)
    now, actor = clock.now_of(request), actor_of(request)
    form = AnswersForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            with faults_in(form):
                begun = _begin(request, consultation, form)
                return redirect("answer-table", code=code, table=begun.pk)
    context = {
        "section": "consultations",
        "consultation": consultation,
        "title": title_of(consultation),
        "crumbs": crumbs(consultation, Crumb(_("Tables for answers"))),
        "is_open": answers_are_open(consultation, now),
        "to_take": presenters.to_take(consultation, waiting_by_institution(consultation, actor, now)),
        "came_back": presenters.came_back(answer_tables_visible_to(actor, now).filter(consultation=consultation)),
        "form": form,
        "needs_letter": actor.is_ministry,
    }
    return render(request, "papers/answer_tables.html", context, status=status)


def _begin(request: HttpRequest, consultation: Consultation, form: AnswersForm) -> AnswerTable:
    refuse_unless(answers_are_open(consultation, clock.now_of(request)))
    return actions.begin_table(
        consultation,
        one_file(request, "file"),
        letter=one_file(request, "letter"),
        letter_number=form.cleaned_data["letter_number"],
        letter_on=form.cleaned_data["letter_on"],
        by=actor_of(request),
        now=clock.now_of(request),
    )


@signed_in
@require_safe
def answer_table_file(request: HttpRequest, code: str, institution: UUID, format: str) -> HttpResponseBase:
    """The table with the comments that await an answer of the institution."""
    consultation = _for_answers(request, code)
    now, actor = clock.now_of(request), actor_of(request)
    found = Organisation.objects.filter(pk=institution).first()
    if found is None or not permissions.may_bring_answers(actor, found, now):
        raise NotThere
    possible_unless_refused(answers_are_open(consultation, now))
    points = waiting(points_to_answer(consultation, found, actor, now))
    shown = reads_text(consultation, actor, now)
    grid = answers_grid(consultation, found, points, now, reads_text=shown)
    if not grid.lines:
        raise NotThere
    return grid_response(grid, format, f"{consultation.code}-answers-{found.slug}-{current()}")


def _seen(request: HttpRequest, code: str, table: UUID) -> AnswerTable:
    rows = answer_tables_visible_to(actor_of(request), clock.now_of(request))
    found = rows.filter(pk=table, consultation=_for_answers(request, code)).first()
    if found is None:
        raise NotThere
    return found


@signed_in
@require_safe
def answer_table(request: HttpRequest, code: str, table: UUID) -> HttpResponse:
    """The preview: row by row what each is to the answers, with every fault at its cell."""
    found = _seen(request, code, table)
    judgement = judge(found, actor_of(request), clock.now_of(request))
    rows = judgement.rows
    show = presenters.shown_first(rows, request.GET.get("show", ""))
    chosen = [each for each in rows if show in (each.verdict, presenters.EVERY)]
    page = Paginator(chosen, PER_PAGE).get_page(page_number(request))
    context = {
        "section": "consultations",
        "consultation": found.consultation,
        "crumbs": crumbs(found.consultation, Crumb(_("Table for answers"))),
        "found": found,
        "institution": found.institution.shown_name,
        "is_open": found.status == TableStatus.READ,
        "is_begun": found.status == TableStatus.TAKING,
        "notes": presenters.notes(judgement.notes),
        "letter_words": presenters.letter_words(found),
        "letter": presenters.letter_of(found),
        "taken_words": presenters.taken_words(found),
        "filters": presenters.filters(rows, show),
        "rows": presenters.shown(page.object_list, found.consultation),
        "listed": page,
        "query": f"show={show}&",
        "can_take": sum(each.verdict in (Verdict.NEW, Verdict.SAME) for each in rows),
        "left_out": judgement.left_out[:SHOWN_LEFT_OUT] if found.status == TableStatus.READ else (),
        "left_out_count": len(judgement.left_out),
    }
    return render(request, "papers/answer_table.html", context)


@signed_in
@require_POST
def answer_table_take(request: HttpRequest, code: str, table: UUID) -> HttpResponse:
    """Take the rows in, as drafts or sent for approval, in the background."""
    found = _seen(request, code, table)
    sends = request.POST.get("sends") == "1"
    job = actions.ask_to_take(found, sends=sends, by=actor_of(request), now=clock.now_of(request))
    return redirect("job-progress", job_id=job.pk)


@signed_in
@require_POST
def answer_table_discard(request: HttpRequest, code: str, table: UUID) -> HttpResponse:
    """Throw a table away."""
    actions.discard_table(_seen(request, code, table), by=actor_of(request), now=clock.now_of(request))
    messages.success(request, _("The table is thrown away; no answer was changed."))
    return redirect("answer-tables", code=code)


@signed_in
@require_safe
def answer_letter(request: HttpRequest, code: str, table: UUID) -> HttpResponseBase:
    """The letter by which the answers came."""
    found = _seen(request, code, table)
    if found.letter is None:
        raise NotThere
    person = actor_of(request).person
    return file_response(found.letter, reader=person.pk if person else None)
