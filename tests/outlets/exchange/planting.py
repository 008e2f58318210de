"""A register of 418 rows as a spreadsheet, with 40 planted faults, each under the number of its row."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from openpyxl import Workbook

from seko.demo.networks import load_networks, load_organisations

HEAD = ("Р. бр.", "Назив", "Матични број", "ПИБ", "Место", "Мрежа", "Члан од", "Контакт особа", "Е-пошта")
NAME, REGISTRY, TAX, TOWN, NETWORK, SINCE, PERSON, EMAIL = range(1, 9)
FIRST_ROW = 4  # a title, an empty row, the headings
Cells = list[object]


def clean_rows() -> list[Cells]:
    """Return the 418 organisations as a ministry would keep them."""
    networks = {row.code: row.name for row in load_networks()}
    found: list[Cells] = []
    for rank, row in enumerate(load_organisations(), start=1):
        where = "; ".join(networks[code] for code in row.networks)
        person, address = f"Особа Бр{'а' * (rank % 7)}нић", f"kontakt{rank}@primer.example"
        found.append(
            [rank, row.name, row.registry_number, row.tax_number, row.town, where, "20.11.2014.", person, address]
        )
    return found


def _set(place: int, value: object) -> Callable[[Cells], None]:
    def plant(cells: Cells) -> None:
        cells[place] = value

    return plant


def _changed_digit(place: int) -> Callable[[Cells], None]:
    def plant(cells: Cells) -> None:
        digits = str(cells[place])
        cells[place] = digits[:-1] + str((int(digits[-1]) + 1) % 10)

    return plant


# What is planted, and the column under which it must be named.
FAULTS: tuple[tuple[Callable[[Cells], None], str], ...] = (
    *((_changed_digit(REGISTRY), "registry_number"),) * 5,
    *((_changed_digit(TAX), "tax_number"),) * 5,
    (_set(REGISTRY, "1234"), "registry_number"),
    (_set(REGISTRY, "матични"), "registry_number"),
    (_set(TAX, "РС123456789"), "tax_number"),
    (_set(NAME, ""), "name"),
    (_set(NAME, None), "name"),
    (_set(NAME, "Удружењe „Пролеће“ града"), "name"),  # a Latin e
    (_set(NAME, "Зелeна долина"), "name"),
    (_set(NAME, "Мрежа за воду ✔"), "name"),
    (_set(NAME, "Савез младих (званично)"), "name"),
    (_set(NAME, "Министарство чистог ваздуха"), "name"),
    (_set(NAME, "А" * 201), "name"),
    (_set(NAME, "Ред\u202eобрнут"), "name"),
    (_set(NAME, '=HYPERLINK("http://zlo.example","клик")'), "name"),
    (_set(REGISTRY, "=1+1"), "registry_number"),
    (_set(TOWN, "Г" * 81), "town"),
    (_set(TOWN, "=A1"), "town"),
    *((_set(NETWORK, "Свемирска политика"), "seko"),) * 2,
    (_set(NETWORK, "Енергетика; Мрежа која не постоји"), "seko"),
    (_set(SINCE, "31.2.2014."), "since"),
    (_set(SINCE, "јуче"), "since"),
    (_set(SINCE, "1.1.2999."), "since"),
    *((_set(EMAIL, "није адреса"), "email"),) * 2,
    (_set(EMAIL, "dva@@primer.example"), "email"),
    (_set(PERSON, ""), "person"),
)
REPEATED = 4
"""Rows that repeat an earlier one: by number, in another script, without „Удружење“, by tax number."""


def workbook(rows: list[Cells]) -> bytes:
    """Return the rows as an XLSX with a title above the headings."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Регистар"
    sheet.append(["Регистар организација цивилног друштва"])
    sheet.append([])
    sheet.append(list(HEAD))
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def planted() -> tuple[list[Cells], dict[int, str]]:
    """Return the rows with the 40 faults, and under each row's number the column in which the fault must be named."""
    rows = clean_rows()
    expected: dict[int, str] = {}
    step = len(rows) // (len(FAULTS) + REPEATED)
    for rank, (plant, column) in enumerate(FAULTS):
        at = rank * step + 3
        plant(rows[at])
        expected[at + FIRST_ROW] = column
    last = len(FAULTS) * step + 3
    for place, copied in ((REGISTRY, last), (NAME, last + 1), (NAME, last + 2), (TAX, last + 3)):
        at = copied + 5
        rows[at][place] = rows[copied][place]
        expected[at + FIRST_ROW] = {REGISTRY: "registry_number", NAME: "name", TAX: "tax_number"}[place]
    return rows, expected
