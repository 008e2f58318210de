"""Spreadsheets that are none, that trap, or that say something else than they show (reliability.md C3)."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from seko.foundation.core.errors import Invalid
from seko.outlets.exchange import actions
from seko.outlets.exchange.models import RegisterImport
from seko.outlets.exchange.tables import commas, workbook
from seko.outlets.exchange.tables.refusals import NotATable
from tests import factories as f

NAMES = ("Удружење „Ђак“", "Čašića čuvari", "Љубав и Џез", "Ženski šator")


def book(*rows: list[Any]) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, change: Any) -> bytes:
    """Return the package with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry.filename)
            new.writestr(entry.filename, change(part) if entry.filename == name else part)
    return out.getvalue()


def refused(content: bytes, name: str) -> str:
    """Return the sentence with which a file is refused; nothing of it is kept."""
    with pytest.raises(Invalid) as error:
        actions.begin_import(SimpleUploadedFile(name, content), by=f.ministry(), now=f.COMMENTING)
    assert not RegisterImport.objects.exists()
    return str(error.value.faults.get("file", error.value.sentence))


@pytest.mark.bad_input(39)
def test_a_formula_is_named_and_never_computed() -> None:
    rows = workbook.read(book(["Назив"], ['=HYPERLINK("http://zlo.example","клик")'], ["=1+1"])).rows
    assert [(row.cells[0], row.faults) for row in rows[1:]] == [
        ('=HYPERLINK("http://zlo.example","клик")', ((0, "formula"),)),
        ("=1+1", ((0, "formula"),)),
    ]


@pytest.mark.bad_input(39)
def test_a_formula_in_a_csv_is_named_too() -> None:
    rows = commas.read("Назив;Место\n=1+1;Ниш\n".encode()).rows
    assert rows[1].faults == ((0, "formula"),)


@pytest.mark.bad_input(40)
def test_a_cell_at_the_end_of_the_sheet_and_a_false_size_end_the_reading() -> None:
    content = book(["Назив"], ["Река"])
    far = with_part(
        content,
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(
            b"</sheetData>", b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        ).replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"'),
    )
    assert [row.number for row in workbook.read(far).rows] == [1, 2]
    with pytest.raises(NotATable) as wide:
        workbook.read(book(["Назив", *[""] * 60, "далеко"]))
    with pytest.raises(NotATable) as long:
        workbook.read(book(*([str(number)] for number in range(5_001))))
    assert (wide.value.code, long.value.code) == ("too-many-columns", "too-many-rows")


@pytest.mark.bad_input(44)
def test_hidden_rows_and_other_sheets_are_told_and_not_read() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["Назив"], ["Видљива"], ["Скривена"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    secret = made.create_sheet("Тајни")
    secret.sheet_state = "hidden"
    secret.append(["Назив"])
    out = io.BytesIO()
    made.save(out)
    table = workbook.read(out.getvalue())
    assert [row.cells for row in table.rows] == [("Назив",), ("Видљива",)]
    assert table.notes == (("other-sheets", "Тајни"), ("hidden-rows", "3"))


@pytest.mark.bad_input(45)
def test_numbers_days_and_errors_are_read_as_they_are_shown() -> None:
    moment = datetime(2014, 11, 20, 8, 30)  # noqa: DTZ001 - a cell knows no zone
    table = workbook.read(book(["Назив"], [17654321.0], [date(2014, 11, 20)], [moment], ["1.10"]))
    assert [row.cells[0] for row in table.rows[1:]] == ["17654321", "2014-11-20", "2014-11-20 08:30:00", "1.10"]
    wrong = with_part(
        book(["Назив"], ["x"]),
        "xl/worksheets/sheet1.xml",
        lambda part: re.sub(rb'<c r="A2".*?</c>', b'<c r="A2" t="e"><v>#REF!</v></c>', part),
    )
    assert workbook.read(wrong).rows[1].faults == ((0, "error"),)


@pytest.mark.django_db
@pytest.mark.bad_input(46)
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("registar.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "старом формату"),
        ("registar.xlsx", "Назив;Место\nРека;Ниш\n".encode(), "TXT"),
        ("registar.xlsx", b"", "празна"),
        ("registar.xlsx", b"%PDF-1.7\n%%EOF", "PDF"),
        ("registar.csv", b"<html><body>Naziv</body></html>", "не примају"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_by_its_content(name: str, content: bytes, said: str) -> None:
    assert said in refused(content, name)


@pytest.mark.django_db
@pytest.mark.bad_input(46)
def test_macros_and_declared_entities_are_refused() -> None:
    content = book(["Назив"], ["Река"])
    with_macros = io.BytesIO(content)
    with zipfile.ZipFile(with_macros, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    laughs = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;">]>'
    sheet = "xl/worksheets/sheet1.xml"
    laughing = with_part(
        content, sheet, lambda part: laughs + part.partition(b"?>")[2] if b"?>" in part else laughs + part
    )
    outside = with_part(
        content, "xl/workbook.xml", lambda part: b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>' + part
    )
    declared = b"<!--" + b"x" * 5_000 + b"-->" + laughs.partition(b"?>")[2]
    late = with_part(content, sheet, lambda part: declared + part.partition(b"?>")[2])
    cut = content[: len(content) // 2]
    assert "макрое" in refused(with_macros.getvalue(), "r.xlsx")
    assert "sheet1.xml" in refused(laughing, "r.xlsx")
    assert "sheet1.xml" in refused(late, "r.xlsx")
    assert "workbook.xml" in refused(outside, "r.xlsx")
    assert "оштећена" in refused(cut, "r.xlsx")


@pytest.mark.bad_input(47)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_letter_of_ours_survives_every_way_of_writing_it(encoding: str, separator: str) -> None:
    lines = [["Назив", "Место"], *([name, "Ниш, Чаир"] for name in NAMES)]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    assert [list(row.cells) for row in commas.read(text.encode(encoding)).rows] == lines


@pytest.mark.bad_input(47)
@pytest.mark.parametrize(
    ("encoding", "names"),
    [("cp1250", ("Čašića čuvari", "Ženski šator", "Đurđevak")), ("cp1251", ("Љубав и Џез", "Ђак"))],
)
def test_the_old_code_pages_of_windows_are_recognised(encoding: str, names: tuple[str, ...]) -> None:
    text = "\n".join(f"{number};{name}" for number, name in enumerate(names))
    assert [row.cells[1] for row in commas.read(text.encode(encoding)).rows] == list(names)


@pytest.mark.django_db
@pytest.mark.bad_input(47)
def test_an_open_quotation_and_unknown_letters_are_refused_with_their_line() -> None:
    assert "линији 3" in refused('Назив;Место\nРека;Ниш\n"Мост;Ниш\nИзвор;Бор\n'.encode(), "r.csv")
    assert "CSV UTF-8" in refused(b"Naziv;Mesto\n" + bytes([0x98]) * 20 + b";x\n", "r.csv")
    assert "двадесет" in refused("Нешто;Друго\n1;2\n".encode(), "r.csv")
