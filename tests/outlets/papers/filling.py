"""An institution's answer table, filled in as a person would in Excel or Word."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from typing import Any
from zipfile import ZipFile

from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from seko.foundation.rendering.zips import pack
from seko.outlets.papers.marks import FIRST_ROW

OUTCOME, REASON, CHANGE = 8, 9, 10  # columns of the workbook, from 1
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def workbook(table: bytes, change: Callable[[Worksheet], Any]) -> bytes:
    """The table after a change, as openpyxl saves it."""
    book = load_workbook(io.BytesIO(table))
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fill(
    sheet: Worksheet, rank: int, outcome: object = "Прихваћено", reason: object = "Јасније је.", change: object = ""
) -> None:
    """Write an answer into a row, from 0."""
    for column, value in ((OUTCOME, outcome), (REASON, reason), (CHANGE, change)):
        sheet.cell(FIRST_ROW + rank, column).value = value or None  # type: ignore[assignment]


def filled(table: bytes, *ranks: int, **answer: object) -> bytes:
    """The table with the same answer in some rows."""

    def change(sheet: Worksheet) -> None:
        for rank in ranks:
            fill(sheet, rank, **answer)

    return workbook(table, change)


def filled_document(table: bytes, answers: Mapping[int, tuple[str, ...]], first: str = "outcome") -> bytes:
    """A Word table with words in some rows, from 0, beginning with the column `first`."""
    with ZipFile(io.BytesIO(table)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    marks = {mark.get(W + "name"): mark for mark in root.iter(W + "bookmarkStart")}
    heads = next(marks[f"_c_{first}"].iterancestors(W + "tr"))
    place = list(heads.iter(W + "tc")).index(next(marks[f"_c_{first}"].iterancestors(W + "tc")))
    rows = list(heads.itersiblings(W + "tr"))
    for rank, words in answers.items():
        cells = list(rows[rank].iter(W + "tc"))
        for cell, each in zip(cells[place:], words, strict=False):
            (paragraph,) = cell.iter(W + "p")
            for run in list(paragraph.iter(W + "r")):
                paragraph.remove(run)
            run = etree.SubElement(paragraph, W + "r")
            for number, line in enumerate(each.split("\n")):
                if number:
                    etree.SubElement(run, W + "br")
                etree.SubElement(run, W + "t").text = line
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return pack(parts)


def text_of(page: str) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
