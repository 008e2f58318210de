"""A column list as one sheet: frozen titles, widths, filters, real dates and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO

from seko.foundation.rendering.columns import Column, Kind, RowT, titles
from seko.foundation.rendering.xlsx.workbook import WIDTHS, PlainSheet, cut, sheet_name, workbook, write_value

LAST_ROW = 1_048_575


def write(
    out: IO[bytes],
    columns: Sequence[Column[RowT]],
    rows: Iterable[RowT],
    *,
    title: str,
    made_at: datetime,
    language: str | None = None,
) -> None:
    """Write the list to `out`, row by row. `title` names the sheet and the file's property; `made_at` is aware.

    A `ValueError` is raised past Excel's last row (1,048,576): such a list goes out as CSV.
    """
    heads = titles(columns, language)
    kinds = [column.kind for column in columns]
    with workbook(out, title=title, made_at=made_at) as (book, formats):
        sheet = book.add_worksheet(sheet_name(title, []), worksheet_class=PlainSheet)
        for place, kind in enumerate(kinds):
            sheet.set_column(place, place, WIDTHS[kind])
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        for place, (head, kind) in enumerate(zip(heads, kinds, strict=True)):
            sheet.write_string(0, place, cut(head), formats.head_number if kind is Kind.NUMBER else formats.head)
        last = 0
        for last, row in enumerate(rows, start=1):
            if last > LAST_ROW:
                raise ValueError("A sheet holds 1,048,576 rows")
            for place, column in enumerate(columns):
                write_value(sheet, last, place, column.read(row), kinds[place], formats)
        sheet.autofilter(0, 0, last, max(len(heads) - 1, 0))
