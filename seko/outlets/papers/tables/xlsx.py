"""A table as a workbook: a hidden row and a hidden column keep which column and which row is which (`papers.marks`)."""

from __future__ import annotations

import io
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from seko.foundation.rendering.xlsx.workbook import PlainSheet, cut, sheet_name, workbook
from seko.outlets.papers.marks import FIRST_ROW, KEYS_ROW, TITLES_ROW, Key
from seko.outlets.papers.tables.grid import Grid, Line

# Letters of width for a share of one.
_LETTERS: Final = 0.75
# So many letters of text stand in a line of that width.
_LETTERS_A_LINE: Final = 0.95
_SERIF: Final = frozenset((Key.QUOTE, Key.WORDS, Key.PROPOSAL, Key.WHY, Key.REASON, Key.CHANGE))
_OPEN_HEIGHT: Final = 48
_LINE_HEIGHT: Final = 13
# Excel takes no higher row.
_HIGHEST: Final = 409
_LONGEST_CHOICES: Final = 255
# Without a password: it keeps keys and rows where they are, and whoever needs another thing lifts it.
_MAY: Final = {"format_cells": True, "format_columns": True, "format_rows": True, "autofilter": True}


def draw(grid: Grid) -> bytes:
    """Return the table as XLSX. The same table gives the same bytes."""
    out = io.BytesIO()
    with workbook(out, title=grid.title, made_at=grid.made_at) as (book, _formats):
        _Sheet(book, grid).write()
    return out.getvalue()


class _Sheet:
    """Writes one table on the first sheet, and on a second hidden one what its columns may hold."""

    def __init__(self, book: Workbook, grid: Grid) -> None:
        self.book, self.grid = book, grid
        names: list[str] = []
        self.sheet: Worksheet = book.add_worksheet(sheet_name(grid.title, names), worksheet_class=PlainSheet)
        self.notes_name = sheet_name(grid.notes_name or "?", names)
        self.lists_name = sheet_name("seko", names)
        self.lists: Worksheet | None = None
        self.is_open = any(column.is_open for column in grid.columns)

    def write(self) -> None:
        """Write everything, row after row."""
        self._set_page()
        sheet, grid = self.sheet, self.grid
        keys, titles = KEYS_ROW - 1, TITLES_ROW - 1
        sheet.set_row(keys, None, None, {"hidden": True})
        sheet.write_string(keys, 0, str(grid.stated))
        for place, column in enumerate(grid.columns, start=1):
            sheet.write_string(keys, place, column.key.value)
        head = self._look(bold=True, font_color="#434D5C", bg_color="#ECEFF3", valign="bottom")
        sheet.set_row(titles, 2 * _LINE_HEIGHT + 4)
        for place, column in enumerate(grid.columns, start=1):
            sheet.write_string(titles, place, cut(column.title), head)
        looks = [self._look_of(column.key, is_open=column.is_open) for column in grid.columns]
        for number, line in enumerate(grid.lines, start=FIRST_ROW - 1):
            sheet.set_row(number, self._height(line))
            sheet.write_string(number, 0, line.key)
            for place, (words, look) in enumerate(zip(line.cells, looks, strict=True), start=1):
                if words:
                    sheet.write_string(number, place, cut(words), look)
                else:
                    sheet.write_blank(number, place, None, look)
        if grid.notes:
            self._write_notes()
        self._set_choices(FIRST_ROW - 1, FIRST_ROW + len(grid.lines) - 2)
        if grid.is_locked:
            sheet.protect("", _MAY)

    def _height(self, line: Line) -> float:
        """Return a row's height in points: not every program finds out by itself what wrapped words need."""
        rows = max(
            sum(1 + int(len(words) / (column.share * _LETTERS_A_LINE)) for words in cell.split("\n")) if cell else 1
            for cell, column in zip(line.cells, self.grid.columns, strict=True)
        )
        return min(max(rows * _LINE_HEIGHT + 2, _OPEN_HEIGHT if self.is_open else 0), _HIGHEST)

    def _set_page(self) -> None:
        sheet, grid = self.sheet, self.grid
        sheet.set_column(0, 0, 8, None, {"hidden": True})
        for place, column in enumerate(grid.columns, start=1):
            sheet.set_column(place, place, column.share * _LETTERS)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.repeat_rows(TITLES_ROW - 1)
        sheet.freeze_panes(TITLES_ROW, 2)
        # Rows in which nothing is written yet are printed too.
        sheet.print_area(TITLES_ROW - 1, 1, FIRST_ROW + len(grid.lines) - 2, len(grid.columns))
        if grid.demonstration:
            sheet.set_header(f"&L{_on_paper(grid.demonstration)}")
        sheet.set_footer(f"&L{_on_paper(grid.footer)}&R&P / &N")

    def _look(self, **properties: object) -> Format:
        own = {"valign": "top", "font_name": "Calibri", "font_size": 10, "text_wrap": True}
        return self.book.add_format({**own, "border": 1, "border_color": "#7D8796", **properties})

    def _look_of(self, key: Key, *, is_open: bool) -> Format:
        ground = {"bg_color": "#F6F7F9"} if self.is_open and not is_open else {}
        # Whatever is typed there stays the words that were typed: no dates, no numbers.
        kept = {"num_format": "@", "locked": not is_open}
        return self._look(font_name="Cambria" if key in _SERIF else "Calibri", **ground, **kept)

    def _set_choices(self, first: int, last: int) -> None:
        for place, column in enumerate(self.grid.columns, start=1):
            offered = self.grid.choices.get(column.key, ())
            if not offered or last < first:
                continue
            is_short = len(",".join(offered)) <= _LONGEST_CHOICES and not any("," in words for words in offered)
            source: object = list(offered) if is_short else self._listed(offered)
            rule = {"validate": "list", "source": source, "show_error": False}
            self.sheet.data_validation(first, place, last, place, rule)

    def _write_notes(self) -> None:
        """Say on a sheet of its own how the table is filled in: its first rows are the keys' and the titles'."""
        sheet = self.book.add_worksheet(self.notes_name, worksheet_class=PlainSheet)
        sheet.set_column(0, 0, 100)
        plain = self.book.add_format({"text_wrap": True, "valign": "top", "font_name": "Calibri", "font_size": 11})
        strong = self.book.add_format({"bold": True, "font_name": "Calibri", "font_size": 14})
        for row, words in enumerate((self.grid.title, self.grid.subtitle, *self.grid.notes)):
            sheet.write_string(row, 0, cut(words), plain if row else strong)

    def _listed(self, offered: tuple[str, ...]) -> str:
        """Write what may be chosen on a hidden sheet; return where it stands."""
        self.lists = self.book.add_worksheet(self.lists_name, worksheet_class=PlainSheet)
        self.lists.hide()
        for row, words in enumerate(offered):
            self.lists.write_string(row, 0, cut(words))
        return f"='{self.lists_name}'!$A$1:$A${len(offered)}"


def _on_paper(words: str) -> str:
    """Return words for a printed head or foot, where `&` begins a code."""
    return " ".join(words.split())[:200].replace("&", "&&")
