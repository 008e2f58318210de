"""Tables with repeated header rows and merged cells."""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element

from seko.demo.source import Table
from seko.demo.word.markup import element, paragraph
from seko.demo.word.runs import Runs

# Twentieths of a point between the margins.
PORTRAIT_WIDTH: Final = 9070
LANDSCAPE_WIDTH: Final = 14000
_LEFT: Final = "<"
_ABOVE: Final = "^"


def build_table(table: Table, runs: Runs, *, landscape: bool) -> _Element:
    """The table as `w:tbl`; a cell of several lines becomes several paragraphs."""
    whole = LANDSCAPE_WIDTH if landscape else PORTRAIT_WIDTH
    widths = [whole * share // sum(table.widths) for share in table.widths]
    made = element("w:tbl", _properties(whole))
    made.append(element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)))
    for place, row in enumerate(table.rows):
        is_header = place < table.header_rows
        below = table.rows[place + 1] if place + 1 < len(table.rows) else ()
        made.append(_row(row, below, widths, runs, is_header=is_header))
    return made


def _properties(width: int) -> _Element:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = (element(f"w:{edge}", val="single", sz=4, space=0, color="808080") for edge in edges)
    return element(
        "w:tblPr",
        element("w:tblStyle", val="TableGrid"),
        element("w:tblW", w=width, type="dxa"),
        element("w:tblBorders", *borders),
        element("w:tblLayout", type="fixed"),
    )


def _row(row: tuple[str, ...], below: tuple[str, ...], widths: list[int], runs: Runs, *, is_header: bool) -> _Element:
    properties = element("w:trPr", element("w:cantSplit"))
    if is_header:
        properties.append(element("w:tblHeader"))
    made = element("w:tr", properties)
    place = 0
    while place < len(row):
        span = 1
        while place + span < len(row) and row[place + span] == _LEFT:
            span += 1
        continues = bool(below) and below[place] == _ABOVE
        strong = is_header or span == len(row) or row[0].isupper()
        made.append(_cell(row[place], span, sum(widths[place : place + span]), runs, continues=continues, bold=strong))
        place += span
    return made


def _cell(text: str, span: int, width: int, runs: Runs, *, continues: bool, bold: bool) -> _Element:
    properties = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("w:gridSpan", val=span))
    if text == _ABOVE:
        properties.append(element("w:vMerge"))
        return element("w:tc", properties, paragraph("TableText"))
    if continues:
        properties.append(element("w:vMerge", val="restart"))
    lines = text.split(" // ")
    weight = [element("w:b")] if bold else []
    return element(
        "w:tc",
        properties,
        *(paragraph("TableText", *runs.of(line, *(element("w:b") for _ in weight))) for line in lines),
    )
