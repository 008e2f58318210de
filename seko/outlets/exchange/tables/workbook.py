"""Reading the first visible sheet of an XLSX: texts as shown, formulas never computed (C3 39, 40, 44, 45, 46)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, Final

from openpyxl import load_workbook

from seko.drafts.documents.model import zip_directory
from seko.drafts.documents.model.limits import Limits
from seko.outlets.exchange.tables.prose import MOST_NAMED, Layout, is_notes_part, prose, read_layout
from seko.outlets.exchange.tables.refusals import NotATable
from seko.outlets.exchange.tables.table import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Row, Table

_LIMITS: Final = Limits(file_bytes=10_000_000)
_DOCTYPE: Final = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_TEXT: Final = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<")
_HIDDEN: Final = re.compile(rb"<(?:\w+:)?row\b[^>]*?>")
_NUMBER_OF_ROW: Final = re.compile(rb'\br="(\d+)"')
_IS_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
# A file may name a cell in its last row and column: so many rows without a word end the reading.
_BLANK_ROWS: Final = 500


def read(data: bytes, *, is_prose: bool = False) -> Table:
    """Return the rows of the first visible sheet. Raises `NotATable`, and what the directory of the package refuses.

    A form in which people write (`is_prose`) keeps the lines of its cells, longer ones, numbers and days as they are
    shown, and the keys in its hidden first row; what it hides otherwise is told and not read.
    """
    entries = zip_directory.read_directory(data, _LIMITS)
    if not any(name.lower() == "xl/workbook.xml" for name in entries):
        raise NotATable("not-a-workbook")
    for name, entry in entries.items():
        _refuse_declarations(name, zip_directory.unpack(data, entry, _LIMITS))
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
    except MemoryError:
        raise
    except Exception as error:  # whatever a damaged package makes of the library's own words
        raise NotATable("damaged") from error
    if sheet is None:
        raise NotATable("no-rows")
    path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
    part = zip_directory.unpack(data, entries[path], _LIMITS) if path in entries else b""
    hidden, layout = _hidden_rows(part), Layout()
    if is_prose:
        notes_parts = [zip_directory.unpack(data, entries[name], _LIMITS) for name in entries if is_notes_part(name)]
        layout = read_layout(part, notes_parts)
    notes = []
    others = [each.title for each in book.worksheets if each is not sheet]
    if others:
        notes.append(("other-sheets", ", ".join(others)[:200]))
    sheet.reset_dimensions()
    try:
        rows = tuple(_rows(sheet.iter_rows(), hidden, layout if is_prose else None))
    except NotATable:
        raise
    except MemoryError:
        raise
    except Exception as error:
        raise NotATable("damaged") from error
    keys: tuple[str, ...] = ()
    if is_prose and 1 in hidden and rows and rows[0].number == 1:
        keys, rows = rows[0].cells, rows[1:]
    if skipped := sorted(hidden - {1} if keys else hidden):
        notes.append(("hidden-rows", ", ".join(map(str, skipped[:MOST_NAMED]))))
    notes += layout.notes(keys)
    if not rows:
        raise NotATable("no-rows")
    return Table(rows, tuple(notes), keys, layout.merged)


def _refuse_declarations(name: str, part: bytes) -> None:
    """Refuse a part of text that declares a document type anywhere, in whatever encoding and under whatever name:
    entities are never expanded (C3 46). In well-formed XML such a sign stands nowhere else.
    """
    if not _TEXT.match(part[:16].replace(b"\x00", b"")):
        return
    if _DOCTYPE.search(part) or _DOCTYPE.search(part.replace(b"\x00", b"")):
        raise NotATable("declaration", part=name)


def _hidden_rows(part: bytes) -> frozenset[int]:
    found = set()
    for tag in _HIDDEN.findall(part):
        if _IS_HIDDEN.search(tag) and (number := _NUMBER_OF_ROW.search(tag)):
            found.add(int(number.group(1)))
    return frozenset(found)


def _rows(rows: Iterable[Iterable[Any]], hidden: frozenset[int], layout: Layout | None) -> Iterator[Row]:
    """Yield the rows that are not hidden; of a form (`layout`) the first one in any case: it may hold the keys."""
    kept, blank = 0, 0
    for number, cells in enumerate(rows, start=1):
        shown, faults, wide = [], [], False
        for place, cell in enumerate(cells):
            value = cell.value
            if value is None or value == "":
                shown.append("")
                continue
            if place >= MOST_COLUMNS:
                wide = True
                break
            if layout is None:
                text, fault = _shown(value, getattr(cell, "data_type", "s"))
            else:
                text, fault = prose(value, getattr(cell, "data_type", "s"), getattr(cell, "number_format", "") or "")
                if place in layout.hidden_columns and place:
                    text, fault = "", ""
            shown.append(text)
            if fault:
                faults.append((place, fault))
        if wide:
            raise NotATable("too-many-columns", limit=MOST_COLUMNS, row=number)
        if not any(shown):
            blank += 1
            if blank > _BLANK_ROWS:
                return
            continue
        blank = 0
        if number in hidden and (layout is None or number > 1):
            continue
        if kept == MOST_ROWS:
            raise NotATable("too-many-rows", limit=MOST_ROWS)
        kept += 1
        yield Row(number, tuple(shown), tuple(faults))


def _shown(value: Any, kind: str) -> tuple[str, str]:
    """Return a cell's value as people see it, and a code where it cannot be taken."""
    if kind == "f" or (isinstance(value, str) and value.startswith("=")):
        return str(value)[:MOST_LETTERS], "formula"
    if kind == "e":
        return str(value), "error"
    if isinstance(value, bool):
        return ("1" if value else "0"), ""
    if isinstance(value, datetime):
        return (value.date().isoformat() if value.time() == time() else value.isoformat(" ")), ""
    if isinstance(value, date):
        return value.isoformat(), ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value)), ""
    text = " ".join(str(value).split())
    return text[:MOST_LETTERS], "long" if len(text) > MOST_LETTERS else ""
