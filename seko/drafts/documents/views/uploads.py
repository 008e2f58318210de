"""Pages of uploads: send a file, look at what was read before anything is kept, keep or cancel."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seko.actors.organisations.requests import actor_of
from seko.drafts.documents import actions, permissions, presenters, sentences
from seko.drafts.documents.enums import ImportStatus, VersionStatus
from seko.drafts.documents.forms import NEXT, UploadForm
from seko.drafts.documents.models import Import, Version
from seko.drafts.documents.previewing import preview
from seko.drafts.documents.queries import imports_of, next_number, open_import
from seko.drafts.documents.views.finding import uploadable
from seko.foundation.core import clock
from seko.foundation.core.access import signed_in
from seko.foundation.core.errors import Invalid, NotThere, TooLarge
from seko.foundation.design.parts import Crumb
from seko.foundation.files.uploads import one_file
from seko.foundation.jobs.models import Job
from seko.foundation.jobs.presenters import present


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest, code: str) -> HttpResponse:
    """Send a Word file; it is read in the background, and nothing is kept before the preview is confirmed."""
    found = uploadable(request, code)
    waiting = open_import(found)
    if waiting is not None:
        return redirect("import", code=code, identifier=waiting.pk)
    drafts = list(found.versions.exclude(status=VersionStatus.HIDDEN).order_by("number"))
    status, form = 200, UploadForm(initial=_expected(drafts, request.GET.get("of", "")), drafts=drafts)
    if request.method == "POST":
        status, form = 400, UploadForm(request.POST, request.FILES, drafts=drafts)
        try:
            upload = one_file(request, "file")
            if form.is_valid() and upload is not None:
                begun = actions.begin_import(
                    found,
                    upload=upload,
                    language=form.cleaned_data["language"],
                    authentic=_draft_of(drafts, form.cleaned_data.get("of", "")),
                    by=actor_of(request),
                    now=clock.now_of(request),
                )
                return redirect("job-progress", job_id=begun.job_id)
        except (Invalid, TooLarge) as fault:
            field = "language" if isinstance(fault, Invalid) and "language" in fault.faults else "file"
            form.add_error(field, str(fault.sentence))
            status = fault.status
    context = {
        "section": "documents",
        "form": form,
        "document": found,
        "title": presenters.title_of(found),
        "crumbs": presenters.crumbs(found, Crumb(_("New draft"))),
    }
    return render(request, "documents/upload.html", context, status=status)


def _draft_of(drafts: list[Version], number: str) -> Version | None:
    return next((each for each in drafts if str(each.number) == number), None)


def _expected(drafts: list[Version], number: str) -> dict[str, object]:
    """Return with what the form begins: the next draft, or (`?of=`) a translation of one that is there."""
    of = _draft_of(drafts, number)
    return {"of": number if of else NEXT, "language": "en" if of is not None and of.language == "sr" else "sr"}


def _found(request: HttpRequest, code: str, identifier: UUID) -> Import:
    rows = imports_of(actor_of(request)).filter(document__code=code, pk=identifier)
    found = rows.select_related("document__institution", "file", "version__authentic", "authentic").first()
    if found is None:
        raise NotThere
    return found


@signed_in
@require_safe
def import_page(request: HttpRequest, code: str, identifier: UUID) -> HttpResponse:
    """What was read from an upload, before anything is kept; or why it was not taken."""
    found = _found(request, code, identifier)
    if found.status == ImportStatus.KEPT and found.version is not None:
        return redirect(found.version.get_absolute_url())
    return _page(request, found)


def _page(request: HttpRequest, found: Import, *, faults: dict[str, str] | None = None) -> HttpResponse:
    actor, now = actor_of(request), clock.now_of(request)
    job = Job.objects.filter(pk=found.job_id).first() if found.job_id and found.status == ImportStatus.READING else None
    chosen = request.POST.get("revisions", "") or request.GET.get("text", "")
    number = found.authentic.number if found.authentic else next_number(found.document)
    context = {
        "section": "documents",
        "found": found,
        "title": presenters.title_of(found.document),
        "crumbs": presenters.crumbs(
            found.document, Crumb(_("New translation") if found.authentic_id else _("New draft"))
        ),
        "job": present(job) if job else None,
        "refusal": sentences.refusal(found.refusal, found.refusal_params) if found.refusal else "",
        "preview": preview(found, actor, chosen) if found.status == ImportStatus.READ else None,
        "may_keep": permissions.may_keep(actor, found, now),
        "number": number,
        "ticked": request.POST.getlist("acknowledged"),
        "chosen": request.POST.get("revisions", ""),
        "faults": faults or {},
    }
    return render(request, "documents/import.html", context, status=400 if faults else 200)


@signed_in
@require_POST
def import_keep(request: HttpRequest, code: str, identifier: UUID) -> HttpResponse:
    """Keep what was read as the next draft; what was chosen stays in the form when something is missing."""
    found = _found(request, code, identifier)
    if found.status == ImportStatus.KEPT and found.version is not None:
        return redirect(found.version.get_absolute_url())
    try:
        job = actions.ask_to_keep(
            found,
            revisions=request.POST.get("revisions", ""),
            acknowledged=request.POST.getlist("acknowledged"),
            by=actor_of(request),
            now=clock.now_of(request),
        )
    except Invalid as invalid:
        return _page(request, found, faults={field: str(words) for field, words in invalid.faults.items()})
    return redirect("job-progress", job_id=job.pk)


@signed_in
@require_POST
def import_cancel(request: HttpRequest, code: str, identifier: UUID) -> HttpResponse:
    """Throw the upload away."""
    found = _found(request, code, identifier)
    actions.cancel_import(found, by=actor_of(request), now=clock.now_of(request))
    messages.success(request, _("The upload is cancelled; the file is deleted."))
    return redirect("document", code=code)
