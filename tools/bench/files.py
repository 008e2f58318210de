"""The steps of the background worker: the report in its formats, the import of a long Word file; in this process."""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

import docx
from django.db import connection, transaction
from docx.oxml import parse_xml

from seko.actors.organisations.models import Mandate
from seko.actors.organisations.queries import actor_for
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.actions import add_version
from seko.drafts.documents.enums import Revisions
from seko.drafts.documents.model import sandbox
from seko.drafts.documents.model.exchange import from_plain
from seko.drafts.documents.model.reading import Reading
from seko.foundation.core import clock
from seko.foundation.core.dates import local_date
from seko.foundation.files.actions import store
from seko.foundation.files.kinds import DOCX
from seko.foundation.rendering.formats import render
from seko.outlets.reporting.compiling import compile_report
from tools.bench import data, limit
from tools.bench.figures import Figures, Times, rounds_in_time
from tools.bench.pages import Site

PARAGRAPHS, TABLES, ROWS, CELLS = 2_200, 37, 6, 4
MB = 1024


def _report(consultation: Consultation, format: str, now: datetime) -> bytes:
    """Compile and draw, as a frozen report is drawn: the fingerprint of its content stands beside it already."""
    report = compile_report(consultation, "sr", now, made_by="Мерење", is_final=True)
    return render(replace(report, sha256="0" * 64), format).content


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what the work gives, and how many milliseconds it took."""
    started = time.perf_counter()
    made = work()
    return made, (time.perf_counter() - started) * 1000


def counting(work: Callable[[], Any]) -> tuple[Any, int]:
    """Return what the work gives, and how many statements it asked the database."""
    statements: list[str] = []

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        made = work()
    return made, len(statements)


def report(site: Site, rounds: int, format: str) -> Figures:
    """Compile the report from the database and draw it in the format."""
    rows = Consultation.objects.select_related("version__document__institution")
    consultation, now = rows.get(code=data.ANSWERED), clock.read()

    def draw() -> bytes:
        return _report(consultation, format, now)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    content, queries = counting(draw)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    times = Times()
    for _ in rounds_in_time(rounds):
        times.ours.append(timed(draw)[1])
        if format == "xlsx":
            times.limit.append(timed(lambda: limit.xlsx(data.ANSWERED))[1])
    figures = site.figures(f"report_{format}", times, None)
    figures.queries, figures.bytes = queries, len(content)
    figures.note = f"+{grown / MB:.0f} MB" + (f", child {child / MB:.0f} MB" if format == "pdf" else "")
    return figures


def report_xlsx(site: Site, rounds: int) -> Figures:
    """The report as a workbook, beside a plain sheet of the comments."""
    return report(site, rounds, "xlsx")


def report_docx(site: Site, rounds: int) -> Figures:
    """The report as a Word file."""
    return report(site, rounds, "docx")


def report_pdf(site: Site, rounds: int) -> Figures:
    """The report as PDF."""
    return report(site, rounds, "pdf")


def import_docx(site: Site, rounds: int) -> Figures:
    """Read an uploaded file in the child, make its copy for publishing, keep both with the passages as a draft."""
    content = long_document()
    times = Times()
    queries = 0
    for _ in rounds_in_time(rounds):
        (_made, queries), spent = timed(lambda: counting(lambda: _import(content)))
        times.ours.append(spent)
    figures = site.figures("import_docx", times, None)
    figures.queries, figures.bytes = queries, len(content)
    return figures


def _import(content: bytes) -> None:
    now = clock.read()
    mandate = Mandate.objects.filter(role="ministry-coordinator").select_related("person").order_by("pk")[0]
    by = actor_for(mandate.person, local_date(now), str(mandate.pk))
    version = Consultation.objects.select_related("version__document").get(code=data.ANSWERED).version
    if version is None:
        raise LookupError(data.ANSWERED)
    reading = from_plain(Reading, sandbox.parse_in_child(content, "read"))
    copy = sandbox.publish_in_child(content, "accepted")
    with transaction.atomic():
        kept = [
            store(each, name="nacrt.docx", media_type=DOCX.media_type, kind="document", by=by, now=now)
            for each in (content, copy)
        ]
        add_version(
            version.document,
            passages=reading.accepted.passages,
            original=kept[0],
            published_copy=kept[1],
            revisions=Revisions.NONE,
            findings=[],
            by=by,
            now=now,
        )


def long_document() -> bytes:
    """Return a Word file of about sixty pages: 2,200 paragraphs with headings among them, 37 tables."""
    wording = data.Wording(data.SEED + 7)
    document = docx.Document()
    body = document.element.body
    end = body[-1]
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for rank in range(PARAGRAPHS):
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if rank % 40 == 0 else ""
        end.addprevious(parse_xml(f"<w:p {space}>{style}{_run(wording.text(45))}</w:p>"))
        if rank % (PARAGRAPHS // TABLES) == 1 and rank // (PARAGRAPHS // TABLES) < TABLES:
            cell = "<w:tc><w:p>{}</w:p></w:tc>"
            row = "".join(
                f"<w:tr>{''.join(cell.format(_run(wording.text(20))) for _ in range(CELLS))}</w:tr>"
                for _ in range(ROWS)
            )
            end.addprevious(parse_xml(f"<w:tbl {space}><w:tblPr/><w:tblGrid/>{row}</w:tbl>"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _run(text: str) -> str:
    return f"<w:r><w:t>{escape(text)}</w:t></w:r>"
