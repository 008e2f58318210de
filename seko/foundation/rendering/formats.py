"""The formats a document and a list can go out in: one line of a registry each."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from seko.foundation.rendering import csv, docx, html, json, pdf
from seko.foundation.rendering.columns import Column, RowT
from seko.foundation.rendering.report import Report
from seko.foundation.rendering.uncollected import uncollected
from seko.foundation.rendering.xlsx import report as xlsx_report
from seko.foundation.rendering.xlsx import rows as xlsx_rows
from seko.foundation.rendering.xlsx.workbook import MEDIA_TYPE as XLSX_MEDIA_TYPE


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file: its bytes, its media type, its extension without the dot."""

    content: bytes
    media_type: str
    extension: str


@dataclass(frozen=True, slots=True)
class Format:
    """How a report goes out."""

    media_type: str
    extension: str
    draw: Callable[[Report], bytes]


FORMATS: dict[str, Format] = {
    "html": Format(html.MEDIA_TYPE, "html", html.standalone),
    "docx": Format(docx.MEDIA_TYPE, "docx", docx.render),
    "pdf": Format(pdf.MEDIA_TYPE, "pdf", pdf.render),
    "xlsx": Format(XLSX_MEDIA_TYPE, "xlsx", xlsx_report.render),
}


def render(report: Report, format: str) -> Rendered:
    """Return the report in one of `FORMATS`; another name is a `KeyError`, a PDF may raise `pdf.NotCompiled`."""
    chosen = FORMATS[format]
    with uncollected():
        return Rendered(chosen.draw(report), chosen.media_type, chosen.extension)


LISTS = ("csv", "csv-excel", "xlsx", "json")


def render_list(
    columns: Sequence[Column[RowT]],
    rows: Iterable[RowT],
    format: str,
    *,
    title: str,
    made_at: datetime,
    language: str | None = None,
) -> Rendered:
    """Return the list in one of `LISTS`; another name is a `KeyError`.

    `csv-excel` is what Excel in Serbian opens by a double click (byte order mark, semicolons, decimal commas). `title`
    names the XLSX's sheet, `made_at` (aware) stands in its properties; titles are in `language` or the active one.
    """
    if format == "xlsx":
        out = io.BytesIO()
        xlsx_rows.write(out, columns, rows, title=title, made_at=made_at, language=language)
        return Rendered(out.getvalue(), XLSX_MEDIA_TYPE, "xlsx")
    if format == "json":
        return Rendered(b"".join(csv.encoded(json.lines(columns, rows))), json.MEDIA_TYPE, "json")
    dialect = {"csv": csv.STANDARD, "csv-excel": csv.SERBIAN_EXCEL}[format]
    lines = csv.lines(columns, rows, dialect=dialect, language=language)
    return Rendered(b"".join(csv.encoded(lines)), csv.MEDIA_TYPE, "csv")
