"""HTML: semantic, accessible, without anything inline, each text in its language."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html as parser

from seko.foundation.rendering import html
from seko.foundation.rendering.report import Form, Heading, Paragraph, Quote, Report, Table, TableColumn, Text
from tests.foundation.rendering.sample import FRAME, sample

HOSTILE = "<script>alert(1)</script> & \"quote\" 'x' <img src=x onerror=alert(1)>"


def parsed(page: str) -> Any:
    return parser.fromstring(page)


def hostile() -> Report:
    run = (Text(HOSTILE, "sr-Cyrl"),)
    blocks = (Heading(run), Paragraph(run), Quote(run, run), Table((TableColumn(run[0]),), ((run,),), run))
    return replace(sample("sr"), title=run[0], subtitle=run, footer=run, demonstration=run, blocks=blocks)


def test_nothing_is_inline_and_nothing_comes_from_elsewhere() -> None:
    for report in (sample("sr", 24), hostile()):
        tree = parsed(html.fragment(report))
        attributes = {name for element in tree.iter() for name in element.attrib}
        assert {name for name in attributes if name == "style" or name.startswith("on")} == set()
        assert [element.tag for element in tree.iter("script", "style", "img", "iframe", "link", "object")] == []
        assert {element.get("href")[0] for element in tree.iter("use")} <= {"#"}


def test_words_are_shown_as_they_are() -> None:
    tree = parsed(html.standalone(hostile()).decode())
    shown = [element.text_content() for element in tree.xpath("//h1 | //p | //blockquote | //td | //th | //caption")]
    assert [words for words in shown if HOSTILE not in words] == []
    assert tree.findtext("head/title") == HOSTILE


@pytest.mark.parametrize(("form", "lang"), [("sr", "sr-Cyrl"), ("sr-latn", "sr-Latn"), ("en", "en")])
def test_each_text_carries_its_language(form: Form, lang: str) -> None:
    tree = parsed(html.fragment(sample(form, 24)))
    assert tree.get("lang") == lang
    found = {(_lang(node), _script(node)) for node in tree.xpath("//text()[normalize-space()]")}
    expected = {"sr": {("sr-Cyrl", "Cyrl")}, "sr-latn": set(), "en": {("sr-Cyrl", "Cyrl")}}[form]
    assert {pair for pair in found if pair[1] != "unknown"} == {("sr-Latn", "Latn"), *expected}


def _lang(node: Any) -> str:
    element = node.getparent().getparent() if node.is_tail else node.getparent()
    found: str = next(each.get("lang") for each in (element, *element.iterancestors()) if each.get("lang"))
    return found


def _script(words: str) -> str:
    if re.search("[\u0400-\u04ff]", words):
        return "Cyrl"
    return "Latn" if re.search("[čćđšž]", words) else "unknown"


def test_one_title_and_sections_under_it() -> None:
    tree = parsed(html.fragment(sample("en", 24)))
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3", "h4", "h5")]
    assert (levels.count(1), levels[0]) == (1, 1)
    assert max(later - earlier for earlier, later in pairwise(levels)) == 1
    assert parsed(html.fragment(sample("en", 24), title=False)).findall(".//h1") == []


def test_tables_have_heads_captions_and_a_way_to_scroll() -> None:
    tree = parsed(html.fragment(sample("sr", 24)))
    figures = tree.xpath("//table")[-1]
    assert [head.get("scope") for head in figures.findall("thead/tr/th")] == ["colgroup"] * 3 + ["col"] * 6
    assert figures.xpath("count(tbody/tr/th[@scope='row'])") == 4
    region = figures.getparent()
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert tree.get_element_by_id(region.get("aria-labelledby")).text_content() == FRAME["by-sector"][0]
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))


def test_a_row_that_names_others_heads_them() -> None:
    annex = next(block for block in sample("sr", 24).blocks if isinstance(block, Table) and block.wide)
    tree = parsed(html.fragment(replace(sample("sr"), blocks=(replace(annex, wide=False),))))
    assert tree.xpath("count(//tbody/tr/th[@scope='rowgroup'][@colspan='7'])") == 4


def test_rows_of_a_wide_table_are_entries_under_headings() -> None:
    tree = parsed(html.fragment(sample("sr", 24)))
    lists = tree.find_class("report-entries")
    assert [len(each.findall("li")) for each in lists] == [6] * 4
    assert [each.getprevious().tag for each in lists] == ["h3"] * 4
    entry = lists[0].find("li")
    assert entry.find_class("report-entry-title")[0].text_content() == "1"
    assert [each.text_content() for each in entry.iter("dt")] == [
        FRAME[key][0] for key in ("passage", "comment", "sources", "outcome", "reason", "day")
    ]


def test_a_bar_is_hidden_beside_its_number() -> None:
    chart = parsed(html.fragment(sample("sr", 24))).find_class("report-chart")[0]
    assert [
        (bar.get("aria-hidden"), bar[0].get("width")) for bar in chart.iter("svg") if len(bar) and bar[0].tag == "rect"
    ] == [
        ("true", "238"),
        ("true", "158.7"),
        ("true", "105.8"),
        ("true", "79.3"),
        ("true", "26.4"),
    ]
    assert [cell.text_content() for cell in chart.find_class("report-number")] == ["Број", "9", "6", "4", "3", "1"]


def test_every_class_has_its_rule() -> None:
    style = (Path(html.__file__).parent / "style.css").read_text(encoding="utf-8")
    used = {name for names in re.findall(r'class="([^"]*)"', html.fragment(sample("sr", 24))) for name in names.split()}
    ruled = set(re.findall(r"\.(report[a-z0-9-]*)", style))
    plain = {"report-edge-ink-2", "report-chart", "report-text"}
    assert used - ruled - plain == set()


def test_the_file_needs_nothing_beside_it() -> None:
    page = html.standalone(sample("sr", 24)).decode()
    assert re.findall(r"(?:src|href)=\"(?!#)|url\(|@import", page) == []
    assert page == html.standalone(sample("sr", 24)).decode()
