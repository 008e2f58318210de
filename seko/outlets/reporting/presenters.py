"""What the report's page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import title_of
from seko.foundation.core.languages import current
from seko.foundation.core.typed import whole_number
from seko.foundation.design import spoken
from seko.foundation.design.parts import Crumb
from seko.foundation.files import storage
from seko.foundation.rendering import html
from seko.outlets.reporting.canonical import from_json
from seko.outlets.reporting.models import FeedbackReport, ReportFile
from seko.outlets.reporting.queries import files_of

OFFERED = {"docx": "Word (DOCX)", "pdf": "PDF", "xlsx": "Excel (XLSX)", "html": "HTML", "json": "JSON"}
KEPT_SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class Download:
    """One file to take away; `url` is empty while it is being made."""

    name: str
    format: str
    url: str
    size: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The report's page. `body` is HTML made by `rendering.html`: escaped there, word by word."""

    crumbs: tuple[Crumb, ...]
    title: str
    body: SafeString
    downloads: tuple[Download, ...]
    is_complete: bool
    hash: str
    published: str


def page_of(report: FeedbackReport, body: str, files: Mapping[str, ReportFile]) -> ReportPage:
    """Return the page in the active language form."""
    consultation = report.consultation
    title = title_of(consultation)
    downloads = tuple(_download(consultation, format, files.get(format)) for format in OFFERED)
    return ReportPage(
        (
            Crumb(_("Consultations"), reverse("consultations")),
            Crumb(title, reverse("consultation", args=[consultation.code])),
            Crumb(_("Report")),
        ),
        title,
        SafeString(body),
        downloads if report.is_frozen else (),
        all(each.url for each in downloads),
        report.hash,
        spoken.day(report.frozen_at),
    )


def _download(consultation: Consultation, format: str, kept: ReportFile | None) -> Download:
    url = reverse("report-file", args=[consultation.code, format]) if kept else ""
    return Download(OFFERED[format], format, url, spoken.size(kept.file.size, current()) if kept else "")


def frozen_body(report: FeedbackReport, language: str) -> str:
    """Return a frozen report as the page shows it: as kept, or drawn from its content while the files are being made.

    The hash of the content is the cache's key: what is frozen is drawn once.
    """
    key = f"report:{report.hash}:{language}"
    found: str | None = cache.get(key)
    if found is None:
        found = _body(report, language)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _body(report: FeedbackReport, language: str) -> str:
    files = files_of(report, language)
    file = files["page" if "page" in files else "json"].file
    kept = storage.read(file.path, file.sha256)
    if "page" in files:
        return kept.decode()
    content = from_json(kept)
    return html.fragment(replace(content, sha256=report.hash), title=False)


def number(typed: str) -> int:
    """Return a whole number of a hidden field, -1 for anything else."""
    found = whole_number(typed)
    return -1 if found is None else found
