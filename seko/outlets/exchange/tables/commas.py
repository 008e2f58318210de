"""Reading CSV as people have it: whichever separator, whichever of the encodings in use in Serbia (C3 47)."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Final

from seko.outlets.exchange.tables.refusals import NotATable
from seko.outlets.exchange.tables.table import MOST_COLUMNS, MOST_LETTERS, MOST_PROSE, MOST_ROWS, Row, Table

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD: Final = ("cp1250", "cp1251")
_LATIN: Final = frozenset("čćšžđČĆŠŽĐ")
_CYRILLIC: Final = frozenset("абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ")
_SEPARATORS: Final = ";,\t|"


def read(data: bytes, *, is_prose: bool = False) -> Table:
    """Return the rows; those in which people write (`is_prose`) have longer cells. Raises `NotATable`:
    unknown encoding, an open quotation mark (with its line), too much.
    """
    text = _decoded(data)
    if "\x00" in text:
        raise NotATable("forbidden-character", line=text.count("\n", 0, text.index("\x00")) + 1)
    separator = _separator(text)
    most = MOST_PROSE if is_prose else MOST_LETTERS
    rows: list[Row] = []
    for number, cells in _records(text, separator):
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) == MOST_ROWS:
            raise NotATable("too-many-rows", limit=MOST_ROWS)
        if len(cells) > MOST_COLUMNS and any(cell.strip() for cell in cells[MOST_COLUMNS:]):
            raise NotATable("too-many-columns", limit=MOST_COLUMNS, row=number)
        faults = tuple((place, code) for place, cell in enumerate(cells) if (code := _fault(cell, most)))
        shown = tuple(cell.strip()[:most] for cell in cells[:MOST_COLUMNS])
        rows.append(Row(number, shown, faults))
    if not rows:
        raise NotATable("no-rows")
    return Table(tuple(rows))


def _fault(cell: str, most: int) -> str:
    """Return the code of what cannot be taken: a formula is not computed here either (C3 39)."""
    if cell.lstrip().startswith("="):
        return "formula"
    return "long" if len(cell) > most else ""


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # Without a mark: one of the two code pages of Windows in use here, whichever gives more letters of ours.
    texts = [text for encoding in _OLD if (text := _loosely(data, encoding)) is not None]
    if not texts:
        raise NotATable("unknown-encoding")
    best = max(texts, key=_serbian)
    if _serbian(best) == 0:
        raise NotATable("unknown-encoding")
    return best


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotATable("unknown-encoding") from None


def _loosely(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _serbian(text: str) -> int:
    """Return how much a text looks like ours: its Serbian letters, less the ones that no text of ours holds."""
    foreign = sum(1 for sign in text if not sign.isascii() and sign not in _LATIN and sign not in _CYRILLIC)
    found = sum(1 for sign in text if sign in _LATIN or sign in _CYRILLIC)
    return max(0, found - foreign)


def _separator(text: str) -> str:
    """Return the separator that parts the first lines alike and most often; a comma where nothing parts them."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    best, score = ",", 0
    for separator in _SEPARATORS:
        counts = Counter(_outside_quotes(line, separator) for line in lines)
        counts.pop(0, None)
        if counts:
            parts, times = max(counts.items(), key=lambda each: (each[1], each[0]))
            if times * parts > score:
                best, score = separator, times * parts
    return best


def _outside_quotes(line: str, separator: str) -> int:
    return sum(part.count(separator) for part in line.split('"')[::2])


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise NotATable("open-quotation", line=begins) from None
        yield begins, cells
        begins = reader.line_num + 1
