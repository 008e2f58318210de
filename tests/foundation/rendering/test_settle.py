"""What is decided before any format: script, clean words, numbers, links, the fingerprint."""

from __future__ import annotations

from dataclasses import replace

from seko.foundation.rendering.report import Block, Form, Heading, Inline, Lang, Paragraph, Report, Seal, Text, plain
from seko.foundation.rendering.settle import fingerprint, settle
from tests.foundation.rendering.sample import HASH, sample


def one(words: str, lang: Lang = "sr-Cyrl", href: str = "") -> Inline:
    return (Text(words, lang, href=href),)


def settled(report: Report, *blocks: Block) -> tuple[Block, ...]:
    return settle(replace(report, blocks=blocks)).blocks


def test_cyrillic_becomes_latin_in_the_latin_form_only() -> None:
    words = (Text("Његош, ИПА III", "sr-Cyrl"), Text("Tanjug", "sr-Latn"), Text("Njegoš (Његош)", "en"))
    latin = (Text("Njegoš, IPA III", "sr-Latn"), Text("Tanjug", "sr-Latn"), Text("Njegoš (Njegoš)", "en"))
    forms: dict[Form, Inline] = {"sr": words, "en": words, "sr-latn": latin}
    for form, expected in forms.items():
        assert settled(replace(sample("sr"), form=form), Paragraph(words)) == (Paragraph(expected),)


def test_every_word_of_the_latin_form_is_latin() -> None:
    report = settle(sample("sr-latn", 24))
    letters = {letter for letter in repr(report) if "\u0400" <= letter <= "\u04ff"}
    assert letters == set()
    assert "sr-Cyrl" not in repr(report)
    assert settle(report) == report


def test_words_are_cleaned_and_reordering_is_written_out() -> None:
    typed = "а\x00б\r\nв\u202eг\u2066д\u2028ђ\ufffe\u200b!"
    assert settled(sample("sr"), Paragraph(one(typed))) == (Paragraph(one("аб\nв[U+202E]г[U+2066]д\nђ\u200b!")),)


def test_links_lead_only_to_pages_and_mail() -> None:
    addresses = ("https://primer.example/а", "mailto:a@primer.example", "javascript:alert(1)", "file:///etc", "//x")
    blocks = settled(sample("sr"), *(Paragraph(one("веза", href=address)) for address in addresses))
    links = [
        run.href for block in blocks if isinstance(block, Paragraph) for run in block.text if isinstance(run, Text)
    ]
    assert links == ["https://primer.example/а", "mailto:a@primer.example", "", "", ""]


def test_headings_are_numbered_and_skip_no_level() -> None:
    asked = [(1, True), (3, True), (3, True), (2, True), (1, False), (2, True), (1, True), (4, False), (2, True)]
    blocks = settled(sample("sr"), *(Heading(one("наслов"), level, numbered) for level, numbered in asked))
    assert [(block.level, block.number) for block in blocks if isinstance(block, Heading)] == [
        (1, "1"),
        (2, "1.1"),
        (3, "1.1.1"),
        (2, "1.2"),
        (1, ""),
        (2, ""),
        (1, "2"),
        (2, ""),
        (2, "2.1"),
    ]


def test_the_fingerprint_follows_the_content_alone() -> None:
    report = sample("sr", 8)
    assert fingerprint(report) == fingerprint(replace(report, sha256=""))
    assert fingerprint(report) != fingerprint(replace(report, subtitle=()))
    assert settle(report).sha256 == HASH
    bare = replace(report, sha256="")
    assert settle(bare).sha256 == fingerprint(bare)
    unsealed = replace(bare, blocks=tuple(block for block in bare.blocks if not isinstance(block, Seal)))
    assert settle(unsealed).sha256 == ""


def test_plain_words_of_runs() -> None:
    block = sample("sr").blocks[1]
    assert isinstance(block, Paragraph)
    assert plain(block.text)[:46] == "Током консултација послато је коментара: 24. С"
