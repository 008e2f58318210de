"""The Word file: deterministic, real, readable by others and by us."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
from docx.oxml.ns import qn
from lxml import etree

from seko.demo.document import TRANSLATION, build_action_document, build_translation
from seko.demo.source import load_source
from seko.drafts.documents.model.passages import passages
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.model.structure import LogframeColumn, PassageKind, Revisions

PLAIN = build_action_document()
TRACED = build_action_document(with_traces=True)


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def test_the_same_source_gives_the_same_bytes() -> None:
    build_action_document.cache_clear()
    assert build_action_document() == PLAIN
    assert build_action_document(with_traces=True) == TRACED


def test_its_translation_says_the_same_part_by_part_in_english() -> None:
    ours, theirs = load_source(), load_source(TRANSLATION)
    build_translation.cache_clear()
    assert build_translation() == build_translation.__wrapped__()
    assert [type(each) for each in theirs.blocks] == [type(each) for each in ours.blocks[: len(theirs.blocks)]]
    text = part(build_translation(), "word/document.xml")
    assert {each.get(qn("w:val")) for each in text.iter(qn("w:lang"))} == {"en-GB"}


def test_python_docx_opens_it() -> None:
    document = docx.Document(BytesIO(PLAIN))
    assert len(document.tables) == 16
    orientations = [section.page_width > section.page_height for section in document.sections]  # type: ignore[operator]
    assert orientations == [False, True, False, True, False]
    assert document.core_properties.author == "Мирјана Белановић"


def test_it_has_real_notes_headers_numbering_and_language() -> None:
    body = part(PLAIN, "word/document.xml")
    notes = part(PLAIN, "word/footnotes.xml").findall(qn("w:footnote"))
    assert len(notes) == 2 + 47
    repeated = [row for row in body.iter(qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    assert len(repeated) == 15
    merged = list(body.iter(qn("w:vMerge")))
    assert len(merged) > 40
    runs = [run for run in body.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    languages = {run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) for run in runs}  # type: ignore[union-attr]
    assert languages == {"sr-Cyrl-RS"}


def test_our_reader_finds_its_passages_and_indicators() -> None:
    document = read_document(PLAIN)
    found = passages(document)
    commentable = [one for one in found if one.kind not in (PassageKind.TABLE_CELL, PassageKind.FOOTNOTE)]
    assert len(commentable) == 672
    assert sum(one.kind is PassageKind.FOOTNOTE for one in found) == 47
    assert document.language == "sr-Cyrl-RS"
    matrix = min(one.table.table for one in found if one.table is not None and one.role is not None)
    indicators = [
        one
        for one in found
        if one.kind is PassageKind.TABLE_CELL
        and one.table is not None
        and one.table.table == matrix
        and not one.table.is_header
        and one.role is not None
        and one.role.column is LogframeColumn.INDICATOR
    ]
    assert len(indicators) == 44


def test_headings_are_numbered_partly_by_word_and_partly_by_hand() -> None:
    headings = [one for one in passages(read_document(PLAIN)) if one.kind is PassageKind.HEADING]
    assert [one.number for one in headings[:4]] == ["", "", "1", "1.1"]
    by_hand = [one.text for one in headings if one.text[0].isdigit()]
    assert len(by_hand) == 23
    assert "2.2.1 Резултат 1.1: изграђена и опремљена четири постројења" in by_hand


def test_rejecting_the_traces_gives_the_document_without_them() -> None:
    traced = read_document(TRACED)
    plain = [one.text for one in passages(read_document(PLAIN))]
    assert [one.text for one in passages(traced, Revisions.REJECTED)] == plain
    accepted = [one.text for one in passages(traced, Revisions.ACCEPTED)]
    assert len(set(accepted) - set(plain)) > 15
    kinds = {kind: sum(one.count for one in traced.revisions if one.kind == kind) for kind in ("insertion", "deletion")}
    assert kinds == {"insertion": 17, "deletion": 16}
    assert sum(one.count for one in traced.revisions if one.kind == "move") == 4
    assert len(traced.comments) == 8
