"""The report's page, its files, and what the ministry's coordination does with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seko.actors.organisations.requests import actor_of
from seko.dialogue.consultations import queries as consultations
from seko.dialogue.consultations.requests import consulted
from seko.foundation.core import clock
from seko.foundation.core.access import public, signed_in
from seko.foundation.core.errors import NotThere, WrongState
from seko.foundation.core.languages import current
from seko.foundation.files.responses import file_response
from seko.foundation.rendering import html
from seko.outlets.reporting import actions, permissions, presenters
from seko.outlets.reporting.compiling import compile_report
from seko.outlets.reporting.models import FeedbackReport
from seko.outlets.reporting.queries import files_of, report_of, reports_visible_to


def _kept(request: HttpRequest, code: str) -> FeedbackReport:
    now = clock.now_of(request)
    rows = reports_visible_to(actor_of(request), now).filter(consultation__code=code)
    found = rows.select_related("consultation__version").first()
    if found is None:
        raise NotThere
    return found


@public
@require_safe
def report(request: HttpRequest, code: str) -> HttpResponse:
    """The report: to everybody once it is published; as it grows, to the ministry's coordination and auditors."""
    now = clock.now_of(request)
    actor = actor_of(request)
    consultation = consulted(request, code)
    kept = report_of(consultation)
    if not kept.is_frozen and not actor.has_role(*consultations.READ_ALL):
        raise NotThere
    may_see = permissions.may_preview(actor, consultation, now)
    body = ""
    if kept.is_frozen:
        body = presenters.frozen_body(kept, current())
    elif may_see:
        live = compile_report(consultation, current(), now, activities=kept.activities)
        body = html.fragment(live, title=False)
    context = {
        "section": "consultations",
        "consultation": consultation,
        "report": kept,
        "page_of": presenters.page_of(kept, body, files_of(kept, current()) if kept.is_frozen else {}),
        "why_no_preview": "" if kept.is_frozen or may_see else may_see.reason,
        "may_prepare": permissions.may_prepare(actor, consultation, now),
        "may_freeze": permissions.may_freeze(actor, kept, now),
        "is_coordination": actor.is_ministry,
    }
    return render(request, "reporting/report.html", context)


@public
@require_safe
def report_file(request: HttpRequest, code: str, format: str) -> HttpResponseBase:
    """One file of a published report, in the page's language form."""
    kept = _kept(request, code)
    if not kept.is_frozen or format not in presenters.OFFERED:
        raise NotThere
    found = files_of(kept, current()).get(format)
    if found is None:
        raise WrongState(_("This file is still being made. Try again in a few minutes."))
    return file_response(found.file)


@signed_in
@require_POST
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the words on activities outside the platform."""
    actions.prepare_report(
        consulted(request, code),
        activities=request.POST.get("activities", ""),
        revision=presenters.number(request.POST.get("revision", "")),
        by=actor_of(request),
        now=clock.now_of(request),
    )
    messages.success(request, _("Saved. The preview below shows it."))
    return redirect("report", code=code)


@signed_in
@require_POST
def freeze(request: HttpRequest, code: str) -> HttpResponse:
    """Publish the report; its files are made in the background."""
    actions.freeze_report(consulted(request, code), by=actor_of(request), now=clock.now_of(request))
    messages.success(request, _("The report is published. Its files are being made; everybody asked is told."))
    return redirect("report", code=code)


@signed_in
@require_POST
def files(request: HttpRequest, code: str) -> HttpResponse:
    """Let missing files be made again."""
    job = actions.ask_for_files(_kept(request, code), by=actor_of(request), now=clock.now_of(request))
    return redirect("job-progress", job_id=job.pk)
