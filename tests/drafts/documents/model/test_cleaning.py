"""The copy that is published: it says the same, holds one reading, and nothing of what must not be seen (N15)."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import replace
from html import escape, unescape
from pathlib import Path

import docx as python_docx
import pytest
from docx2python import docx2python
from hypothesis import given, settings
from hypothesis import strategies as st

from seko.drafts.documents.model.cleaning import published_copy
from seko.drafts.documents.model.image_metadata import without_metadata
from seko.drafts.documents.model.inspection import inspect
from seko.drafts.documents.model.passages import passages
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.model.reading import read_upload
from seko.drafts.documents.model.structure import Passage
from tests.drafts.documents.model.builder import RELS_NS, dele, docx, ins, p, pack, par, part, parts_of, r, tbl, tr
from tests.libreoffice import convert, needs_libreoffice
from tests.shared import CORPUS, needs_corpus

READINGS = ("accepted", "rejected")
CANARY = "Канаринац"


def said(data: bytes, revisions: str) -> list[Passage]:
    """The passages of a file; the number of a table may change where one before it is gone."""
    found = passages(read_document(data), revisions)
    return [replace(x, table=x.table and replace(x.table, table=0), objects=()) for x in found]


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _corpus_files() -> list[str]:
    left_out = ("hostile", "encrypted", "macros")
    found = sorted((CORPUS / "docx").glob("*")) if CORPUS.is_dir() else []
    return [file.name for file in found if not any(word in file.name for word in left_out)]


@needs_corpus
@pytest.mark.parametrize("revisions", READINGS)
@pytest.mark.parametrize("file", _corpus_files())
def test_the_copy_says_what_the_original_says_and_has_no_revisions(file: str, revisions: str) -> None:
    original = (CORPUS / "docx" / file).read_bytes()
    copy = published_copy(original, revisions)
    assert said(copy, revisions) == said(original, revisions)
    assert copy == published_copy(original, revisions)
    facts = inspect(copy)
    kept = (
        "revisions",
        "comments",
        "revision_authors",
        "comment_parts",
        "problems",
        "embedded_parts",
        "alt_chunk_parts",
    )
    assert {key: facts[key] for key in kept} == {
        "revisions": {},
        "comments": [],
        "revision_authors": {},
        "comment_parts": dict.fromkeys(facts["comment_parts"], 0),
        "problems": [],
        "embedded_parts": [],
        "alt_chunk_parts": [],
    }
    for name, content in contents(copy).items():
        assert not re.search(rb":author=|:rsid|<w:comment|:paraId=|attachedTemplate", content), name
    python_docx.Document(io.BytesIO(copy))
    docx2python(io.BytesIO(copy)).close()


def _loaded() -> bytes:
    """A document with a canary in every place that must not be published."""
    word = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
    relations = "".join(
        f'<Relationship Id="{ident}" Type="{RELS_NS}/{kind}" Target="{target}"{mode}/>'
        for ident, kind, target, mode in (
            ("s", "settings", "settings.xml", ""),
            ("pp", "people", "people.xml", ""),
            ("gone", "image", "media/gone.png", ""),
            ("here", "image", "media/here.png", ""),
            ("t", "attachedTemplate", f"file:///C:/{CANARY}.dotm", ' TargetMode="External"'),
            ("l", "hyperlink", f"file:///C:/Users/{CANARY}/x.docx", ' TargetMode="External"'),
            ("w", "hyperlink", "https://example.org/", ' TargetMode="External"'),
            ("e", "oleObject", "embeddings/o.bin", ""),
            ("x", "customXml", "../customXml/item1.xml", ""),
            ("h", "header", "header1.xml", ""),
        )
    )
    names = f'<cp:coreProperties xmlns:cp="a" xmlns:dc="b"><dc:creator>{CANARY}</dc:creator></cp:coreProperties>'
    comment = f'<w:comment w:id="1" w:author="{CANARY}">{p(CANARY)}</w:comment>'
    notes = f'<w:footnote w:id="2">{p(CANARY)}</w:footnote><w:footnote w:id="3">{p("остаје")}</w:footnote>'
    picture = (
        '<w:r><w:drawing><wp:docPr id="1" name="C:\\Users\\{0}" descr="C:\\{0}.png"/>'
        '<a:blip r:embed="{1}"/></w:drawing></w:r>'
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> INCLUDETEXT "C:\\\\' + CANARY
        + '" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("уметнуто")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    body = (
        par(
            '<w:commentRangeStart w:id="1"/>', r("Текст "), '<w:commentRangeEnd w:id="1"/>',
            '<w:r><w:commentReference w:id="1"/></w:r>', r(CANARY, "<w:vanish/>"),
            ins(r("ново"), CANARY), dele(CANARY, CANARY).replace(CANARY + "</w:delText>", "старо</w:delText>"),
            f'<w:del w:id="9" w:author="{CANARY}"><w:r><w:footnoteReference w:id="2"/></w:r>'
            + picture.format(CANARY, "gone") + "</w:del>",
            '<w:r><w:footnoteReference w:id="3"/></w:r>', picture.format(CANARY, "here"),
        )
        + par(
            '<w:hyperlink r:id="l">', r("локално"), "</w:hyperlink>",
            '<w:hyperlink r:id="w">', r(" јавно"), "</w:hyperlink>",
        )
        + par(field)
        + par(
            f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="{CANARY}"/></w:sdtPr>',
            "<w:sdtContent>", r("поље"), "</w:sdtContent></w:sdt>",
        )
        + par(f'<w:permStart w:id="4" w:ed="{CANARY}"/>', r("дозвола"), '<w:permEnd w:id="4"/>')
        + '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>'
    )  # fmt: skip
    settings_part = part(
        "settings",
        f'<w:rsids><w:rsid w:val="00AA"/></w:rsids><w:attachedTemplate r:id="t"/><w:docVars><w:docVar w:name="n" '
        f'w:val="{CANARY}"/></w:docVars><w:trackRevisions/><w:defaultTabStop w:val="708"/>',
    )
    more: dict[str, str | bytes] = {
        "docProps/core.xml": names,
        "docProps/app.xml": f"<Properties><Company>{CANARY}</Company></Properties>",
        "docProps/custom.xml": f"<Properties>{CANARY}</Properties>",
        "docProps/thumbnail.jpeg": CANARY.encode(),
        "word/settings.xml": settings_part,
        "word/people.xml": part("people", f'<w:person w:author="{CANARY}"/>'),
        "word/media/gone.png": b"\x89PNG\r\n\x1a\n" + CANARY.encode(),
        "word/media/here.png": _png(),
        "word/embeddings/o.bin": CANARY.encode(),
        "word/header1.xml": part("hdr", par(r("заглавље"), ins(r("!"), CANARY))),
        "customXml/item1.xml": f"<x>{CANARY}</x>",
    }
    parts = parts_of(body, comments=comment, footnotes=notes, relations=relations, more=more)
    root = str(parts["_rels/.rels"])
    extra = "".join(
        f'<Relationship Id="{name}" Type="{word}/{name}" Target="docProps/{name}.xml"/>'
        for name in ("core", "app", "custom")
    )
    parts["_rels/.rels"] = root.replace("</Relationships>", extra + "</Relationships>")
    return pack(parts)


def _png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        crc = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", crc)

    pixel = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    return b"\x89PNG\r\n\x1a\n" + pixel + chunk(b"tEXt", b"Author\x00" + CANARY.encode()) + chunk(b"IEND", b"")


@pytest.mark.bad_input(23, 25, 26)
@pytest.mark.parametrize(("revisions", "first"), [("accepted", "Текст ново\ufffc"), ("rejected", None)])
def test_no_canary_is_left_anywhere(revisions: str, first: str | None) -> None:
    original = _loaded()
    found = contents(original)
    assert sum(CANARY.encode() in content for content in found.values()) == 15
    if first is None:
        # What is rejected brings the deleted picture and note back; they are words of the draft then.
        copy = published_copy(original, revisions)
        leaking = [name for name, content in contents(copy).items() if CANARY.encode() in content]
        assert leaking == ["word/footnotes.xml", "word/media/gone.png"]
        return
    copy = published_copy(original, revisions)
    parts = contents(copy)
    assert [name for name, content in parts.items() if CANARY.encode() in content] == []
    assert sorted(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/footnotes.xml",
        "word/header1.xml",
        "word/media/here.png",
        "word/settings.xml",
        "word/styles.xml",
    ]
    texts = [x.text for x in passages(read_document(copy))]
    assert texts == [first, "остаје", "локално јавно", "уметнуто", "поље", "дозвола"]
    assert read_upload(copy).findings[0].code != "tracked-changes"


def test_dates_and_order_do_not_depend_on_the_moment() -> None:
    copy = published_copy(docx(p("Текст")), "accepted")
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist() == ["[Content_Types].xml", *sorted(archive.namelist()[1:])]


def test_a_formatting_change_that_hides_is_rejected_with_its_words() -> None:
    hidden = '<w:vanish/><w:rPrChange w:id="1" w:author="А"><w:rPr/></w:rPrChange>'
    original = docx(par(r("Види "), r("тајно", hidden)))
    assert [x.text for x in said(published_copy(original, "accepted"), "accepted")] == ["Види"]
    assert [x.text for x in said(published_copy(original, "rejected"), "rejected")] == ["Види тајно"]


@pytest.mark.bad_input(53)
def test_pictures_lose_their_notes_and_keep_their_pixels() -> None:
    plain = without_metadata(_png())
    assert (CANARY.encode() in plain, b"IDAT" in plain, plain.endswith(b"IEND\xaeB`\x82")) == (False, True, True)
    segment = b"\xff\xe1" + struct.pack(">H", 2 + len(CANARY.encode())) + CANARY.encode()
    scan = b"\xff\xda\x00\x02pixels\xff\xd9"
    app0 = b"\xff\xe0\x00\x04ab"
    assert without_metadata(b"\xff\xd8" + app0 + segment + scan) == b"\xff\xd8" + app0 + scan
    for damaged in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\xff\xff\xff\xff", b"GIF89a"):
        assert without_metadata(damaged) == damaged


MARKS = {"": "", "in": ins(""), "out": "<w:del w:id='1' w:author='А'/>", "to": "<w:moveTo w:id='1' w:author='А'/>"}
RUN = st.tuples(st.sampled_from(["", "in", "out", "both"]), st.sampled_from(["а", "бб ", " в", "г", ""]))
PARAGRAPH = st.tuples(
    st.lists(RUN, max_size=3), st.sampled_from(sorted(MARKS)), st.sampled_from(["", "Heading1", "Heading2"])
)
TABLE = st.lists(
    st.tuples(
        st.lists(st.lists(PARAGRAPH, min_size=1, max_size=2), min_size=1, max_size=3),
        st.sampled_from(["", "in", "out"]),
    ),
    min_size=1,
    max_size=3,
)


def _run(kind: str, text: str) -> str:
    if kind == "in":
        return ins(r(text))
    if kind == "out":
        return dele(text)
    return f"<w:ins w:id='1' w:author='А'>{dele(text)}</w:ins>" if kind == "both" else r(text)


def _paragraph(content: tuple[list[tuple[str, str]], str, str]) -> str:
    runs, mark, style = content
    return par(*[_run(*run) for run in runs], style=style, mark=MARKS[mark])


@pytest.mark.bad_input(23)
@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PARAGRAPH, TABLE), min_size=1, max_size=5))
def test_any_mixture_of_tracked_changes_is_published_as_it_was_read(blocks: list[object]) -> None:
    body = ""
    for block in blocks:
        if isinstance(block, list):
            rows = [
                tr(*["<w:tc>" + "".join(map(_paragraph, cell)) + "</w:tc>" for cell in cells], properties=MARKS[mark])
                for cells, mark in block
            ]
            body += tbl(*rows)
        elif isinstance(block, tuple):
            body += _paragraph(block)
    original = docx(body + p("крај"))
    for revisions in READINGS:
        assert said(published_copy(original, revisions), revisions) == said(original, revisions)


@needs_libreoffice
def test_libreoffice_opens_the_copy(tmp_path: Path) -> None:
    copy = published_copy(_loaded(), "accepted")
    (tmp_path / "copy.docx").write_bytes(copy)
    made = convert(tmp_path / "copy.docx", "txt", tmp_path, form="txt:Text (encoded):UTF8")
    lines = made.read_text("utf-8-sig").split("\n")
    assert [line for line in lines if line.strip()][:4] == ["Текст ново1", "локално јавно", "уметнуто", "поље"]


def test_an_address_with_quotation_marks_stays_the_same_address() -> None:
    address = "https://primer.example/?a=1&b=„2“&c='3'&d=\"4\""
    relation = f'<Relationship Id="w" Type="{RELS_NS}/hyperlink" Target="{{}}" TargetMode="External"/>'
    body = f'<w:p><w:hyperlink r:id="w">{r("веза")}</w:hyperlink></w:p>'
    copy = published_copy(docx(body, relations=relation.format(escape(address))), "accepted")
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        targets = re.findall(r'Target="(https[^"]*)"', package.read("word/_rels/document.xml.rels").decode())
    assert [unescape(target) for target in targets] == [address]
