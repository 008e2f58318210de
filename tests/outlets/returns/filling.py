"""Tables of comments as people fill them in: workbooks, the form that we give out, CSV, tables of a Word file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from seko.outlets.papers.marks import Key, Stated, Table, column_mark, row_mark
from tests.drafts.documents.model.builder import docx, p, r, tbl, tc, tr

HEADS = (
    "Р. бр.",
    "Место у тексту",
    "Оригинални текст",
    "Коментар",
    "Предлог измене текста",
    "Образложење",
    "Организација",
)
FORM = (Key.PLACE, Key.QUOTE, Key.WORDS, Key.PROPOSAL)
ROWS: tuple[tuple[Any, ...], ...] = (
    (
        1,
        "",
        "чистијем ваздуху",
        "Који градови?",
        "чистијем ваздуху свуда",
        "Јер нису наведени.",
        "Удружење А",
    ),
    (2, "1-2", "", "Станица је мало.", "", "", "Удружење А"),
    (3, "", "", "У целини добро.", "", "", ""),
)


def book(*rows: Sequence[Any], change: Callable[[Worksheet], None] | None = None) -> bytes:
    """A workbook of one sheet."""
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def form(
    *rows: tuple[str, ...],
    keys: Sequence[str] = FORM,
    heads: Sequence[str] = ("Место", "Текст", "Коментар", "Предлог"),
    stated: Stated | str = "",
    numbers: Sequence[int] = (),
) -> bytes:
    """The form as it was given out, with hidden keys; `numbers` are those of its rows, 1, 2, … unless given."""

    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[1].hidden = True
        sheet.column_dimensions["A"].hidden = True

    numbered = zip(numbers or range(1, len(rows) + 1), rows, strict=True)
    return book([str(stated), *keys], ["", *heads], *([str(number), *row] for number, row in numbered), change=hide)


def stated(code: str, table: Table = Table.COMMENT_FORM) -> Stated:
    """What a table of ours says of itself."""
    return Stated(table, code)


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the package with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry.filename)
            new.writestr(entry.filename, change(part) if entry.filename == name else part)
    return out.getvalue()


def word_table(*rows: Sequence[str], keys: Sequence[Key] = (), before: str = "") -> bytes:
    """A Word file with a table; with `keys` in hidden bookmarks, as it was given out."""
    made = []
    for number, cells in enumerate(rows):
        drawn = []
        for place, text in enumerate(cells):
            name = (
                column_mark(keys[place])
                if keys and number == 0
                else row_mark(str(number))
                if keys and not place
                else ""
            )
            mark = f'<w:bookmarkStart w:id="{number}{place}" w:name="{name}"/><w:bookmarkEnd w:id="{number}{place}"/>'
            drawn.append(tc(f"<w:p>{mark if name else ''}{r(text) if text else ''}</w:p>"))
        made.append(tr(*drawn))
    return docx(before + tbl(*made, columns=len(rows[0])) + p("Хвала."))
