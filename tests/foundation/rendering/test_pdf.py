"""PDF: our fonts and no other, tagged, deterministic; nothing that people write is run or lost."""

from __future__ import annotations

import errno
import io
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from seko.foundation.rendering import pdf
from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.pdf.breaking import breakable, longest
from seko.foundation.rendering.pdf.fonts import characters, folders, settable
from seko.foundation.rendering.report import Form, Heading, Lang, Paragraph, Quote, Report, Table, TableColumn, Text
from tests.foundation.rendering.sample import FRAME, sample

LETTERS = "абвгдђежзијклљмнњопрстћуфхцчџшabcčćdđefghijklmnopqrsštuvwxyzž"
SERBIAN = LETTERS + LETTERS.upper()
SIGNS = "„“”‚‘’…–—№−•·€§°×½\u00a0 0123456789.,:;!?()[]/%&@#+*=<>\"'"


def run(words: str, lang: Lang = "sr-Cyrl") -> tuple[Text]:
    return (Text(words, lang),)


def opened(report: Report) -> Any:
    return PdfReader(io.BytesIO(pdf.render(report)))


def with_words(words: str) -> Report:
    table = Table((TableColumn(Text("А", "sr-Cyrl"), Kind.WORDS),), ((run(words),),), run(words))
    blocks = (Heading(run(words)), Paragraph(run(words)), Quote(run(words), run(words)), table)
    return replace(sample("sr"), blocks=blocks)


def words_of(reader: Any) -> str:
    return re.sub(r"[\s\u00ad\u200b]+", "", "".join(page.extract_text() for page in reader.pages))


def tags(reader: Any) -> Counter[str]:
    def walk(node: Any) -> Iterator[str]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                yield from walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"])
            yield from walk(node.get("/K", []))

    return Counter(walk(reader.trailer["/Root"]["/StructTreeRoot"]))


def font_names(reader: Any) -> set[str]:
    fonts = [font for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    return {re.sub("^/[A-Z]{6}[+]", "", font.get_object()["/BaseFont"]) for font in fonts}


def test_only_our_typefaces_are_used() -> None:
    emphasis = Paragraph((Text("бгдпт", "sr-Cyrl", emphasis=True), Text("б", "en", strong=True)))
    report = sample("sr", 8)
    assert font_names(opened(replace(report, blocks=(*report.blocks, emphasis)))) == {
        "SourceSans3-Roman",
        "SourceSerif4Roman-Regular",
        "SourceSerif4Italic-Italic",
    }
    assert [sorted(path.name.split("[")[0] for path in folder.glob("*.ttf")) for folder in folders()] == [
        ["SourceSerif4", "SourceSerif4-Italic"],
        ["SourceSans3", "SourceSans3-Italic"],
    ]


def test_the_typefaces_have_every_sign_of_ours() -> None:
    assert {sign for sign in SERBIAN + SIGNS if ord(sign) not in characters()} == set()
    frame = "".join(words for pair in FRAME.values() for words in pair)
    assert settable(frame) == frame


def test_serbian_words_wear_serbian_forms() -> None:
    def italic_shapes(lang: Lang) -> bytes:
        report = replace(sample("en"), blocks=(Paragraph((Text("бгдпт", lang, emphasis=True),)),))
        page = opened(report).pages[0]
        fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
        italic = next(font for font in fonts if font["/BaseFont"].endswith("Italic"))
        content: bytes = italic["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"].get_data()
        return content

    assert italic_shapes("sr-Cyrl") == italic_shapes("sr-Cyrl")
    assert italic_shapes("sr-Cyrl") != italic_shapes("en")


@pytest.mark.parametrize(("form", "lang"), [("sr", "sr-RS"), ("sr-latn", "sr-RS"), ("en", "en-GB")])
def test_title_language_and_structure(form: Form, lang: str) -> None:
    reader = opened(sample(form, 24))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == lang
    assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    found = tags(reader)
    # Of the wide table each group is a section with a list, each row an item with its name.
    assert (found["/Table"], found["/H1"], found["/H2"]) == (2, 3, 8 + 4)
    assert (found["/LI"], found["/Lbl"]) == (24 + 3, 24 + 3)
    # Two titles of the chart, six columns and three spans of the second table.
    assert found["/TH"] == 2 + 6 + 3


def test_there_is_no_author_and_no_clock() -> None:
    reader = opened(sample("sr", 4))
    information = dict(reader.metadata or {})
    assert sorted(information) == ["/Creator", "/Title"]
    assert information["/Title"] == FRAME["title"][0]


def test_the_mark_stands_on_every_page() -> None:
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in opened(sample("sr", 24)).pages]
    assert len(pages) > 5
    assert [FRAME["demo"][0] in page for page in pages] == [True] * len(pages)
    assert [f"{number} / {len(pages)}" in page for number, page in enumerate(pages, start=1)] == [True] * len(pages)


