"""Reading a compiled report, and its files, back as plain words."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import openpyxl
import pypdf

from seko.foundation.rendering.report import Cell, Group, Heading, Report, Table, plain


def tables(report: Report) -> dict[str, Table]:
    """Return the report's tables by the heading they stand under."""
    found, title = {}, ""
    for block in report.blocks:
        if isinstance(block, Heading):
            title = plain(block.text)
        elif isinstance(block, Table):
            found[title] = block
    return found


def cell(value: Cell) -> object:
    """Return a cell's words, or its value."""
    return plain(value) if isinstance(value, tuple) else value


def rows(table: Table) -> list[list[object]]:
    """Return the table's rows without those that name groups."""
    return [[cell(each) for each in row] for row in table.rows if not isinstance(row, Group)]


def words_of_docx(content: bytes) -> str:
    """Return every paragraph and cell of a DOCX."""
    document = docx.Document(io.BytesIO(content))
    parts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        parts += [each.text for row in table.rows for each in row.cells]
    return "\n".join(parts)


def cells_of_xlsx(content: bytes) -> Iterator[openpyxl.cell.Cell]:
    """Yield every filled cell of a workbook."""
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            yield from (each for each in row if each.value is not None)


def words_of_pdf(content: bytes) -> str:
    """Return the text of a PDF's pages, without the blanks and soft hyphens that lines bring."""
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return "".join(text.split()).replace("\xad", "")
