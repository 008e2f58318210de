"""Search keys agree across scripts, without diacritics and in other cases."""

from __future__ import annotations

import re
import threading
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seko.foundation.text.folding import fold
from seko.foundation.text.scripts import to_latin
from seko.foundation.text.stems import (
    LONGEST_WORD,
    MAX_TERMS,
    SearchTerms,
    search_terms,
    stem_key,
    stem_of,
    words_with_spans,
)
from tests.shared import SHARED, needs_corpus


@pytest.mark.parametrize(
    "forms",
    [
        "индикаторима indikatorima индикатори indikatora INDIKATOR",
        "Чачка Čačak чачак cacak CACKA",
        "ђачки đački djački dacki Djački",
        "животна zivotna životnoj животној",
        "средина средини sredinu",
        "инјекције injekcija инјекцијама injekcije",
        "предлог предлога predlozi predlozima пpедлог",
        "rok roka rokovi rokova rokovima",
        "cilj cilja ciljem ciljevi",
        "vrednost vrednosti vrednošću",
        "sastanak sastanka sastanci sastancima",
        "podrška podršci podrsku",
        "odluka odluci",
        "ministarstvo ministarstava",
        "oblast oblašću",
        "izveštaj izveštaju izvestaji",
        "Đorđević Djordjević Dordevic ЂОРЂЕВИЋ",
        "прихваћено prihvaceno",
        "бу\u00adџет budžet budzet бу\u200bџет",
    ],
)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({stem_of(form) for form in forms.split(" ")}) == 1


def test_the_spikes_words() -> None:
    assert [stem_of(w) for w in ("индикаторима", "Čačak", "djački")] == ["indikator", "cack", "dack"]


def test_key_of_a_text() -> None:
    assert stem_key("Животна средина, 2018. (b_2)!") == "zivotn sredin 2018 b 2"
    assert stem_key("…") == ""


def test_endless_words_are_cut() -> None:
    assert stem_key("q" * 20_000) == "q" * LONGEST_WORD
    assert words_with_spans("q" * 100) == [("q" * LONGEST_WORD, 0, 100)]


def test_different_words_have_different_stems() -> None:
    words = [
        "rok",
        "rad",
        "red",
        "cilj",
        "voda",
        "sud",
        "zakon",
        "predlog",
        "prilog",
        "razlog",
        "nalog",
        "žena",
        "mera",
    ]
    assert len({stem_of(word) for word in words}) == len(words)


@needs_corpus
def test_real_vocabulary_agrees_across_scripts_and_without_diacritics() -> None:
    words = set(re.findall("[а-шђјљњћџ]+", (SHARED / "domain.md").read_text("utf-8").lower()))
    assert len(words) > 350
    assert {w for w in words if stem_of(to_latin(w)) != stem_of(w)} == set()
    assert {w for w in words if stem_of(fold(w)) != stem_of(w)} == set()


@given(st.text())
def test_a_key_is_bare_words(text: str) -> None:
    key = stem_key(text)
    assert key == " ".join(key.split())
    assert not re.search(r"[^\w ]|_", key)


@given(st.text(alphabet="абвгдђежзијклљмнњопрстћуфхцчџш "))
def test_key_ignores_script_and_case(text: str) -> None:
    assert stem_key(to_latin(text)) == stem_key(text) == stem_key(text.upper())


def test_spans_are_those_of_the_text_as_typed() -> None:
    text = "Бу\u00adџет c\u030cas_2"
    assert [(stem, text[a:b]) for stem, a, b in words_with_spans(text)] == [
        (stem_of("буџет"), "Бу\u00adџет"),
        ("cas", "c\u030cas"),
        ("2", "2"),
    ]


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("", SearchTerms()),
        ("* ' -- %", SearchTerms()),
        ("животна средина", SearchTerms(("zivotn", "sredin"))),
        ("„животна средина“ i budžeti*", SearchTerms(("budzet",), (("zivotn", "sredin"),))),
        ('"rok"', SearchTerms(("rok",))),
        ('budžet "nezatvoren', SearchTerms((stem_of("budžet"), stem_of("nezatvoren")))),
        ("i u", SearchTerms(("i", "u"))),
        ("za mere u 2027", SearchTerms(("mer", "2027"))),
        ("mere MERA мерама", SearchTerms(("mer",))),
    ],
)
def test_search_terms(query: str, terms: SearchTerms) -> None:
    assert search_terms(query) == terms
    assert bool(terms) is bool(stem_key(query))


def test_a_query_has_a_limit() -> None:
    assert len(search_terms(" ".join(f"reč{n}" for n in range(100))).words) == MAX_TERMS


@given(st.text())
def test_any_query_is_safe(query: str) -> None:
    terms = search_terms(query)
    for term in (*terms.words, *(word for phrase in terms.phrases for word in phrase)):
        assert re.fullmatch(r"[^\W_]+", term)


def test_threads_do_not_disturb_each_other() -> None:
    words = [
        f"{a}{b}" for a in ("konsultacij", "organizacij", "predstavnik", "ministarstv") for b in ("ama", "om", "u")
    ]
    expected = [stem_of.__wrapped__(word) for word in words]
    seen: list[list[str]] = []

    def run() -> None:
        seen.append([stem_of.__wrapped__(word) for _ in range(20) for word in words])

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [expected * 20] * 4


def test_two_thousand_comments_are_keyed_in_well_under_a_second() -> None:
    vocabulary = [
        f"{a}{b}" for a in ("индикатор", "средин", "буџет", "коментар", "савет") for b in ("а", "у", "ом", "е")
    ]
    comments = [" ".join(vocabulary[(n + k) % len(vocabulary)] for k in range(45)) for n in range(2000)]
    stem_key(comments[0])
    began = perf_counter()
    keys = [stem_key(comment) for comment in comments]
    assert perf_counter() - began < 1
    assert len(keys) == 2000