def test_words_are_never_markup_or_code() -> None:
    words = '#panic("x") #sys.inputs *a* _b_ $c$ @d <e> `f` = g // h \\u{41} "#read("/etc/passwd") ]#['
    assert words_of(opened(with_words(words))).count(re.sub(r"\s", "", words)) == 6


def test_a_sign_without_a_glyph_is_written_by_its_code() -> None:
    assert settable("хвала 😀!") == "хвала [U+1F600]!"
    assert settable("нај\u00adне\u200bразвијенији ✔ ☐") == "најнеразвијенији ✔ ☐"
    assert settable("☒ да ☐ не ☑") == "[x] да ☐ не ☑"
    assert words_of(opened(with_words("хвала 😀中"))).count("хвала[U+1F600][U+4E2D]") == 6


def test_a_row_longer_than_pages_is_not_cut_off() -> None:
    words = " ".join(f"реч{number}" for number in range(1_800))
    columns = (TableColumn(Text("А", "sr-Cyrl"), Kind.WORDS, 1), TableColumn(Text("Б", "sr-Cyrl"), Kind.WORDS, 3))
    report = replace(sample("sr"), blocks=(Table(columns, ((run(words), run("б")),)),))
    found = [
        int(number)
        for number in re.findall(
            r"реч(\d+)", re.sub(r"\s+", " ", "".join(page.extract_text() for page in opened(report).pages))
        )
    ]
    assert found == list(range(1_800))


def test_a_row_of_usual_length_stays_on_one_page() -> None:
    columns = (TableColumn(Text("А", "sr-Cyrl")), TableColumn(Text("Б", "sr-Cyrl"), Kind.WORDS, 3))
    rows = tuple((run(f"{row}."), run(f"почетак{row}. {'дуге речи ' * 60} крај{row}.")) for row in range(20))
    pages = [page.extract_text() for page in opened(replace(sample("sr"), blocks=(Table(columns, rows),))).pages]
    assert len(pages) > 2
    for row in range(20):
        assert [f"почетак{row}." in page and f"крај{row}." in page for page in pages].count(True) == 1


def test_long_words_get_places_to_break() -> None:
    assert breakable("суфинансирањем", 10, "sr-Cyrl") == "суфинансирањем"
    assert breakable("najnerazvijenijim", 10, "sr-Latn").split("\u00ad") == ["najne", "razvi", "je", "ni", "jim"]
    assert breakable("https://primer.example/duga/adresa", 10, "en").split("\u200b") == [
        "https://",
        "primer.",
        "example/",
        "duga/",
        "adresa",
    ]
    assert breakable("a" * 30 + "1" * 10, 20, "en").split("\u200b") == ["a" * 12, "a" * 12, "a" * 6 + "1" * 6, "1" * 4]
    assert (longest("кратке речи"), longest("једна најнеразвијенија реч")) == (0, 16)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert pdf.render(sample("sr-latn", 8)) == pdf.render(sample("sr-latn", 8))


def test_a_child_out_of_time_is_told() -> None:
    with pytest.raises(pdf.NotCompiled, match="No PDF within 0"):
        pdf.render(sample("sr", 8), seconds=0)


def test_the_child_has_no_network_where_the_system_grants_a_namespace() -> None:
    attempt = (
        "import runpy, socket, sys\n"
        f"child = runpy.run_path({str(pdf.CHILD)!r})\n"
        "if not child['without_network'](): sys.exit(2)\n"
        "sys.exit(socket.socket().connect_ex(('127.0.0.1', 9)))\n"
    )
    code = subprocess.run([sys.executable, "-I", "-c", attempt], check=False).returncode
    if code == 2:
        pytest.skip("the system grants no network namespace")
    # Not "refused": in an empty namespace not even the machine itself can be reached.
    assert code == errno.ENETUNREACH
