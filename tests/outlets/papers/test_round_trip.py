"""Tables that are filled in with LibreOffice: every key and every word come back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from seko.outlets.papers.filled import document, workbook
from seko.outlets.papers.filled.rows import Filled
from seko.outlets.papers.marks import COLUMNS, Key, Stated, Table, point_key
from seko.outlets.papers.tables import docx, xlsx
from seko.outlets.papers.tables.grid import Column, Grid, Line
from tests.libreoffice import convert, needs_libreoffice
from tests.outlets.papers.filling import filled, filled_document

OPEN = (Key.OUTCOME, Key.REASON, Key.CHANGE)
READERS = {"xlsx": workbook.read, "docx": document.read}
DRAWN = {"xlsx": xlsx.draw, "docx": docx.draw}
WAYS = {
    "xlsx": ("xlsx",),
    "ods-xlsx": ("ods", "xlsx"),
    "docx": ("docx",),
    "odt-docx": ("odt", "docx"),
}


def a_grid() -> Grid:
    """A table with three rows, words of every kind among them."""
    words = ("К-0001", "2.1: „Мрежа…“", "Мрежа има\n28 станица", "Udruženje „Čista voda“\nСЕКО", "=1+1 & <b>", "+34")
    return Grid(
        stated=Stated(Table.ANSWERS, "nacrt-2027", str(UUID(int=7))),
        title="Табела за одговоре",
        subtitle="Институт: Чист ваздух",
        form="sr",
        columns=tuple(Column(key, key.value, 20, key in OPEN) for key in COLUMNS[Table.ANSWERS]),
        lines=tuple(Line(point_key(UUID(int=2**127 + n), n), (*words, "", "", "")) for n in range(3)),
        made_at=datetime(2027, 3, 1, tzinfo=UTC),
        notes=("Попуните последње три колоне.",),
        notes_name="Упутство",
        choices={Key.OUTCOME: ("Прихваћено", "Није прихваћено")},
        is_locked=True,
    )


def read(content: bytes, format: str) -> Filled:
    """The table as it is read."""
    return READERS[format](content)


def with_answers(format: str) -> bytes:
    """The table with an answer in its second row."""
    drawn = DRAWN[format](a_grid())
    if format == "xlsx":
        return filled(drawn, 1, outcome="Прихваћено", reason="Прва.\nДруга.")
    return filled_document(drawn, {1: ("Прихваћено", "Прва.\nДруга.")})


@pytest.mark.parametrize("format", DRAWN)
def test_a_table_is_read_as_it_was_written(format: str) -> None:
    grid = a_grid()
    found = read(DRAWN[format](grid), format)

    assert found.stated == str(grid.stated)
    assert sorted(found.places, key=found.places.__getitem__) == list(COLUMNS[Table.ANSWERS])
    assert [row.key for row in found.rows] == [line.key for line in grid.lines]
    assert [found.rows[0].cells[key] for key in COLUMNS[Table.ANSWERS][:6]] == list(grid.lines[0].cells[:6])
    assert not any(key in row.faults for row in found.rows for key in OPEN)


@pytest.mark.parametrize("format", DRAWN)
def test_the_same_table_gives_the_same_bytes(format: str) -> None:
    assert DRAWN[format](a_grid()) == DRAWN[format](a_grid())


@needs_libreoffice
@pytest.mark.parametrize("way", WAYS)
def test_a_filled_table_comes_back_from_libreoffice(way: str, tmp_path: Path) -> None:
    format = WAYS[way][-1]
    before = with_answers(format)
    path = tmp_path / f"tabela.{format}"
    path.write_bytes(before)
    for step, form in enumerate(WAYS[way]):
        into = tmp_path / str(step)
        into.mkdir()
        path = convert(path, form, into)
    found = read(path.read_bytes(), format)

    assert found == read(before, format)
    assert found.rows[1].cells[Key.REASON] == "Прва.\nДруга."
