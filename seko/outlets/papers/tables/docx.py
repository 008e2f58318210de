"""A table as a Word file on pages turned on their side; hidden bookmarks keep which column and which row is which."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, count, pairwise
from typing import Final

from seko.drafts.documents.model.package import open_package
from seko.drafts.documents.model.word import marks as words_marks
from seko.drafts.documents.model.word.parts import Outgoing
from seko.foundation.rendering import docx
from seko.foundation.rendering.clean import clean
from seko.foundation.rendering.docx.runs import attribute, paragraph, run
from seko.foundation.rendering.docx.tables import twips
from seko.foundation.rendering.report import FRAME_LANG, Paragraph, Report, Text, Wording
from seko.outlets.papers.marks import Key, column_mark, row_mark
from seko.outlets.papers.tables.grid import Column, Grid, Line

_PEOPLES: Final = frozenset((Key.QUOTE, Key.WORDS, Key.PROPOSAL, Key.WHY, Key.REASON, Key.CHANGE))
_EDGE: Final = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="7D8796"/>'
_EDGES: Final = "".join(_EDGE.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_READ: Final = '<w:shd w:val="clear" w:color="auto" w:fill="F6F7F9"/>'
_HEAD: Final = '<w:shd w:val="clear" w:color="auto" w:fill="ECEFF3"/><w:vAlign w:val="bottom"/>'
_HEAD_ROW: Final = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
# A row to be filled in is as high as an answer of three lines.
_ROW: Final = "<w:tr>"
_OPEN_ROW: Final = '<w:tr><w:trPr><w:trHeight w:val="1100"/></w:trPr>'


def draw(grid: Grid) -> bytes:
    """Return the table as DOCX. The same table gives the same bytes."""
    lang = FRAME_LANG[grid.form]

    def text(words: str) -> tuple[Text, ...]:
        return (Text(words, lang),) if words else ()

    report = Report(
        title=Text(grid.title, lang),
        subtitle=text(grid.subtitle),
        form=grid.form,
        made_at=grid.made_at,
        wording=Wording("", "", "", ""),
        blocks=tuple(Paragraph(text(note), note=True) for note in grid.notes),
        footer=text(grid.footer),
        demonstration=text(grid.demonstration),
    )
    made = docx.render(report, across=True, behind=lambda _runs, width: _table(grid, width))
    outgoing = Outgoing(open_package(made))
    stated = {
        words_marks.CONSULTATION: grid.stated.consultation,
        words_marks.TABLE: str(grid.stated),
        words_marks.INSTITUTION: grid.stated.institution,
    }
    outgoing.add(
        "", words_marks.PROPERTIES_PART, words_marks.properties_part(stated),
        media_type=words_marks.PROPERTIES_TYPE, relation=words_marks.PROPERTIES_RELATION,
    )  # fmt: skip
    return outgoing.packed()


def _table(grid: Grid, width: float) -> str:
    total = sum(column.share for column in grid.columns)
    edges = [0, *(twips(edge) for edge in accumulate(column.share / total * width for column in grid.columns))]
    across = [right - left for left, right in pairwise(edges)]
    numbers = count(1)
    widths = "".join(f'<w:gridCol w:w="{each}"/>' for each in across)
    opening = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(across)}" w:type="dxa"/><w:tblBorders>{_EDGES}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{attribute(grid.title)}"/>'
        f"</w:tblPr><w:tblGrid>{widths}</w:tblGrid>"
    )
    heads = "".join(
        _cell(each, _HEAD, paragraph("TableHead", _marked(column_mark(column.key), next(numbers)) + run(column.title)))
        for column, each in zip(grid.columns, across, strict=True)
    )
    is_open = any(column.is_open for column in grid.columns)
    rows = "".join(_row(grid.columns, line, across, next(numbers), is_open=is_open) for line in grid.lines)
    return f"{opening}{_HEAD_ROW}{heads}</w:tr>{rows}</w:tbl>"


def _row(columns: Iterable[Column], line: Line, across: Iterable[int], number: int, *, is_open: bool) -> str:
    cells = []
    for place, (column, words, width) in enumerate(zip(columns, line.cells, across, strict=True)):
        style = "TableWords" if column.key in _PEOPLES else "TableText"
        mark = _marked(row_mark(line.key), number) if place == 0 else ""
        look = _READ if is_open and not column.is_open else ""
        words = clean(words)
        cells.append(_cell(width, look, paragraph(style, mark + (run(words) if words else ""))))
    return f"{_OPEN_ROW if is_open else _ROW}{''.join(cells)}</w:tr>"


def _cell(width: int, look: str, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>{content}</w:tc>'


def _marked(name: str, number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'
