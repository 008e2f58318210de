"""Tables as WordprocessingML: fixed widths, heads that repeat, rows that stay whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from seko.foundation.rendering.arrangement import column_widths
from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.docx.runs import Runs, attribute, paragraph
from seko.foundation.rendering.figures import shown
from seko.foundation.rendering.report import Fact, Group, Report, Row, Table, plain

_CELL_STYLES = {Kind.NUMBER: "TableNumber", Kind.WORDS: "TableWords"}
_UNDER_HEAD = (
    '<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="7D8796"/></w:tcBorders>'
    '<w:vAlign w:val="bottom"/>'
)
_GROUP_FILL = '<w:shd w:val="clear" w:color="auto" w:fill="F6F7F9"/>'
_HEAD_ROW = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_BODY_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
# LibreOffice 7.4 loses all rows after the first one where that one may not split and only just fits under its heads.
_FIRST_ROW = "<w:tr>"


def twips(millimetres: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def _widths(table: Table, total: float) -> list[int]:
    """Return the columns' whole widths, which sum to the total's."""
    edges = [0, *(twips(edge) for edge in accumulate(column_widths(table, total)))]
    return [right - left for left, right in pairwise(edges)]


def table(table: Table, report: Report, runs: Runs, total: float) -> str:
    """Return the table with its caption above it, `total` millimetres wide."""
    across = _widths(table, total)
    styles = [_CELL_STYLES.get(column.kind, "TableText") for column in table.columns]
    opens = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in across]
    starts = [
        f'{opened}<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>' for opened, style in zip(opens, styles, strict=True)
    ]

    def body_row(row: Row | Group, opening: str) -> str:
        if isinstance(row, Group):
            cell = _wide_cell(paragraph("TableGroup", runs.inline(row.title)), len(across), sum(across), _GROUP_FILL)
            return f"{opening}{cell}</w:tr>"
        cells = [
            f"{start}{runs.inline(shown(cell, report))}</w:p></w:tc>" for start, cell in zip(starts, row, strict=True)
        ]
        return f"{opening}{''.join(cells)}</w:tr>"

    caption = paragraph("Caption", runs.inline(table.caption)) if table.caption else ""
    name = plain(table.caption) or ", ".join(column.title.words for column in table.columns)
    heads = _heads(table, runs, across)
    rows = "".join([body_row(row, _BODY_ROW if place else _FIRST_ROW) for place, row in enumerate(table.rows)])
    return f"{caption}{_opening(name, across, row_heads=table.row_heads)}{heads}{rows}</w:tbl>"


def _opening(name: str, across: Sequence[int], *, heads: bool = True, row_heads: bool) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in across)
    look = f'<w:tblLook w:val="0000" w:firstRow="{heads:d}" w:firstColumn="{row_heads:d}" w:noHBand="1" w:noVBand="1"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(across)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val="{attribute(name)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _heads(table: Table, runs: Runs, across: Sequence[int]) -> str:
    rows = []
    for line in table.spans:
        cells, place = [], 0
        for span in line:
            width = sum(across[place : place + span.columns])
            place += span.columns
            cells.append(_wide_cell(paragraph("TableHead", runs.text(span.title)), span.columns, width))
        rows.append(f"{_HEAD_ROW}{''.join(cells)}</w:tr>")
    titles = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_UNDER_HEAD}</w:tcPr>'
        + paragraph("TableHeadNumber" if column.kind is Kind.NUMBER else "TableHead", runs.text(column.title))
        + "</w:tc>"
        for column, width in zip(table.columns, across, strict=True)
    ]
    return f"{''.join(rows)}{_HEAD_ROW}{''.join(titles)}</w:tr>"


def _wide_cell(content: str, columns: int, width: int, properties: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{columns}"/>{properties}</w:tcPr>'
        f"{content}</w:tc>"
    )


def facts(facts: Sequence[Fact], name: str, runs: Runs, across: Sequence[int]) -> str:
    """Return labels and values as a table of two columns, the labels its row heads; nothing for none."""
    if not facts:
        return ""
    rows = []
    for fact in facts:
        label = paragraph("FactLabel", runs.text(fact.label))
        value = paragraph("FactWords" if fact.words else "FactValue", runs.inline(fact.value))
        cells = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
            for width, content in zip(across, (label, value), strict=True)
        ]
        rows.append(f"{_BODY_ROW}{''.join(cells)}</w:tr>")
    return f"{_opening(name, across, heads=False, row_heads=True)}{''.join(rows)}</w:tbl>"
