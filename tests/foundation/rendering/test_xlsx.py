"""Workbooks: words stay words, dates are dates, the bytes depend on the content alone."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest

from seko.foundation.rendering.columns import Column, Kind
from seko.foundation.rendering.formats import render
from seko.foundation.rendering.xlsx import rows
from seko.foundation.rendering.xlsx.workbook import CELL_LETTERS, cut, sheet_name
from seko.foundation.rendering.zips import unpack
from tests.foundation.rendering.sample import FRAME, HASH, MADE_AT, sample

DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@A1",
    "＝1",
    "\t=1",
    "<r><t>црвено</t></r>",
    "https://primer.example",
    "{=1}",
]


def listed(kind: Kind, values: list[object]) -> bytes:
    out = io.BytesIO()
    columns: list[Column[object]] = [Column("a", "Наслов", kind, lambda row: row)]
    rows.write(out, columns, values, title="Одговори", made_at=MADE_AT)
    return out.getvalue()


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_words_are_strings_and_never_formulas() -> None:
    sheet = opened(listed(Kind.TEXT, list(DANGEROUS))).worksheets[0]
    cells = [sheet.cell(row, 1) for row in range(2, len(DANGEROUS) + 2)]
    assert [cell.value for cell in cells] == DANGEROUS
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells] == [None] * len(cells)


def test_words_that_look_like_excels_own_escape_are_escaped() -> None:
    sheet = unpack(listed(Kind.TEXT, ["_x0041_"]))["xl/worksheets/sheet1.xml"]
    assert sheet.count(b"<t>_x005F_x0041_</t>") == 1


def test_illegal_characters_are_removed() -> None:
    assert opened(listed(Kind.TEXT, ["а\x00б\x0b\ud800в\n\x85г"])).worksheets[0]["A2"].value == "абв\n\x85г"


def test_dates_times_numbers_and_answers_are_of_their_types() -> None:
    at = datetime(2027, 1, 29, 22, 59, tzinfo=UTC)
    values = [
        (Kind.DATE, date(2027, 1, 29), datetime(2027, 1, 29), "dd.mm.yyyy."),  # noqa: DTZ001  # Excel has no zones
        (Kind.DATETIME, at, datetime(2027, 1, 29, 23, 59), "dd.mm.yyyy. hh:mm"),  # noqa: DTZ001
        (Kind.NUMBER, 1204, 1204, "#,##0"),
        (Kind.NUMBER, 9.5, 9.5, "#,##0.##########"),
        (Kind.BOOLEAN, False, False, "General"),
        (Kind.DATE, date(1899, 1, 1), "1899-01-01", "dd.mm.yyyy."),
    ]
    cells = [opened(listed(kind, [value])).worksheets[0]["A2"] for kind, value, _, _ in values]
    assert [(cell.value, cell.number_format) for cell in cells] == [(value, form) for _, _, value, form in values]


def test_a_link_is_one_only_in_a_column_of_links() -> None:
    sheet = opened(listed(Kind.URL, ["https://primer.example/a", "javascript:alert(1)"])).worksheets[0]
    assert sheet["A2"].hyperlink.target == "https://primer.example/a"
    assert (sheet["A3"].value, sheet["A3"].hyperlink) == ("javascript:alert(1)", None)


def test_titles_stay_in_sight_and_the_list_can_be_filtered() -> None:
    sheet = opened(listed(Kind.WORDS, ["а", "б"])).worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:A3", "$1:$1")
    assert sheet.column_dimensions["A"].width == pytest.approx(60.7, abs=0.5)


def test_a_wide_table_gives_long_words_room() -> None:
    sheet = opened(render(sample("sr", 4), "xlsx").content).worksheets[-1]
    widths = {sheet[f"{letter}3"].value: round(each.width) for letter, each in sheet.column_dimensions.items()}
    assert (widths[FRAME["comment"][0]], widths[FRAME["reason"][0]], widths[FRAME["no."][0]]) == (69, 59, 10)


def test_a_cell_is_cut_where_excel_would_refuse_it() -> None:
    assert cut("а" * CELL_LETTERS) == "а" * CELL_LETTERS
    assert (len(cut("а" * (CELL_LETTERS + 1))), cut("а" * (CELL_LETTERS + 1))[-4:]) == (CELL_LETTERS, " […]")
    assert len(cut("😀" * CELL_LETTERS).encode("utf-16-le")) <= CELL_LETTERS * 2


def test_sheets_get_names_that_excel_takes() -> None:
    taken: list[str] = []
    wanted = ["Одговори: 1/2 [нацрт]", "'", "Одговори: 1/2 [нацрт]", "а" * 40, "А" * 40, "History"]
    assert [sheet_name(each, taken) for each in wanted] == [
        "Одговори 1 2 нацрт",
        "1",
        "Одговори 1 2 нацрт 2",
        "а" * 31,
        "А" * 29 + " 2",
        "History 2",
    ]


def test_the_same_list_gives_the_same_bytes() -> None:
    assert listed(Kind.TEXT, ["а"]) == listed(Kind.TEXT, ["а"])


def test_nobody_and_no_clock_stands_in_the_properties() -> None:
    properties = opened(listed(Kind.TEXT, ["а"])).properties
    assert (properties.creator, properties.lastModifiedBy, properties.title) == (None, None, "Одговори")
    assert (properties.created, properties.modified) == (MADE_AT.replace(tzinfo=None),) * 2


def test_a_report_is_its_words_and_a_sheet_for_each_table() -> None:
    book = opened(render(sample("sr", 24), "xlsx").content)
    assert book.sheetnames == [
        FRAME["facts"][0],
        "Прихваћено је највише коментара",
        "По институцијама",
        "Сви обједињени коментари",
    ]
    assert [sheet["A1"].value for sheet in book] == [FRAME["demo"][0]] * 4
    assert [sheet.oddHeader.left.text for sheet in book] == [FRAME["demo"][0]] * 4
    words = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert [word for word in words if word in (HASH, FRAME["signed"][0], "Милица Пример")] == [
        HASH,
        FRAME["signed"][0],
        "Милица Пример",
    ]
    annex = book.worksheets[3]
    assert [cell.value for cell in annex[5]][0:2] == [
        1,
        "Изградња постројења за пречишћавање отпадних вода у три агломерације до краја 2029. године.",
    ]
    assert annex["G5"].value == datetime(2027, 2, 1)  # noqa: DTZ001  # Excel has no zones
    assert (annex.page_setup.orientation, annex.print_title_rows) == ("landscape", "$3:$3")


def test_a_reports_chart_says_its_numbers() -> None:
    parts = unpack(render(sample("en", 24), "xlsx").content)
    drawing = parts["xl/drawings/drawing1.xml"].decode()
    assert 'descr="Most comments were accepted. Accepted: 9; Accepted in part: 6; Not accepted: 4; ' in drawing
