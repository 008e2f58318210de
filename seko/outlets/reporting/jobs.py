"""Drawing the files of a frozen report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seko.foundation.core import clock
from seko.foundation.files import storage
from seko.foundation.jobs.progress import Progress
from seko.foundation.jobs.registry import job
from seko.foundation.rendering import html
from seko.foundation.rendering.formats import FORMATS, Rendered, render
from seko.outlets.reporting.actions import CONTENT, keep_file
from seko.outlets.reporting.canonical import from_json
from seko.outlets.reporting.models import FeedbackReport, ReportFile

PAGE = "page"


@job("report-files", title=_("Files of the report"), phases={"drawing": _("Drawing the files")})
def report_files(progress: Progress, report: str) -> dict[str, Any] | None:
    """Draw every file that is not kept yet, from the content that was frozen; keep them all at once."""
    row = FeedbackReport.objects.select_related("consultation").get(pk=UUID(report))
    kept = {(file.format, file.language): file for file in ReportFile.objects.filter(report=row).select_related("file")}
    languages = [language for format, language in kept if format == CONTENT]
    every = [(format, language) for language in languages for format in (*FORMATS, PAGE)]
    wanted = [each for each in every if each not in kept]
    drawn: list[tuple[str, str, Rendered]] = []
    for done, (format, language) in enumerate(wanted):
        progress(done, len(wanted), "drawing")
        file = kept[CONTENT, language].file
        content = storage.read(file.path, file.sha256)
        drawn.append((format, language, draw(content, format, row.hash)))
    now = clock.read()
    with progress.finishing() as result:
        for format, language, rendered in drawn:
            keep_file(row, format, language, rendered.content, rendered.media_type, now=now)
        result["url"] = reverse("report", args=[row.consultation.code])
    return None


def draw(content: bytes, format: str, digest: str) -> Rendered:
    """Return the frozen content as a file; `page` is what the report's own page shows under its title."""
    report = replace(from_json(content), sha256=digest)
    if format == PAGE:
        return Rendered(html.fragment(report, title=False).encode(), html.MEDIA_TYPE, "html")
    return render(report, format)
