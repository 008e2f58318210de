"""Cyrillic shown as Latin, offsets both ways, and which script a text is in."""

from __future__ import annotations

import cyrtranslit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seko.foundation.text.scripts import (
    LatinForm,
    LetterCounts,
    MixedWord,
    Script,
    cyrillic_runs,
    letter_counts,
    mixed_words,
    script_of,
    to_latin,
    to_latin_with_map,
)
from tests.shared import SHARED, needs_corpus

SERBIAN_LETTERS = "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"
serbian_text = st.text(alphabet=SERBIAN_LETTERS + " .,-\n12aXž„“")


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Његош", "Njegoš"),
        ("ЊЕГОШ", "NJEGOŠ"),
        ("Љ. Петровић", "Lj. Petrović"),
        ("А. Љ. Петровић", "A. Lj. Petrović"),
        ("Љ. М. Петровић", "Lj. M. Petrović"),
        ("А. Љ. ПЕТРОВИЋ", "A. LJ. PETROVIĆ"),
        ("УЛИЦА ЊЕГОШЕВА, Љ", "ULICA NJEGOŠEVA, LJ"),
        ("НАСЛОВ\nЉ. Петровић", "NASLOV\nLj. Petrović"),
        ("КОЊ, Коњ, коњ", "KONJ, Konj, konj"),
        ("Џон и ЏОН", "Džon i DŽON"),
        ("Љ", "Lj"),
        ("МојЊегош", "MojNjegoš"),
        ("Љ-форма", "Lj-forma"),
        ("КЊ-2", "KNJ-2"),
        ("ЊУ", "NJU"),
        ("Њ\u00adу", "Nj\u00adu"),
        ("Њ\u00adУ", "NJ\u00adU"),
        ("надживети, инјекција", "nadživeti, injekcija"),
        ("ћирилица, ђак, шума, жеђ, чвор, Ђорђе", "ćirilica, đak, šuma, žeđ, čvor, Đorđe"),
        ("ИПА III и EU", "IPA III i EU"),
        ("пp", "pp"),
        ("нѐ и сѝ", "nè i sì"),
    ],
)
def test_cyrillic_is_shown_as_latin(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin
    assert to_latin_with_map(cyrillic).text == latin


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("види https://сеио.срб/нацрти/Њ?а=љ.", "vidi https://сеио.срб/нацрти/Њ?а=љ."),
        ("(www.пошта.срб)", "(www.пошта.срб)"),
        ("пишите на пера@сеио.срб, хвала", "pišite na пера@сеио.срб, hvala"),
        ("датотека Нацрт-2_коначно.docx је ту", "datoteka Нацрт-2_коначно.docx je tu"),
        ("сајт сеио.срб/вести", "sajt сеио.срб/вести"),
        ("Мария живи у Нишу", "Мария živi u Nišu"),
        ("Ѓорѓи и ўзор", "Ѓорѓи i ўзор"),
        ("тачка.Нова реченица", "tačka.Nova rečenica"),
    ],
)
def test_addresses_file_names_and_other_languages_are_kept(text: str, shown: str) -> None:
    assert to_latin(text) == shown
    assert to_latin_with_map(text).text == shown


@given(st.text(alphabet=SERBIAN_LETTERS, min_size=1, max_size=12))
def test_agrees_with_cyrtranslit_but_for_the_case_of_digraphs(word: str) -> None:
    assert to_latin(word).lower() == cyrtranslit.to_latin(word).lower()


@given(st.text(alphabet=SERBIAN_LETTERS[:30] + " "))
def test_small_letters_are_exactly_the_oracles(text: str) -> None:
    assert to_latin(text) == cyrtranslit.to_latin(text)


@needs_corpus
def test_the_glossary_reads_as_its_own_latin_column() -> None:
    tables = (SHARED / "domain.md").read_text("utf-8").split("| English | Српски (ћирилица) | Srpski (latinica) | id |")
    rows = [row.split("|") for table in tables[1:] for row in table.split("\n\n")[0].splitlines()[2:]]
    pairs = [(row[2].strip(), row[3].strip()) for row in rows]
    assert len(pairs) > 200
    assert [to_latin(c) for c, _ in pairs] == [latin for _, latin in pairs]


