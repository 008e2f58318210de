"""A table that came back: what it says of itself, its rows by their keys, as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class FilledRow:
    """One row: its number as people find it in their file, from 1; its key, empty where it has none; its cells by the
    columns' keys. `faults` are codes by column: `formula`, `error`, `long`.
    """

    number: int
    key: str
    cells: dict[str, str]
    faults: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filled:
    """A table: what it says of itself (`marks.read_stated`), its columns with their places from 0, its rows.

    `notes` are codes of what was not read, with where it stands ("hidden-rows", "7, 9").
    """

    stated: str
    places: dict[str, int]
    rows: tuple[FilledRow, ...]
    notes: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        rows = [[row.number, row.key, row.cells, row.faults] for row in self.rows]
        return {
            "stated": self.stated,
            "places": self.places,
            "rows": rows,
            "notes": [list(note) for note in self.notes],
        }


def from_json(value: dict[str, Any]) -> Filled:
    """Return the table of `Filled.as_json`."""
    rows = tuple(FilledRow(number, key, dict(cells), dict(faults)) for number, key, cells, faults in value["rows"])
    notes = tuple((code, about) for code, about in value["notes"])
    return Filled(value["stated"], dict(value["places"]), rows, notes)
