"""A report as a workbook: its running text on the first sheet, then a sheet for each table and chart."""

from __future__ import annotations

import io

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.figures import number
from seko.foundation.rendering.palette import FILLS, SYMBOLS
from seko.foundation.rendering.report import (
    BarChart,
    Bullets,
    Callout,
    Cell,
    Fact,
    Facts,
    Group,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
    Quote,
    Report,
    Seal,
    Table,
    Text,
    plain,
)
from seko.foundation.rendering.settle import settle
from seko.foundation.rendering.xlsx.workbook import (
    WIDTHS,
    Formats,
    PlainSheet,
    cut,
    sheet_name,
    workbook,
    write_value,
)

_LABELS, _WORDS = 34, 90
_BAR_PX, _CHART_PX = 28, 560
_HEADER_LETTERS = 200
# Letters of a table's width, of which each column has its share; a wide one has long words in most of its columns.
_TABLE, _WIDE = 140, 280
_WIDEST = 80


def render(report: Report) -> bytes:
    """Return the report as XLSX. The same report gives the same bytes."""
    report = settle(report)
    out = io.BytesIO()
    with workbook(out, title=report.title.words, made_at=report.made_at) as (book, formats):
        _Book(report, book, formats).write()
    return out.getvalue()


def _words(inline: Inline) -> str:
    """Return the runs' words, a state with the character of its shape before it."""
    return "".join(run.words if isinstance(run, Text) else f"{SYMBOLS[run.shape]} {run.word.words}" for run in inline)


class _Book:
    """Writes one settled report; the first sheet names the others, so their names are found first."""

    def __init__(self, report: Report, book: Workbook, formats: Formats) -> None:
        self.report = report
        self.book = book
        self.formats = formats
        self.taken: list[str] = []
        self.facts_name = sheet_name(report.wording.facts, self.taken)
        self.tables = [
            (block, sheet_name(block.sheet or plain(block.caption), self.taken))
            for block in report.blocks
            if isinstance(block, Table | BarChart)
        ]

    def write(self) -> None:
        """Write every sheet."""
        _TextSheet(self).write()
        for block, name in self.tables:
            sheet = self.sheet(name, across=isinstance(block, Table) and block.wide)
            if isinstance(block, BarChart):
                self._chart(sheet, block, name)
            else:
                self._table(sheet, block)

    def sheet(self, name: str, *, across: bool = False) -> Worksheet:
        """Return a new sheet, set for A4, with the demonstration's mark above and the page below."""
        sheet = self.book.add_worksheet(name, worksheet_class=PlainSheet)
        sheet.set_paper(9)
        if across:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        if self.report.demonstration:
            sheet.set_header(f"&L{_in_header(self.report.demonstration)}")
        sheet.set_footer(f"&L{_in_header(self.report.footer)}&R&P / &N")
        return sheet

    def mark(self, sheet: Worksheet) -> int:
        """Write the demonstration's mark on the first row; return the row after it."""
        if not self.report.demonstration:
            return 0
        sheet.write_string(0, 0, cut(_words(self.report.demonstration)), self.formats.mark)
        return 1

    def _table(self, sheet: Worksheet, table: Table) -> None:
        total = sum(column.width for column in table.columns)
        for place, column in enumerate(table.columns):
            share = column.width / total * (_WIDE if table.wide else _TABLE)
            sheet.set_column(place, place, min(max(share, WIDTHS[column.kind] * 0.6, 8), _WIDEST))
        row = self.mark(sheet)
        if table.caption:
            sheet.write_string(row, 0, cut(_words(table.caption)), self.formats.heading)
            row += 1
        row = self._heads(sheet, table, row)
        for content in table.rows:
            self._row(sheet, table, row, content)
            row += 1

    def _heads(self, sheet: Worksheet, table: Table, row: int) -> int:
        """Write the rows of titles, frozen and repeated on paper; return the row after them."""
        first = row
        for line in table.spans:
            place = 0
            for span in line:
                if span.title.words:
                    sheet.write_string(row, place, cut(span.title.words), self.formats.head)
                place += span.columns
            row += 1
        for place, column in enumerate(table.columns):
            look = self.formats.head_number if column.kind is Kind.NUMBER else self.formats.head
            sheet.write_string(row, place, cut(column.title.words), look)
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(first, row)
        return row + 1

    def _row(self, sheet: Worksheet, table: Table, row: int, content: tuple[Cell, ...] | Group) -> None:
        if isinstance(content, Group):
            sheet.write_string(row, 0, cut(_words(content.title)), self.formats.group)
            for place in range(1, len(table.columns)):
                sheet.write_blank(row, place, None, self.formats.group)
            return
        for place, (cell, column) in enumerate(zip(content, table.columns, strict=True)):
            value = _words(cell) if isinstance(cell, tuple) else cell
            write_value(sheet, row, place, value, column.kind, self.formats)

    def _chart(self, sheet: Worksheet, chart: BarChart, name: str) -> None:
        self._table(sheet, chart.table())
        first = (1 if self.report.demonstration else 0) + (1 if chart.caption else 0) + 1
        last = first + len(chart.bars) - 1
        drawn = self.book.add_chart({"type": "bar"})
        points = [
            {"fill": {"color": fill}, "border": {"color": edge}}
            for fill, edge in (FILLS[bar.fill] for bar in chart.bars)
        ]
        drawn.add_series(
            {
                "name": cut(chart.value_title.words),
                "categories": [name, first, 0, last, 0],
                "values": [name, first, 1, last, 1],
                "points": points,
                "data_labels": {"value": True},
                "gap": 70,
            }
        )
        drawn.set_legend({"none": True})
        drawn.set_y_axis({"reverse": True, "major_tick_mark": "none"})
        drawn.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
        drawn.set_size({"width": _CHART_PX, "height": 60 + _BAR_PX * len(chart.bars)})
        said = "; ".join(f"{plain(bar.label)}: {number(bar.value, self.report.form)}" for bar in chart.bars)
        sheet.insert_chart(first, 3, drawn, {"description": f"{plain(chart.caption)}. {said}."})


