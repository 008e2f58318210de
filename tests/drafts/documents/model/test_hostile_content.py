"""Documents well packed but hard or hostile inside: limits, findings, nothing lost (reliability.md, C1 9-30)."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from seko.drafts.documents.model.import_findings import FINDINGS, Finding
from seko.drafts.documents.model.reading import Reading, read_upload
from seko.drafts.documents.model.refusals import REFUSALS, Refused
from tests.drafts.documents.model.builder import (
    RELS_NS,
    dele,
    docx,
    ins,
    p,
    pack,
    par,
    part,
    parts_of,
    r,
    tbl,
    tc,
    tr,
)

EXTERNAL = '<Relationship Id="{}" Type="' + RELS_NS + '/{}" Target="{}" TargetMode="External"/>'
INTERNAL = '<Relationship Id="{}" Type="' + RELS_NS + '/{}" Target="{}"/>'


@pytest.fixture(autouse=True)
def _in_ten_seconds() -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < 10


def refused(data: bytes) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refused) as found:
        read_upload(data)
    assert str(found.value) == REFUSALS[found.value.code] % found.value.params
    return found.value.code, found.value.params


def texts(reading: Reading) -> list[str]:
    return [passage.text for passage in reading.accepted.passages]


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def one(reading: Reading, code: str) -> Finding:
    (finding,) = [finding for finding in reading.findings if finding.code == code]
    assert finding.sentence == FINDINGS[code][1] % dict(finding.params)
    assert finding.severity is FINDINGS[code][0]
    return finding


def params(reading: Reading, code: str) -> dict[str, str | int]:
    return dict(one(reading, code).params)


# Row 9: external relations.


@pytest.mark.bad_input(9)
def test_external_relations_are_listed_never_fetched_and_links_are_text() -> None:
    relations = (
        EXTERNAL.format("a", "image", "https://tracker.example/pixel.png")
        + EXTERNAL.format("b", "attachedTemplate", "file:///C:/x.dotm")
        + EXTERNAL.format("c", "oleObject", "https://example.org/x.xls")
        + EXTERNAL.format("d", "hyperlink", "https://example.org/")
    )
    picture = '<w:r><w:drawing><a:blip r:link="a"/></w:drawing></w:r>'
    body = par(f'<w:hyperlink r:id="d">{r("веза")}</w:hyperlink>') + par(picture)
    reading = read_upload(docx(body, relations=relations))
    assert texts(reading) == ["веза"]
    found = one(reading, "external-relation")
    assert dict(found.params) == {"count": 3}
    assert found.for_uploader == (
        "https://tracker.example/pixel.png",
        "file:///C:/x.dotm",
        "https://example.org/x.xls",
    )


# Row 11: embedded things.


@pytest.mark.bad_input(11)
def test_embedded_documents_and_objects_are_dropped_and_told() -> None:
    relations = INTERNAL.format("a", "aFChunk", "chunk.html") + INTERNAL.format("o", "oleObject", "embeddings/o.bin")
    more = {"word/chunk.html": "<html><script>x</script></html>", "word/embeddings/o.bin": b"MZ"}
    body = p("пре") + '<w:altChunk r:id="a"/>' + par('<w:r><w:object><o:OLEObject r:id="o"/></w:object></w:r>')
    reading = read_upload(docx(body, relations=relations, more=more))
    assert texts(reading) == ["пре", "\ufffc"]
    assert one(reading, "embedded-document").for_uploader == ("word/chunk.html",)
    assert one(reading, "embedded-object").for_uploader == ("word/embeddings/o.bin",)
    assert one(reading, "object").passages == (1,)


# Row 16: missing parts.


@pytest.mark.bad_input(16)
def test_missing_parts_leave_defaults_and_a_warning_each() -> None:
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    picture = '<w:r><w:drawing><a:blip r:embed="m"/></w:drawing></w:r>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="1"/></w:r>'
    body = p("Ставка", properties=numbering) + par(r("Текст"), reference, picture)
    reading = read_upload(docx(body, styles=None, relations=INTERNAL.format("m", "image", "media/x.png")))
    assert texts(reading) == ["Ставка", "Текст\ufffc"]
    missing = [dict(finding.params)["part"] for finding in reading.findings if finding.code == "missing-part"]
    assert missing == ["word/media/x.png", "styles", "numbering", "comments", "footnotes"]


@pytest.mark.bad_input(16)
def test_a_relation_to_a_part_that_is_not_there() -> None:
    reading = read_upload(docx(p("Текст"), relations=INTERNAL.format("c", "comments", "comments.xml")))
    assert params(reading, "missing-part") == {"part": "word/comments.xml"}


# Rows 17 to 19: tables.


@pytest.mark.bad_input(17)
def test_ten_thousand_columns() -> None:
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 10_000 + "</w:tr>"
    wide = tbl(*[row] * 10, columns=10_000)
    assert refused(docx(p("пре") + tbl(tr("1", "2")) + wide)) == (
        "too-many-columns",
        {"table": 2, "row": 1, "columns": 10_000, "limit": 63},
    )
    span = tbl(tr("a", "b"), tr(tc("x", '<w:gridSpan w:val="999999999"/>'), "y"))
    assert refused(docx(span))[1] == {"table": 1, "row": 2, "columns": 1_000_000_000, "limit": 63}
    assert len(texts(read_upload(docx(tbl(tr(*["x"] * 63), columns=63))))) == 64


def _nested(depth: int) -> str:
    inner = p(f"дубина {depth}")
    for level in range(depth, 0, -1):
        inner = tbl(tr(f"л{level}", tc(inner + p(f"после {level}"))))
    return inner


@pytest.mark.bad_input(18)
def test_nested_tables_up_to_ten_in_reading_order() -> None:
    reading = read_upload(docx(_nested(10)))
    cells = [x.text for x in reading.accepted.passages if x.kind == "table_cell" and x.text]
    assert cells == [
        *(f"л{level}" for level in range(1, 11)),
        "дубина 10\nпосле 10",
        *(f"после {level}" for level in range(9, 0, -1)),
    ]


@pytest.mark.bad_input(18)
def test_deeper_nesting_is_refused_with_its_place() -> None:
    assert refused(docx(_nested(60))) == ("tables-nested-too-deep", {"table": 11, "depth": 11, "limit": 10})
    code, found = refused(docx(_nested(2_000)))
    assert (code, found["part"]) == ("nested-too-deep", "word/document.xml")


@pytest.mark.bad_input(19)
def test_merges_that_do_not_fit_keep_the_text_in_order() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tr(tc("а", restart), "б"),
        tr(tc("в", go_on), "г"),
        tr(tc("д", '<w:gridSpan w:val="2"/>' + go_on)),
        tr("ђ", "е", "ж"),
        columns=2,
    )
    reading = read_upload(docx(body))
    assert [x.text for x in reading.accepted.passages if x.kind == "table_cell"] == list("абвгдђеж")
    assert params(reading, "inconsistent-merge") == {"table": 1}
    assert one(reading, "uneven-rows").passages == (0, 3, 6, 8)


def test_hundred_thousand_cells_are_too_many() -> None:
    row = "<w:tr>" + "<w:tc/>" * 60 + "</w:tr>"
    found = refused(docx(f"<w:tbl>{row * 1_700}</w:tbl>"))
    assert found == ("too-many-cells", {"table": 1, "limit": 100_000})


# Rows 20 and 21: size.


@pytest.mark.bad_input(20)
def test_three_hundred_thousand_paragraphs() -> None:
    found = refused(docx("<w:p/>" * 300_000))
    assert found == ("too-many-paragraphs", {"part": "word/document.xml", "limit": 50_000})


def test_too_many_elements_and_too_much_text() -> None:
    assert refused(pack(parts_of("<w:p/>" + "<w:r/>" * 2_100_000), 0)) == (
        "too-many-elements",
        {"part": "word/document.xml", "limit": 1_000_000},
    )
    lines = "".join(p("реч " * 25_000) for _ in range(51))
    stored = pack(parts_of(lines), 0)
    assert refused(stored) == ("too-much-text", {"part": "word/document.xml", "limit": 5_000_000})


@pytest.mark.bad_input(21)
def test_a_word_of_five_million_letters() -> None:
    word = "".join(random.Random(3).choices("abcdefghijklmnop", k=5_000_000))
    assert refused(docx(p("прва") + p(word))) == (
        "word-too-long",
        {"paragraph": 2, "letters": 5_000_000, "limit": 1_000_000},
    )
    found = refused(pack(parts_of(p("речи " * 240_000)), 0))
    assert found == ("paragraph-too-long", {"paragraph": 1, "letters": 1_200_000, "limit": 1_000_000})
    huge = refused(pack(parts_of(p("x" * 12_000_000)), 0))
    assert huge[0] in ("text-too-long", "word-too-long")


@pytest.mark.bad_input(21)
def test_a_word_of_three_hundred_letters_is_kept_and_told() -> None:
    address = "https://example.org/" + "a" * 300
    reading = read_upload(docx(p("а" * 300) + p(address)))
    assert texts(reading) == ["а" * 300, address]
    assert one(reading, "long-words").passages == (0,)
    assert params(reading, "long-words") == {"count": 1, "letters": 300}


# Rows 23 and 24: tracked changes and comments.


@pytest.mark.bad_input(23)
def test_tracked_changes_ask_for_a_decision_and_name_authors_to_the_uploader() -> None:
    reading = read_upload(docx(par(r("Буџет "), ins(r("расте")), dele("пада"))))
    found = one(reading, "tracked-changes")
    assert dict(found.params) == {"count": 2, "insertions": 1, "deletions": 1, "moves": 0, "formatting": 0}
    assert found.for_uploader == ("Ana Anić: 1", "Petar Perić: 1")
    assert texts(reading) == ["Буџет расте"]
    assert reading.rejected is not None
    assert [x.text for x in reading.rejected.passages] == ["Буџет пада"]


def test_formatting_alone_leaves_one_reading() -> None:
    changed = '<w:i/><w:rPrChange w:id="1" w:author="А"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    reading = read_upload(docx(par(r("а", changed))))
    assert reading.rejected is None
    assert params(reading, "tracked-changes")["formatting"] == 1


THREADS = """<w15:commentEx w15:paraId="0000000A" w15:done="1"/>
<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A"/>
<w15:commentEx w15:paraId="0000000C" w15:paraIdParent="0000000B"/>
<w15:commentEx w15:paraId="0000000D" w15:paraIdParent="0000DEAD"/>"""


def test_comments_in_any_state_are_all_kept() -> None:
    line = '<w:comment w:id="{}" w:author="А"><w:p w14:paraId="0000000{}"><w:r><w:t>Реч</w:t></w:r></w:p></w:comment>'
    comments = "".join(line.format(n, mark) for n, mark in enumerate("ABCD", start=1))
    body = par('<w:commentRangeStart w:id="1"/>', r("реч"), '<w:commentRangeEnd w:id="1"/>')
    reading = read_upload(docx(body, comments=comments, threads=THREADS))
    assert [(c.comment_id, c.reply_to, c.root, c.is_resolved, c.range) for c in reading.comments] == [
        ("1", "", "", True, "range"),
        ("2", "1", "1", False, "none"),
        ("3", "2", "1", False, "none"),
        ("4", "", "", False, "none"),
    ]
    assert [place.is_orphaned for place in reading.accepted.comments] == [False, True, True, True]
    assert params(reading, "word-comments") == {"count": 4, "resolved": 1}
    assert params(reading, "comments-without-place") == {"count": 3}


# Row 25: what cannot be seen.


@pytest.mark.bad_input(25)
def test_hidden_and_white_text_ask_for_a_decision() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    body = (
        par(r("Види се"), r("скривено", "<w:vanish/>"), r(" бело", white))
        + tbl(tr(tc(par(r("глава", white)), '<w:shd w:val="clear" w:fill="003366"/>'), "x"))
        + par(r("на тамном", white + '<w:shd w:val="clear" w:fill="000000"/>'))
        + tbl(tr("тајни", "ред", properties="<w:hidden/>"), tr("ред", "2"))
    )
    reading = read_upload(docx(body))
    assert [x.text for x in reading.accepted.passages if x.kind != "table_cell"] == [
        "Види се бело", "глава | x", "на тамном", "ред | 2",
    ]  # fmt: skip
    assert params(reading, "hidden-text") == {"letters": len("скривенотајниред")}
    assert params(reading, "white-text") == {"letters": 4}


@pytest.mark.bad_input(25)
def test_headers_footnotes_and_contents_are_told() -> None:
    header = part("hdr", p("Заглавље"))
    note = f'<w:footnote w:id="3">{p("напуштена")}</w:footnote>'
    body = p("Увод\t3", "TOC1") + p("Увод", "Heading1")
    relations = INTERNAL.format("h", "header", "header1.xml")
    reading = read_upload(docx(body, relations=relations, footnotes=note, more={"word/header1.xml": header}))
    assert params(reading, "headers-left-out") == {"count": 1}
    assert params(reading, "contents-left-out") == {"count": 1}
    assert params(reading, "unreferenced-notes") == {"count": 1}


# Rows 27 and 28: scripts and marks.


@pytest.mark.bad_input(27, 28)
def test_mixed_scripts_and_invisible_marks_are_kept_as_typed_and_told() -> None:
    typed = "Пpедлог мере\u00ad ре\u200bч 5\u00a0%"
    reading = read_upload(docx(p(typed) + p("обрнуто \u202etxt.xcod\u202c")))
    assert texts(reading) == [typed, "обрнуто \u202etxt.xcod\u202c"]
    assert one(reading, "mixed-scripts").passages == (0,)
    assert params(reading, "direction-controls") == {"count": 2}
    plain = read_upload(docx(p("Предлог мере реч 5 %"))).accepted.passages[0]
    assert reading.accepted.passages[0].key == plain.key


# Row 29: headings.


@pytest.mark.bad_input(29)
def test_skipped_levels_bold_lines_and_no_headings() -> None:
    bold = par(r("Анализа проблема", "<w:b/>"))
    body = p("Увод", "Heading2") + p("Прва", "Heading1") + p("Трећа", "Heading3") + bold + p("Текст.")
    reading = read_upload(docx(body))
    assert one(reading, "heading-level-skipped").passages == (0, 2)
    assert one(reading, "bold-only-headings").passages == (3,)
    assert "no-headings" in codes(read_upload(docx("".join(p(f"Пасус {n}.") for n in range(30)))))


# Row 30: things that are not text.


@pytest.mark.bad_input(30)
def test_equations_charts_diagrams_and_old_drawings_need_words() -> None:
    def drawing(inner: str, words: str = "") -> str:
        about = f'<wp:docPr id="1" name="x" descr="{words}"/>'
        return par(f"<w:r><w:drawing><wp:inline>{about}{inner}</wp:inline></w:drawing></w:r>")

    body = (
        par("<m:oMathPara><m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath></m:oMathPara>")
        + drawing('<c:chart r:id="c"/>')
        + drawing('<dgm:relIds r:dm="d"/>')
        + drawing('<a:blip r:embed="e"/>')
        + drawing('<a:blip r:embed="p"/>')
        + drawing('<a:blip r:embed="p"/>', "Мапа региона")
    )
    relations = INTERNAL.format("e", "image", "media/a.emf") + INTERNAL.format("p", "image", "media/a.png")
    reading = read_upload(docx(body, relations=relations, more={"word/media/a.emf": b"x", "word/media/a.png": b"x"}))
    assert [[(o.kind, o.alternative) for o in x.objects] for x in reading.accepted.passages] == [
        [("equation", "E=mc²")],
        [("chart", "")],
        [("diagram", "")],
        [("metafile", "")],
        [("picture", "")],
        [("picture", "Мапа региона")],
    ]
    told = {code: one(reading, code).passages for code in ("equation", "chart", "diagram", "metafile", "picture")}
    assert told == {"equation": (0,), "chart": (1,), "diagram": (2,), "metafile": (3,), "picture": (4,)}


# Notes of the template, personal data, fields nobody filled in.


def test_notes_of_the_template_and_placeholders() -> None:
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("Кликните") + "</w:sdtContent></w:sdt>"
    body = (
        p("[To be deleted before submission]") + p("Обрисати пре слања.") + p("Keep the phrase if relevant")
        + p("Брисање шума је забрањено.") + par(control)
    )  # fmt: skip
    reading = read_upload(docx(body))
    assert one(reading, "template-notes").passages == (0, 1, 2)
    assert one(reading, "placeholder-text").passages == (4,)


def test_personal_data() -> None:
    body = p("ЈМБГ 0101000710009 и број 1234567890123") + p("ana.anic@example.rs, +381 11 123 4567, 4 500 000 евра")
    reading = read_upload(docx(body))
    assert one(reading, "citizen-number").passages == (0,)
    assert params(reading, "personal-data") == {"count": 2}


def test_an_ordinary_document_has_nothing_to_report() -> None:
    body = p("Увод", "Heading1") + p("Један пасус.") + tbl(tr("а", "б"), tr("в", "г"))
    assert read_upload(docx(body)).findings == ()