@given(st.text())
def test_latin_form_has_no_serbian_letter_left_and_is_stable(text: str) -> None:
    shown = to_latin(text)
    assert to_latin(shown) == shown
    assert to_latin_with_map(text).text == shown


@given(serbian_text)
def test_offsets_are_inverse(text: str) -> None:
    form = to_latin_with_map(text)
    assert form.stored == text
    shown = [form.to_shown(at) for at in range(len(text) + 1)]
    assert [form.stored_span(at, at)[0] for at in shown] == list(range(len(text) + 1))
    assert form.to_shown(len(text)) == len(form.text)
    assert shown == sorted(set(shown))
    back = [form.stored_span(at, at)[0] for at in range(len(form.text) + 1)]
    assert back == sorted(back)


@given(serbian_text, st.data())
def test_a_stored_span_shows_its_own_words(text: str, data: st.DataObject) -> None:
    form = to_latin_with_map(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = form.to_shown(start), form.to_shown(end)
    assert form.stored_span(first, last) == (start, end)
    assert form.text[first:last].lower() == to_latin(text[start:end]).lower()


def test_half_a_digraph_selects_the_whole_letter() -> None:
    form = to_latin_with_map("коњи и љубав")
    assert form.text == "konji i ljubav"
    assert form.stored_span(0, 3) == (0, 3)
    assert form.stored_span(3, 5) == (2, 4)
    assert form.stored_span(9, 14) == (7, 12)
    assert form.stored_span(3, 3) == (2, 2)
    assert form.stored_span(9, 9) == (7, 7)


def test_offsets_skip_what_is_kept() -> None:
    form = to_latin_with_map("њ на њ@љ.срб њ")
    assert form.text == "nj na њ@љ.срб nj"
    assert form.digraphs == (0, 13)
    assert form.to_shown(13) == 14


@pytest.mark.parametrize("offset", [-1, 6])
def test_offsets_outside_are_refused(offset: int) -> None:
    form = to_latin_with_map("коњи")
    with pytest.raises(ValueError, match="outside"):
        form.to_shown(offset)
    with pytest.raises(ValueError, match="outside"):
        form.stored_span(offset, offset)


def test_spans_do_not_run_backwards() -> None:
    form = LatinForm("коњ", "konj", (2,))
    with pytest.raises(ValueError, match="backwards"):
        form.stored_span(2, 1)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Нацрт закона", Script.CYRILLIC),
        ("Nacrt zakona", Script.LATIN),
        ("The draft", Script.LATIN),
        ("IPA програм", Script.MIXED),
        ("ИПА III", Script.CYRILLIC),
        ("Е-пошта: info@example.org", Script.CYRILLIC),
        ("Прилог I", Script.CYRILLIC),
        ("I mi", Script.LATIN),
        ("III.2", Script.NEUTRAL),
        ("12.345,6 %", Script.NEUTRAL),
        ("https://example.org", Script.NEUTRAL),
        ("", Script.NEUTRAL),
        ("XYZ", Script.LATIN),
    ],
)
def test_script_of(text: str, script: Script) -> None:
    assert script_of(text) is script


def test_letters_are_counted_without_addresses() -> None:
    assert letter_counts("Нацрт: https://example.org/draft.pdf, IPA") == LetterCounts(5, 3)


def test_mixed_words_name_the_letters_of_the_rarer_script() -> None:
    assert mixed_words("пpедлог, PDF-ове и Ceдам, чист") == [
        MixedWord(0, 7, "пpедлог", (1,)),
        MixedWord(19, 24, "Ceдам", (19, 20)),
    ]
    assert mixed_words("Нацрт by draft 2a") == []


def test_cyrillic_runs() -> None:
    assert cyrillic_runs("a бв-г д1") == [(2, 4), (5, 6), (7, 8)]


def test_long_pastes_cost_no_more_than_their_length() -> None:
    text = "а-" * 10_000 + "@" + "б." * 10_000
    form = to_latin_with_map(text)
    assert form.stored_span(len(form.text), len(form.text)) == (len(text), len(text))
