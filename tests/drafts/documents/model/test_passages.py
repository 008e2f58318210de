"""What becomes of paragraphs, lists, notes, tables and boxes."""

from __future__ import annotations

import pytest

from seko.drafts.documents.model.keys import content_key
from seko.drafts.documents.model.passages import passages, take
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.model.structure import (
    Emphasis,
    EmphasisKind,
    InlineObject,
    LineLabel,
    NoteReference,
    Passage,
    Stretch,
)
from tests.drafts.documents.model.builder import dele, docx, ins, p, par, r, tbl, tc, tr

LISTS = """
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/>
 <w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
"""


def numbered(text: str, level: int = 0, list_id: int = 1, style: str = "") -> str:
    return p(text, style, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def read(body: str, revisions: str = "accepted", **parts: str | None) -> list[Passage]:
    return passages(read_document(docx(body, **parts)), revisions)


def shown(found: list[Passage]) -> list[tuple[str, int, str, str]]:
    return [(passage.kind.value, passage.level, passage.number, passage.text) for passage in found]


def test_headings_by_outline_by_style_and_by_the_style_it_is_based_on() -> None:
    found = read(
        p("Увод", "Heading1")
        + p("Позадина", "Own")
        + p("Три", "Heading3")
        + p("Само ниво", properties='<w:outlineLvl w:val="2"/>')
        + p("Није наслов", "Heading1", '<w:outlineLvl w:val="9"/>')
    )
    assert shown(found) == [
        ("heading", 1, "", "Увод"),
        ("heading", 2, "", "Позадина"),
        ("heading", 3, "", "Три"),
        ("heading", 3, "", "Само ниво"),
        ("paragraph", 0, "", "Није наслов"),
    ]
    assert [passage.path for passage in found] == [(), (0,), (0, 1), (0, 1), (0, 1, 3)]


@pytest.mark.bad_input(29)
def test_numbers_are_frozen_as_text_and_counted_per_reading() -> None:
    body = (
        numbered("Циљ", style="Heading1")
        + numbered("Стање", 1)
        + numbered("прво", 2)
        + numbered("друго", 2)
        + numbered("Мере", 1)
        + par(ins(r("Додато")), properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', mark=ins(""))
        + numbered("Крај", 1)
        + numbered("Ново", list_id=3)
        + numbered("тачка", list_id=2)
    )
    accepted = [(x.kind.value, x.level, x.number, x.text) for x in read(body, numbering=LISTS)]
    assert accepted == [
        ("heading", 1, "1.", "Циљ"),
        ("list_item", 2, "1.1.", "Стање"),
        ("list_item", 3, "(a)", "прво"),
        ("list_item", 3, "(b)", "друго"),
        ("list_item", 2, "1.2.", "Мере"),
        ("list_item", 2, "1.3.", "Додато"),
        ("list_item", 2, "1.4.", "Крај"),
        ("list_item", 1, "7.", "Ново"),
        ("list_item", 1, "•", "тачка"),
    ]
    rejected = [(x.number, x.text) for x in read(body, "rejected", numbering=LISTS)]
    assert rejected[4:6] == [("1.2.", "Мере"), ("1.3.", "Крај")]


@pytest.mark.bad_input(23)
def test_tracked_words_are_read_both_ways_and_never_mixed() -> None:
    body = par(r("Буџет је "), dele("10"), ins(r("12")), r(" милиона евра."))
    assert [x.text for x in read(body)] == ["Буџет је 12 милиона евра."]
    assert [x.text for x in read(body, "rejected")] == ["Буџет је 10 милиона евра."]


def test_a_tracked_paragraph_mark_joins_or_splits() -> None:
    body = (
        p("Прва ", mark=dele("x").split("<w:r>")[0] + "</w:del>") + p("друга.", "Heading1") + p("трећа", mark=ins(""))
    )
    assert shown(read(body)) == [("heading", 1, "", "Прва друга."), ("paragraph", 0, "", "трећа")]
    split = p("Лево", mark=ins("")) + p(" десно")
    assert [x.text for x in read(split)] == ["Лево", "десно"]
    assert [x.text for x in read(split, "rejected")] == ["Лево десно"]


def test_moved_text_stands_once_in_each_reading() -> None:
    moved = par(f"<w:moveFrom w:id='1' w:author='A'>{r('Ово се сели.')}</w:moveFrom>", mark="<w:moveFrom w:id='2'/>")
    target = par(f"<w:moveTo w:id='3' w:author='A'>{r('Ово се сели.')}</w:moveTo>", mark="<w:moveTo w:id='4'/>")
    body = moved + p("Остаје.") + target + p("Крај.")
    assert [x.text for x in read(body)] == ["Остаје.", "Ово се сели.", "Крај."]
    assert [x.text for x in read(body, "rejected")] == ["Ово се сели.", "Остаје.", "Крај."]


def test_a_footnote_follows_its_host_and_keeps_its_offset() -> None:
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="4">{p(" Службени гласник РС, 30/2018.")}</w:footnote>'
        f'<w:footnote w:id="9">{p("Други извор")}</w:footnote>'
    )
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = p("Глава", "Heading1") + par(r("Закон"), mark.format(4), r(" каже"), mark.format(9), r("."))
    found = read(body, footnotes=notes)
    assert shown(found)[1:] == [
        ("paragraph", 0, "", "Закон каже."),
        ("footnote", 0, "1", "Службени гласник РС, 30/2018."),
        ("footnote", 0, "2", "Други извор"),
    ]
    assert found[1].notes == (NoteReference(5, "f4", "1"), NoteReference(10, "f9", "2"))
    assert [(x.note_id, x.host, x.path) for x in found[2:]] == [("f4", 1, (0,)), ("f9", 1, (0,))]


def test_rows_and_cells_with_spans() -> None:
    body = tbl(
        tr("А", "Б", "В", properties="<w:tblHeader/>"),
        tr(tc("1", '<w:vMerge w:val="restart"/>'), tc("2", '<w:gridSpan w:val="2"/>')),
        tr(tc("<w:p/>", "<w:vMerge/>"), "3", "4"),
        columns=3,
    )
    found = read(body)
    places = [(x.kind.value, x.text, x.host, x.table) for x in found]
    assert [(kind, text, host) for kind, text, host, _ in places] == [
        ("table_row", "А | Б | В", -1),
        ("table_cell", "А", 0),
        ("table_cell", "Б", 0),
        ("table_cell", "В", 0),
        ("table_row", "1 | 2", -1),
        ("table_cell", "1", 4),
        ("table_cell", "2", 4),
        ("table_row", "3 | 4", -1),
        ("table_cell", "3", 7),
        ("table_cell", "4", 7),
    ]
    spans = [(t.row, t.column, t.row_span, t.column_span, t.is_header) for *_, t in places if t is not None]
    assert spans[0] == (0, 0, 1, 3, True)
    assert spans[5:7] == [(1, 0, 2, 1, False), (1, 1, 1, 2, False)]
    assert spans[8] == (2, 1, 1, 1, False)


def test_tracked_rows_and_cells() -> None:
    body = tbl(
        tr("стоји", "1"),
        tr("нови", "2", properties=ins("")),
        tr("стари", "3", properties="<w:del w:id='1' w:author='A'/>"),
        tr("ћелија", tc("брисана", "<w:cellDel w:id='1' w:author='A'/>")),
    )
    rows = [x.text for x in read(body) if x.kind == "table_row"]
    assert rows == ["стоји | 1", "нови | 2", "ћелија"]
    rows = [x.text for x in read(body, "rejected") if x.kind == "table_row"]
    assert rows == ["стоји | 1", "стари | 3", "ћелија | брисана"]


def test_a_nested_table_comes_at_its_place_inside_the_cell() -> None:
    inner = tbl(tr("у1", "у2"))
    body = tbl(tr("лево", tc(p("пре") + inner + p("после"))))
    found = [(x.kind.value, x.text, x.host) for x in read(body)]
    assert found == [
        ("table_row", "лево | пре | после", -1),
        ("table_cell", "лево", 0),
        ("table_cell", "пре", 0),
        ("table_row", "у1 | у2", 2),
        ("table_cell", "у1", 3),
        ("table_cell", "у2", 3),
        ("table_cell", "после", 0),
    ]
    assert [x.table.part for x in read(body) if x.text == "после" and x.table] == [1]


def test_a_table_that_only_frames_gives_paragraphs() -> None:
    found = read(tbl(tr(tc(p("Сажетак", "Heading1") + p("Пет реченица."))), columns=1))
    assert [(x.kind.value, x.text, x.is_boxed) for x in found] == [
        ("heading", "Сажетак", True),
        ("paragraph", "Пет реченица.", True),
    ]


@pytest.mark.bad_input(25)
def test_a_text_box_is_read_once_from_its_choice() -> None:
    box = "<w:txbxContent>{}</w:txbxContent>"
    choice = (
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box.format(p('У оквиру'))}</wps:txbx></w:drawing></mc:Choice>"
    )
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box.format(p('У оквиру'))}</v:textbox></w:pict></mc:Fallback>"
    body = par(r("Око"), f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>")
    assert [(x.text, x.is_boxed) for x in read(body)] == [("Око", False), ("У оквиру", True)]


def test_fields_show_results_and_a_field_left_open_swallows_nothing() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText> HYPERLINK "https://example.org" </w:instrText></w:r>'
    body = par(r("Види "), mark("begin"), code, mark("separate"), r("страницу"), mark("end"), r("."))
    assert [x.text for x in read(body)] == ["Види страницу."]
    body = par(mark("begin"), code, r("Текст после отвореног поља")) + p("Следећи")
    assert [x.text for x in read(body)] == ["Текст после отвореног поља", "Следећи"]


def test_wrappers_symbols_hyphens_and_breaks_are_text() -> None:
    body = par(
        '<w:customXml w:element="a">' + r("Пр") + "</w:customXml>",
        '<w:smartTag w:element="b">' + r("во") + "</w:smartTag>",
        '<w:r><w:tab/><w:noBreakHyphen/><w:softHyphen/><w:br/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + r("Унесите") + "</w:sdtContent></w:sdt>",
    )
    (found,) = read(body)
    assert found.text == "Прво\t\u2011\u00ad\n☑Унесите"
    assert found.placeholders == ((9, 16),)


@pytest.mark.bad_input(25)
def test_hidden_text_never_becomes_a_passage() -> None:
    body = par(r("Видљиво"), r(" тајна", "<w:vanish/>")) + par(r("све тајно", "<w:vanish/>"))
    assert [x.text for x in read(body)] == ["Видљиво"]


def test_emphasis_is_counted_in_the_finished_text() -> None:
    body = par(r("  c\u030c", "<w:b/>"), r("аст ", "<w:b/>"), r("CO"), r("2", '<w:vertAlign w:val="subscript"/>'))
    (found,) = read(body)
    assert found.text == "čаст CO2"
    assert found.emphasis == (Emphasis(0, 5, EmphasisKind.BOLD), Emphasis(7, 8, EmphasisKind.SUBSCRIPT))


def test_the_bold_of_a_heading_style_is_no_emphasis() -> None:
    (found,) = read(par(r("Наслов", "<w:b/>"), style="Heading1"))
    assert found.emphasis == ()


def test_lines_of_a_cell_keep_their_labels() -> None:
    body = tbl(tr("к", tc(p("Увод") + numbered("прва", list_id=2) + numbered("друга", list_id=2))))
    cell = read(body, numbering=LISTS)[2]
    assert cell.text == "Увод\nпрва\nдруга"
    assert cell.labels == (LineLabel(5, "•", 1), LineLabel(10, "•", 1))


def test_an_equation_leaves_a_mark_with_its_letters() -> None:
    (found,) = read(par(r("Дакле "), "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>"))
    assert found.text == "Дакле \ufffc"
    assert found.objects == (InlineObject(6, "equation", "a=b"),)


def test_contents_are_left_out() -> None:
    body = p("1 Увод\t3", "TOC1") + p("Увод", "Heading1")
    assert [x.text for x in read(body)] == ["Увод"]


def test_language_and_direction() -> None:
    body = par(r("Текст", '<w:lang w:val="sr-Cyrl-RS"/>'), properties="<w:bidi/>")
    (found,) = read(body)
    assert (found.lang, found.is_bidi) == ("sr-Cyrl-RS", True)


@pytest.mark.bad_input(27)
def test_the_key_ignores_case_script_and_spacing() -> None:
    assert content_key("Животна  средина") == content_key("životna sredina ")
    assert content_key("Животна средина") != content_key("Животна средина 2")


def test_comments_reach_over_paragraphs_cells_and_deleted_words() -> None:
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="А" w:initials="А">{p("Реч")}</w:comment>' for n in (1, 2, 3, 4)
    )

    def start(n: int) -> str:
        return f'<w:commentRangeStart w:id="{n}"/>'

    def end(n: int) -> str:
        return f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>'

    body = (
        par(r("Прва "), start(1), r("реч"))
        + par(r("друга"), end(1), r(" реч"))
        + par(r("Текст "), start(2), dele("обрисан"), end(2))
        + f"<w:tbl>{start(3)}{tr('ћ1', 'ћ2')}</w:tbl>"
        + par(r("иза"), end(3))
        + par(r("тачка"), '<w:r><w:commentReference w:id="4"/></w:r>')
    )
    document = read_document(docx(body, comments=comments))
    places = take(document).comments
    assert [(place.stretches, place.near, place.is_orphaned) for place in places] == [
        ((Stretch(0, 5, 8), Stretch(1, 0, 5)), 0, False),
        ((), 2, True),
        ((Stretch(4, 0, 2), Stretch(5, 0, 2), Stretch(6, 0, 3)), 4, False),
        ((), 7, True),
    ]
    assert take(document, "rejected").comments[1].stretches == (Stretch(2, 6, 13),)
    assert [(c.range, c.anchor, c.anchor_with_deleted) for c in document.comments][1] == ("range", "", "обрисан")


def test_without_keys_the_passages_say_the_same_words() -> None:
    document = read_document(docx(p("Прва реч.") + tbl(tr(tc(p("ћелија")), tc(p("друга"))))))
    bare = passages(document, with_keys=False)
    assert [passage.text for passage in bare] == [passage.text for passage in passages(document)]
    assert {passage.key for passage in bare} == {""}
