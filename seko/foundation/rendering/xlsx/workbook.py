"""A workbook that cannot run what people typed, keeps few rows in memory and holds no clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from html import escape
from typing import IO, Any
from zipfile import ZipFile

from xlsxwriter import Workbook
from xlsxwriter import workbook as library
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import Worksheet

from seko.foundation.rendering.clean import without_illegal
from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.zips import LEVEL

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Excel refuses a longer cell (Excel specifications and limits); what is over stays in the other formats.
CELL_LETTERS = 32_767
_CUT = " […]"
_FIRST_YEAR = 1900  # Excel has no days before it.
_LINK = re.compile(r"https?://[^\s\"<>]{1,2000}")
_LINKS_A_SHEET = 60_000
_SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_SHEET_LETTERS = 31

WIDTHS = {
    Kind.TEXT: 24,
    Kind.WORDS: 60,
    Kind.NUMBER: 12,
    Kind.DATE: 13,
    Kind.DATETIME: 18,
    Kind.BOOLEAN: 10,
    Kind.URL: 40,
}
_NUMBER_FORMATS = {Kind.NUMBER: "#,##0.##########", Kind.DATE: "dd.mm.yyyy.", Kind.DATETIME: "dd.mm.yyyy. hh:mm"}
_WHOLE = "#,##0"


# Its packages are pressed at zlib's level 6, which takes three times as long as level 4 for a sixth of the bytes.
library.ZipFile = partial(ZipFile, compresslevel=LEVEL)


class PlainSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """A sheet on which words are only words."""

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        # Nearly every cell is words with a look: the library's own way to the same bytes takes twice as long.
        if cell.__class__.__name__ != "String" or not cell.format or not self.constant_memory:
            super()._write_cell(row, col, cell)
            return
        words = cell.string
        if "_x" in words or "\r" in words:  # all that the library escapes and `cut` leaves
            words = self._escape_control_characters(words)
        words = escape(words, quote=False)
        space = ' xml:space="preserve"' if words[:1].isspace() or words[-1:].isspace() else ""
        place = f'r="{xl_rowcol_to_cell_fast(row, col)}" s="{cell.format._get_xf_index()}"'
        self.fh.write(f'<c {place} t="inlineStr"><is><t{space}>{words}</t></is></c>')

    def _xml_rich_inline_string(self, string: str, attributes: Any) -> None:
        # The library takes any string from <r> to </r> for its own markup and writes it unescaped.
        self._xml_inline_string(string, False, attributes)


class Formats:
    """The workbook's few cell formats: one for each kind of column, the heads, the notes."""

    def __init__(self, book: Workbook) -> None:
        def new(**properties: Any) -> Format:
            return book.add_format({"valign": "top", "font_name": "Calibri", "font_size": 11, **properties})

        self.head = new(bold=True, text_wrap=True, valign="bottom", bottom=2, bottom_color="#7D8796")
        self.head_number = new(
            bold=True, text_wrap=True, valign="bottom", align="right", bottom=2, bottom_color="#7D8796"
        )
        self.group = new(bold=True, bg_color="#F6F7F9", bottom=1, bottom_color="#DADFE6")
        self.title = new(bold=True, font_size=16)
        self.heading = new(bold=True, font_size=13)
        self.label = new(font_color="#434D5C", text_wrap=True)
        self.words = new(text_wrap=True)
        self.mark = new(bold=True, font_color="#754700", bg_color="#FFF3D9")
        self.whole = new(num_format=_WHOLE)
        self.link = new(font_color="#1D4F9C", underline=1)
        self.kinds = {
            kind: new(
                text_wrap=kind in (Kind.TEXT, Kind.WORDS), **({"num_format": form} if (form := number(kind)) else {})
            )
            for kind in Kind
        }


def number(kind: Kind) -> str:
    """Return the number format of a kind, or nothing."""
    return _NUMBER_FORMATS.get(kind, "")


@contextmanager
def workbook(out: IO[bytes], *, title: str, made_at: datetime) -> Iterator[tuple[Workbook, Formats]]:
    """Open a workbook that is written to `out` at the end; `made_at` (aware) is the only time in it, no author is."""
    # The default date system and no clock: the library would else stamp the moment of writing.
    book = Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": without_illegal(title), "created": made_at.astimezone(UTC).replace(tzinfo=None)})
    yield book, Formats(book)
    book.close()


def sheet_name(wanted: str, taken: list[str]) -> str:
    """Return a name Excel takes (31 letters, none of []:*?/\\, no apostrophe at the ends, unique) and note it."""
    base = " ".join(_SHEET_FORBIDDEN.sub(" ", without_illegal(wanted)).split()).strip("'")[:_SHEET_LETTERS].strip(" '")
    name, number = base or "1", 1
    while name.casefold() in (other.casefold() for other in taken) or name.casefold() == "history":
        number += 1
        tail = f" {number}"
        name = base[: _SHEET_LETTERS - len(tail)] + tail
    taken.append(name)
    return name


def cut(words: str) -> str:
    """Return words without illegal characters that fit a cell, marked where they are cut."""
    words = without_illegal(words)
    # Excel counts UTF-16 units: a letter outside the first plane is two.
    if len(words) <= CELL_LETTERS // 2 or len(words.encode("utf-16-le")) <= CELL_LETTERS * 2:
        return words
    room = (CELL_LETTERS - len(_CUT)) * 2
    return words.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT


def write_value(sheet: Worksheet, row: int, column: int, value: object, kind: Kind, formats: Formats) -> None:
    """Write one value as its own type; an empty one leaves the cell empty."""
    form = formats.kinds[kind]
    match value:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, column, value, form)
        case int():
            sheet.write_number(row, column, value, formats.whole if kind is Kind.NUMBER else form)
        case float() | Decimal():
            sheet.write_number(row, column, float(value), form)
        case datetime() if value.year >= _FIRST_YEAR:
            sheet.write_datetime(row, column, value.replace(tzinfo=None), form)
        case date() if value.year < _FIRST_YEAR:
            sheet.write_string(row, column, value.isoformat(), form)
        case date():
            sheet.write_datetime(row, column, value, form)
        case _:
            _write_words(sheet, row, column, str(value), kind, formats)


def _write_words(sheet: Worksheet, row: int, column: int, words: str, kind: Kind, formats: Formats) -> None:
    words = cut(words)
    if kind is Kind.URL and _LINK.fullmatch(words) and row < _LINKS_A_SHEET:
        sheet.write_url(row, column, words, formats.link, words[:255])
        return
    sheet.write_string(row, column, words, formats.kinds[kind])
