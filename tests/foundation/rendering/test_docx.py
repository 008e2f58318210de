"""DOCX: real styles, languages, heads that repeat, pictures with words, nothing of any author."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import docx as reader
import pytest
from docx.document import Document
from lxml import etree

from seko.foundation.rendering import docx
from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.report import (
    Block,
    Bullets,
    Form,
    Heading,
    Paragraph,
    Quote,
    Report,
    Table,
    TableColumn,
    Text,
)
from seko.foundation.rendering.zips import unpack
from tests.foundation.rendering.sample import FRAME, HASH, INSTITUTIONS, MADE_AT, PASSAGES, sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(report: Report) -> Document:
    return reader.Document(io.BytesIO(docx.render(report)))


def tree(report: Report, part: str = "word/document.xml") -> Any:
    return etree.fromstring(unpack(docx.render(report))[part])


def with_blocks(*blocks: Block) -> Report:
    return replace(sample("sr"), blocks=blocks)


def run(words: str) -> tuple[Text]:
    return (Text(words, "sr-Cyrl"),)


def test_the_words_stand_under_real_styles() -> None:
    paragraphs = [(each.style.name if each.style else "", each.text) for each in opened(sample("sr", 4)).paragraphs]
    assert paragraphs[0] == ("Title", FRAME["title"][0])
    assert [words for style, words in paragraphs if style == "Heading 1"] == [
        FRAME["overview"][0],
        FRAME["chosen"][0],
        FRAME["all"][0],
    ]
    assert next(words for style, words in paragraphs if style == "Quote").startswith("Изградња постројења")
    assert len([words for style, words in paragraphs if style == "List Bullet"]) == 3


def test_properties_name_the_document_and_nobody() -> None:
    properties = opened(sample("en", 4)).core_properties
    assert (properties.title, properties.language) == (FRAME["title"][1], "en-GB")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.created, properties.modified) == (MADE_AT, MADE_AT)
    parts = unpack(docx.render(sample("en", 4)))
    assert parts["docProps/app.xml"].decode().count("<Application>SEKO</Application>") == 1
    assert [name for name in parts if b"python-docx" in parts[name] or b"rsid" in parts[name]] == []


@pytest.mark.parametrize(
    ("form", "lang", "others"),
    [
        ("sr", "sr-Cyrl-RS", {"sr-Latn-RS", "en-GB"}),
        ("sr-latn", "sr-Latn-RS", {"en-GB"}),
        ("en", "en-GB", {"sr-Cyrl-RS", "sr-Latn-RS"}),
    ],
)
def test_each_run_carries_its_language(form: Form, lang: str, others: set[str]) -> None:
    report = sample(form, 8)
    defaults = tree(report, "word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert defaults.get(f"{W}val") == lang
    assert {each.get(f"{W}val") for each in tree(report).iter(f"{W}lang")} == others


def test_titles_of_columns_repeat_and_rows_stay_whole() -> None:
    annex = next(block for block in sample("sr", 24).blocks if isinstance(block, Table) and block.wide)
    found = tree(with_blocks(replace(annex, wide=False))).findall(f".//{W}tbl")[-1]
    rows = found.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows[:3]] == [True, False, False]
    # The first row under the titles may split, for LibreOffice's sake; all others may not.
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, False, *[True] * 27]
    assert found.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == FRAME["all"][0]
    assert found.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "1"


def test_widths_fill_the_page_exactly() -> None:
    tables = tree(sample("sr", 4)).findall(f".//{W}tbl")
    widths = [[int(column.get(f"{W}w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")] for table in tables]
    assert {sum(each) for each in widths} == {7937, 10205}


def test_rows_of_a_wide_table_are_entries_under_headings() -> None:
    paragraphs = [(each.style.name if each.style else "", each.text) for each in opened(sample("sr", 4)).paragraphs]
    start = paragraphs.index(("Heading 2", INSTITUTIONS[0]))
    assert [style for style, _words in paragraphs[start + 1 : start + 8]] == [
        *("Entry Title", "Entry Words", "Entry Words", "Entry Text", "Entry Text", "Entry Words", "Entry Text")
    ]
    assert paragraphs[start + 1][1] == "1"
    assert paragraphs[start + 2][1] == f"{FRAME['passage'][0]}\u2002{PASSAGES[0][0]}"


def test_headings_are_numbered_by_word_itself() -> None:
    report = with_blocks(Heading(run("а")), Heading(run("б"), 2), Heading(run("в"), 1, numbered=False))
    numbers = [each.find(f"{W}pPr/{W}numPr/{W}numId") for each in tree(report).iter(f"{W}p")]
    assert [each.get(f"{W}val") for each in numbers if each is not None] == ["0"]
    style = tree(report, "word/styles.xml").find(f"{W}style[@{W}styleId='Heading2']/{W}pPr/{W}numPr")
    assert [each.get(f"{W}val") for each in style] == ["1", "1"]


def test_each_numbered_list_begins_at_one() -> None:
    lists = Bullets((run("а"), run("б")), ordered=True)
    report = with_blocks(lists, Paragraph(run("в")), lists)
    used = [each.get(f"{W}val") for each in tree(report).iter(f"{W}numId")]
    starts = tree(report, "word/numbering.xml").findall(f"{W}num/{W}lvlOverride/{W}startOverride")
    assert (used, len(starts)) == (["10", "10", "11", "11"], 2)


def test_the_chart_is_told_in_words() -> None:
    report = sample("en", 24)
    picture = tree(report).find(".//{*}docPr")
    assert picture.get("descr") == (
        "Most comments were accepted. "
        "Accepted: 9; Accepted in part: 6; Not accepted: 4; Noted: 3; Outside the scope: 1."
    )
    chart = tree(report, "word/charts/chart1.xml")
    assert [each.text for each in chart.findall(".//{*}numLit/{*}pt/{*}v")] == ["9", "6", "4", "3", "1"]


def test_the_mark_and_the_pages_stand_on_every_page() -> None:
    for section in opened(sample("sr", 4)).sections:
        assert section.header.paragraphs[0].text == FRAME["demo"][0]
        assert section.footer.paragraphs[0].text.startswith(FRAME["footer"][0])
    fields = [each.get(f"{W}instr") for each in tree(sample("sr", 4), "word/footer.xml").iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]
    bare = opened(replace(sample("sr", 4), demonstration=()))
    assert [section.header.paragraphs[0].text for section in bare.sections] == [""]


def test_hostile_words_stay_words() -> None:
    words = "</w:t></w:r><w:p/> & $lang \x00\x0b\ud800 {{x}} \"'"
    shown = words.replace("\x00\x0b\ud800", "")
    table = Table((TableColumn(run(words)[0], Kind.WORDS),), ((run(words),),), run(words))
    report = replace(
        with_blocks(Heading(run(words)), Paragraph(run(words)), Quote(run(words), run(words)), table),
        title=Text(words, "sr-Cyrl"),
        footer=run(words),
        demonstration=run(words),
    )
    document = opened(report)
    assert [each.text for each in document.paragraphs if "{{x}}" in each.text] == [shown] * 6
    assert [cell.text for row in document.tables[-1].rows for cell in row.cells] == [shown] * 2
    assert document.core_properties.title == " ".join(shown.split())
    for content in unpack(docx.render(report)).values():
        etree.fromstring(content)


def test_links_and_line_ends() -> None:
    report = with_blocks(Paragraph((Text("прво\nдруго", "sr-Cyrl", href="https://primer.example/?a=1&b=2"),)))
    body = tree(report)
    link = body.find(f".//{W}hyperlink")
    relations = {each.get("Id"): each for each in tree(report, "word/_rels/document.xml.rels")}
    target = relations[link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")]
    assert (target.get("Target"), target.get("TargetMode")) == ("https://primer.example/?a=1&b=2", "External")
    assert [each.tag.removeprefix(W) for each in link.find(f"{W}r")] == ["rPr", "t", "br", "t"]


def test_a_blank_line_parts_the_paragraphs_of_a_quotation() -> None:
    document = opened(with_blocks(Quote(run("прва\n\nдруга"))))
    assert [each.text for each in document.paragraphs if each.style and each.style.name == "Quote"] == ["прва", "друга"]


def test_the_seal_shows_the_fingerprint() -> None:
    last = opened(sample("sr", 4)).tables[-1]
    assert [[cell.text for cell in row.cells] for row in last.rows] == [
        [FRAME["signed"][0], "Милица Пример"],
        [FRAME["print"][0], HASH],
    ]
