"""Reading a filled table from a DOCX: the hidden bookmarks of its heads and rows, words as if changes were accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import DEL, VAL, WORD, P, T
from seko.drafts.documents.model.package import open_package
from seko.drafts.documents.model.word import marks as word_marks
from seko.outlets.exchange.tables.refusals import NotATable
from seko.outlets.papers.filled.rows import MOST_ROWS, Filled, FilledRow
from seko.outlets.papers.marks import column_of, row_of

_TABLE, _ROW, _CELL = WORD + "tbl", WORD + "tr", WORD + "tc"
_SPAN: Final = f"{WORD}tcPr/{WORD}gridSpan"
_DELETED: Final = f"{WORD}trPr/{DEL}"
_GONE: Final = frozenset((DEL, WORD + "moveFrom"))
_BREAKS: Final = frozenset((WORD + "br", WORD + "cr"))
_TAB: Final = WORD + "tab"


def read(data: bytes) -> Filled:
    """Return the first table whose heads carry our bookmarks. Raises `NotATable`, `Refused`."""
    package = open_package(data)
    root = package.parse(package.main_part)
    stated = word_marks.read_properties(package).get(word_marks.TABLE, "")
    for table in root.iter(_TABLE):
        rows = [row for row in table.iterchildren(_ROW) if row.find(_DELETED) is None]
        for head, row in enumerate(rows):
            places = _places(row)
            if places:
                return Filled(stated, places, tuple(_rows(rows, head, places)))
    return Filled(stated, {}, ())


def _names(element: Element) -> Iterator[str]:
    for mark in element.iter(word_marks.BOOKMARK_START):
        yield mark.get(word_marks.NAME, "")


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    """Yield the cells of a row with their place, one over several columns counted for all of them."""
    place = 0
    for cell in row.iter(_CELL):
        if next(cell.iterancestors(_ROW)) is not row:
            continue
        yield place, cell
        span = cell.find(_SPAN)
        width = span.get(VAL, "") if span is not None else ""
        place += int(width) if width.isascii() and width.isdigit() and len(width) < 3 else 1


def _places(row: Element) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in _cells(row):
        for name in _names(cell):
            key = column_of(name)
            if key is not None:
                found.setdefault(key.value, place)
    return found


def _rows(rows: list[Element], head: int, places: dict[str, int]) -> Iterator[FilledRow]:
    kept = 0
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        at = dict(_cells(row))
        cells = {key: words for key, place in places.items() if place in at and (words := _words(at[place]))}
        key = next(filter(None, (row_of(name) for name in _names(row))), "")
        if not cells and not key:
            continue
        if kept == MOST_ROWS:
            raise NotATable("too-many-rows", limit=MOST_ROWS)
        kept += 1
        yield FilledRow(number, key, cells)


def _words(cell: Element) -> str:
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iter(P)).strip()


def _pieces(element: Element) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag in _GONE or child.tag == P:
            continue
        if child.tag == T:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield "\n"
        elif child.tag == _TAB:
            yield " "
        else:
            yield from _pieces(child)
