"""The tables of a returned file as plain rows: people send their comments in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from seko.drafts.documents.model.carrying.bridge import Part
from seko.drafts.documents.model.returning.marking import KEY, Marked
from seko.drafts.documents.model.returning.reading import Reading
from seko.drafts.documents.model.returning.returned import Consulted, Filled
from seko.drafts.documents.model.structure import Passage, PassageKind

MOST_ROWS: Final = 5_000
MOST_TABLES: Final = 50


def filled_tables(marked: Marked, reading: Reading, consulted: Consulted) -> Iterator[Filled]:
    """Yield the tables that are not the draft's own, as accepted: those whose first row stands in no row of it."""
    known = _rows_of(consulted.parts)
    keys = _keys(marked, reading)
    cells = [each for each in reading.passages if each.kind is PassageKind.TABLE_CELL and each.table is not None]
    found = 0
    for _table, of_table in groupby(sorted(cells, key=_number_of), key=_number_of):
        filled = _filled(list(of_table), keys)
        first = tuple(" ".join(cell.split()) for cell in filled.rows[0] if cell.strip()) if filled.rows else ()
        if first and first not in known and found < MOST_TABLES:
            found += 1
            yield filled


def _number_of(cell: Passage) -> int:
    return cell.table.table if cell.table is not None else 0


def _rows_of(parts: tuple[Part, ...]) -> set[tuple[str, ...]]:
    rows: dict[str, list[str]] = {}
    for part in parts:
        if part.row and part.text:
            rows.setdefault(part.row, []).append(" ".join(part.text.split()))
    return {tuple(cells) for cells in rows.values()}


def _keys(marked: Marked, reading: Reading) -> dict[int, str]:
    """Return the name of the key that stands in a passage, by its position."""
    found: dict[int, str] = {}
    for name in marked.keys:
        passage = reading.tracer.points.get((f"{KEY}{name}", "start"), (None, 0, -1))[0]
        if passage is not None:
            found.setdefault(passage, name)
    return found


def _filled(cells: list[Passage], keys: dict[int, str]) -> Filled:
    rows: dict[int, dict[int, str]] = {}
    named: list[tuple[int, int, str]] = []
    for cell in cells:
        place = cell.table
        if place is None or (place.row not in rows and len(rows) >= MOST_ROWS):
            continue
        texts = rows.setdefault(place.row, {})
        texts[place.column] = f"{texts[place.column]}\n{cell.text}" if place.column in texts else cell.text
        if cell.position in keys:
            named.append((place.row, place.column, keys[cell.position]))
    width = max((column for texts in rows.values() for column in texts), default=0) + 1
    order = sorted(rows)
    numbers = {row: number for number, row in enumerate(order)}
    return Filled(
        tuple(tuple(rows[row].get(column, "") for column in range(width)) for row in order),
        tuple((numbers[row], column, name) for row, column, name in named if row in numbers),
    )