def _in_header(inline: Inline) -> str:
    """Return words for a printed head or foot, where `&` begins a code; Excel takes 255 letters in all."""
    return " ".join(plain(inline).split())[:_HEADER_LETTERS].replace("&", "&&")


class _TextSheet:
    """The first sheet: title, facts and all running text, a row each, with a link to every other sheet."""

    def __init__(self, book: _Book) -> None:
        self.book = book
        self.report = book.report
        self.formats = book.formats
        self.sheet = book.sheet(book.facts_name)
        self.row = 0

    def write(self) -> None:
        self.sheet.set_column(0, 0, _LABELS)
        self.sheet.set_column(1, 1, _WORDS)
        self.row = self.book.mark(self.sheet)
        self._line(self.report.title.words, self.formats.title)
        if self.report.subtitle:
            self._line(_words(self.report.subtitle), self.formats.heading)
        self._facts(self.report.facts)
        if self.report.sha256:
            self._pair(self.report.wording.fingerprint, self.report.sha256)
        names = iter(self.book.tables)
        for block in self.report.blocks:
            match block:
                case Heading():
                    self.row += 1
                    self._line(f"{block.number} {_words(block.text)}".strip(), self.formats.heading)
                case Paragraph():
                    self._pair("", _words(block.text))
                case Quote():
                    self._pair(_words(block.source), _words(block.text))
                case Bullets():
                    for place, item in enumerate(block.items, start=1):
                        self._pair(f"{place}." if block.ordered else "•", _words(item))
                case Facts() | Seal():
                    self._facts(block.items if isinstance(block, Facts) else block.lines)
                case Callout():
                    self._pair(_words(block.title), _words(block.text))
                case Table() | BarChart():
                    self._link(next(names)[1])
                case PageBreak():
                    self.row += 1

    def _line(self, words: str, look: object) -> None:
        self.sheet.write_string(self.row, 0, cut(words), look)
        self.row += 1

    def _pair(self, label: str, words: str) -> None:
        if label:
            self.sheet.write_string(self.row, 0, cut(label), self.formats.label)
        self.sheet.write_string(self.row, 1, cut(words), self.formats.words)
        self.row += 1

    def _facts(self, facts: tuple[Fact, ...]) -> None:
        for fact in facts:
            self._pair(fact.label.words, _words(fact.value))

    def _link(self, name: str) -> None:
        quoted = name.replace("'", "''")
        self.sheet.write_url(self.row, 1, f"internal:'{quoted}'!A1", self.formats.link, name)
        self.row += 1
