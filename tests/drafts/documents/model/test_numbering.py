"""Labels of lists as Word shows them: levels, restarts, formats, styles that number, links between definitions."""

from __future__ import annotations

import pytest

from seko.drafts.documents.model.numbering import Counter, format_number
from seko.drafts.documents.model.passages import passages
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.model.structure import ListDefinition, ListLevel
from seko.drafts.documents.model.symbols import bullet_letter, symbol_letter
from tests.drafts.documents.model.builder import STYLES, docx, p


def level(pattern: str, kind: str = "decimal", start: int = 1, restart: int = -1, is_legal: bool = False) -> ListLevel:
    return ListLevel(kind, pattern, start, pattern.count("%") - 1 if restart < 0 else restart, is_legal)


def labels(definition: ListDefinition, *levels: int) -> list[str]:
    counter = Counter({"1": definition})
    return [counter.label("1", number) for number in levels]


LEGAL = ListDefinition(
    "a", (level("%1.", "upperRoman"), level("%1.%2.", is_legal=True), level("%3)", "russianLower")), ()
)


def scheme(*levels: ListLevel, restarts: tuple[tuple[int, int], ...] = ()) -> ListDefinition:
    rest = (ListLevel("none", "", 1, 0, False),) * (9 - len(levels))
    return ListDefinition("a", (*levels, *rest), restarts)


def test_deeper_levels_begin_anew_after_a_shallower_one() -> None:
    definition = scheme(level("%1."), level("%1.%2."), level("%1.%2.%3."))
    assert labels(definition, 0, 1, 1, 2, 0, 1, 2, 2, 1) == [
        "1.", "1.1.", "1.2.", "1.2.1.", "2.", "2.1.", "2.1.1.", "2.1.2.", "2.2.",
    ]  # fmt: skip


def test_a_level_that_never_begins_anew() -> None:
    definition = scheme(level("%1."), level("члан %2", restart=0))
    assert labels(definition, 0, 1, 1, 0, 1) == ["1.", "члан 1", "члан 2", "2.", "члан 3"]


def test_a_level_that_begins_anew_after_the_first_only() -> None:
    definition = scheme(level("%1."), level("%1.%2."), level("%1.%2.%3.", restart=1))
    assert labels(definition, 0, 1, 2, 1, 2, 0, 1, 2) == [
        "1.", "1.1.", "1.1.1.", "1.2.", "1.2.2.", "2.", "2.1.", "2.1.1.",
    ]  # fmt: skip


def test_legal_numbers_and_cyrillic_letters() -> None:
    definition = scheme(*LEGAL.levels)
    assert labels(definition, 0, 0, 1, 2, 2) == ["I.", "II.", "2.1.", "а)", "б)"]


def test_a_skipped_level_shows_its_first_number() -> None:
    assert labels(scheme(level("%1."), level("%1.%2.")), 1, 1) == ["1.1.", "1.2."]


def test_lists_of_one_scheme_count_on_and_an_override_begins_anew() -> None:
    first = scheme(level("%1."))
    again = scheme(level("%1.", start=5), restarts=((0, 5),))
    counter = Counter({"1": first, "2": first, "3": again})
    found = [counter.label(list_id, 0) for list_id in ("1", "1", "2", "3", "3", "1")]
    assert found == ["1.", "2.", "3.", "5.", "6.", "7."]


def test_an_unknown_list_and_a_level_out_of_range() -> None:
    counter = Counter({"1": scheme(level("%1."))})
    assert [counter.label("9", 0), counter.label("1", 99), counter.label("1", -4)] == ["", "", "1."]


@pytest.mark.parametrize(
    ("count", "kind", "written"),
    [
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (0, "upperRoman", "0"),
        (26, "lowerLetter", "z"),
        (27, "lowerLetter", "aa"),
        (53, "upperLetter", "AAA"),
        (29, "russianUpper", "Я"),
        (7, "decimalZero", "07"),
        (7, "ordinalText", "7"),
        (7, "none", ""),
    ],
)
def test_formats(count: int, kind: str, written: str) -> None:
    assert format_number(count, kind) == written


@pytest.mark.parametrize(
    ("pattern", "font", "letter"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("\uf0a7", "Wingdings", "▪"),
        ("\uf0d8", "Wingdings", "➢"),
        ("o", "Courier New", "◦"),
        ("o", "Times New Roman", "o"),
        ("–", "", "–"),
        ("", "", "•"),
        ("\uf012", "Symbol", "•"),
    ],
)
def test_bullets(pattern: str, font: str, letter: str) -> None:
    assert bullet_letter(pattern, font) == letter


@pytest.mark.parametrize(
    ("code", "font", "letter"),
    [
        ("F0FE", "Wingdings", "☑"),
        ("F061", "Symbol", "α"),
        ("F041", "Arial", "A"),
        ("20AC", "Arial", "€"),
        ("F0FF", "Unknown", "\ufffd"),
        ("D800", "Arial", "\ufffd"),
        ("xyz", "Arial", "\ufffd"),
        ("FFFFFFFF", "Arial", "\ufffd"),
    ],
)
def test_symbols(code: str, font: str, letter: str) -> None:
    assert symbol_letter(code, font) == letter


def test_headings_numbered_by_their_styles_through_a_linked_definition() -> None:
    outline = '<w:outlineLvl w:val="{0}"/></w:pPr>'
    numbered = '<w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="1"/></w:numPr>' + outline
    styles = STYLES.replace(outline.format(0), numbered.format(0)).replace(outline.format(1), numbered.format(1))
    styles += """<w:style w:type="numbering" w:styleId="Lista"><w:name w:val="Lista"/>
     <w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>"""
    numbering = """
    <w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Lista"/></w:abstractNum>
    <w:abstractNum w:abstractNumId="2">
     <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/><w:lvlText w:val="%1"/></w:lvl>
     <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading2"/><w:lvlText w:val="%1.%2"/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>"""
    body = (
        p("Увод", "Heading1") + p("Стање", "Heading2") + p("Мере", "Heading2")
        + p("Без броја", "Heading1", '<w:numPr><w:numId w:val="0"/></w:numPr>') + p("Даље", "Heading1")
    )  # fmt: skip
    found = passages(read_document(docx(body, styles=styles, numbering=numbering)))
    assert [(x.kind.value, x.number, x.text) for x in found] == [
        ("heading", "1", "Увод"),
        ("heading", "1.1", "Стање"),
        ("heading", "1.2", "Мере"),
        ("heading", "", "Без броја"),
        ("heading", "2", "Даље"),
    ]


def test_a_label_longer_than_a_label_is_cut() -> None:
    pattern = "Члан " * 20 + "%1"
    numbering = f"""<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="{pattern}"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"""
    body = p("Текст", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    (found,) = passages(read_document(docx(body, numbering=numbering)))
    assert found.number == ("Члан " * 20)[:40]
