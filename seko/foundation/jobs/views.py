"""The progress page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from seko.foundation.core.access import signed_in
from seko.foundation.core.fragments import page_or_fragment, wants_fragment
from seko.foundation.jobs.presenters import present
from seko.foundation.jobs.queries import visible_to


@signed_in
@require_GET
def job_progress(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Show how far a job is to the person who asked for it; to others it is not there.

    Who waits on the page with scripts is led on when it is done; without them a button leads on.
    """
    job = present(get_object_or_404(visible_to(request.user), pk=job_id))
    response = page_or_fragment(request, "jobs/job.html", "jobs/progress.html", {"job": job})
    if job.is_done and job.onward and wants_fragment(request):
        response["HX-Redirect"] = job.onward
    return response
