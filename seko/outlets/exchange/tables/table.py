"""A table as it was read: rows of texts with the numbers under which people find them in their file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 50
MOST_LETTERS: Final = 2_000
# Of a cell in which somebody writes: Excel itself takes no more than 32,767.
MOST_PROSE: Final = 40_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, from 1, and its cells as shown; `faults` are codes by the cell's place."""

    number: int
    cells: tuple[str, ...]
    faults: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet, blank ones left out; `notes` are codes with what they speak of ("hidden-rows", "7, 9").

    Of a form that is read as prose: `keys` is its first row where that is hidden, and `merged` are its merged cells as
    (first row, first column, last row, last column), rows from 1, columns from 0.
    """

    rows: tuple[Row, ...]
    notes: tuple[tuple[str, str], ...] = field(default=())
    keys: tuple[str, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "rows": [[row.number, list(row.cells), [list(fault) for fault in row.faults]] for row in self.rows],
            "notes": [list(note) for note in self.notes],
            "keys": list(self.keys),
            "merged": [list(each) for each in self.merged],
        }


def from_json(value: dict[str, Any]) -> Table:
    """Return the table of `Table.as_json`."""
    return Table(
        tuple(
            Row(number, tuple(cells), tuple((place, code) for place, code in faults))
            for number, cells, faults in value["rows"]
        ),
        tuple((code, about) for code, about in value["notes"]),
        tuple(value.get("keys", ())),
        tuple((top, left, bottom, right) for top, left, bottom, right in value.get("merged", ())),
    )


def column_place(letters: str) -> int:
    """Return which column a spreadsheet's letters name, from 0: A, B, … Z, AA."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def column_letters(place: int) -> str:
    """Return how a spreadsheet calls a column, from 0: A, B, … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
