"""Reading a filled table from an XLSX: the keys of its hidden first row and column, texts with their lines."""

from __future__ import annotations

from seko.outlets.exchange.tables import workbook
from seko.outlets.exchange.tables.table import Row
from seko.outlets.papers.filled.rows import Filled, FilledRow
from seko.outlets.papers.marks import FIRST_ROW, Key

# What a spreadsheet makes of numbers and days reads as it is shown.
_TAKEN = ("day", "number")
# The sheets beside the table are ours.
_TOLD = ("hidden-rows", "hidden-columns", "merged-cells")


def read(data: bytes) -> Filled:
    """Return the table of the first visible sheet. Raises `NotATable`, `Refused`."""
    table = workbook.read(data, is_prose=True)
    places: dict[str, int] = {}
    for place, key in enumerate(table.keys):
        if place and key in list(Key):
            places.setdefault(key, place)
    rows = tuple(_row(row, places) for row in table.rows if row.number >= FIRST_ROW)
    notes = tuple(note for note in table.notes if note[0] in _TOLD)
    return Filled(table.keys[0] if table.keys else "", places, rows, notes)


def _row(row: Row, places: dict[str, int]) -> FilledRow:
    cells = {key: row.cells[place] for key, place in places.items() if place < len(row.cells) and row.cells[place]}
    of_place = {place: key for key, place in places.items()}
    faults = {of_place[place]: code for place, code in row.faults if place in of_place and code not in _TAKEN}
    return FilledRow(row.number, row.cells[0].strip(), cells, faults)
