"""Likeness, look-alikes, groups and matching phrases."""

from __future__ import annotations

import csv
import random
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seko.foundation.text.likeness import Like, clusters, likeness, look_alikes, matching_spans
from seko.foundation.text.scripts import to_latin
from tests.shared import CORPUS, needs_corpus

FIRST = "Рок од пет радних дана је прекратак за коментаре на четири нацрта. Тражимо петнаест дана."
SAME_IN_LATIN = "ROK OD PET RADNIH DANA JE PREKRATAK ZA KOMENTARE NA CETIRI NACRTA! Trazimo petnaest dana"
NEAR = "Рок од пет радних дана прекратак је за наше коментаре на четири нацрта; тражимо двадесет дана."
OTHER = "Показатељ за квалитет ваздуха нема полазну вредност ни извор података."

some_words = st.sampled_from(["рок", "дан", "нацрт", "буџет", "мера", "ваздух", "вода", "и", "на", "одбор", "школа"])
texts = st.lists(some_words, max_size=12).map(" ".join)


def test_same_words_in_another_script_are_the_same() -> None:
    assert likeness(FIRST, SAME_IN_LATIN) == 1


def test_likeness_grows_with_common_words() -> None:
    assert likeness(FIRST, OTHER) == 0
    assert 0.8 < likeness(FIRST, NEAR) < 1
    assert likeness("рок је кратак", "кратак је рок") == pytest.approx((2 + 0.5) / 3)


def test_function_words_do_not_count_unless_there_is_nothing_else() -> None:
    assert likeness("и на рок", "од рок за") == 1
    assert likeness("и на", "и на") == 1
    assert likeness("", "") == 0
    assert likeness("...", "...") == 0


@given(texts, texts)
def test_likeness_is_symmetric_and_between_nought_and_one(a: str, b: str) -> None:
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, b) == likeness(b, a)
    assert likeness(a, to_latin(a).upper()) == (1 if a else 0)


def test_look_alikes_come_with_the_most_alike_first() -> None:
    found = look_alikes(FIRST, [OTHER, NEAR, "", SAME_IN_LATIN])
    assert found == [Like(3, 1.0), Like(1, likeness(FIRST, NEAR))]


@given(texts, st.lists(texts, max_size=8), st.floats(0.05, 1))
def test_look_alikes_are_those_over_the_threshold(text: str, candidates: list[str], threshold: float) -> None:
    found = look_alikes(text, candidates, threshold)
    expected = [(n, likeness(text, c)) for n, c in enumerate(candidates) if likeness(text, c) >= threshold]
    assert sorted(found) == expected


def test_groups() -> None:
    assert clusters([OTHER, FIRST, "нешто треће", NEAR, SAME_IN_LATIN, OTHER + " Додатак."]) == [[0, 5], [1, 3, 4]]
    assert clusters([]) == []


@given(st.lists(texts, max_size=14), st.floats(0.05, 1))
def test_groups_are_those_of_comparing_all(given_texts: list[str], threshold: float) -> None:
    """The quick way leaves nothing out: the same as comparing each text with each group's first one."""
    groups: dict[int, list[int]] = {}
    for place, text in enumerate(given_texts):
        likes = [(likeness(given_texts[first], text), -first) for first in groups]
        value, first = max(likes, default=(0.0, 0))
        if value >= threshold:
            groups[-first].append(place)
        else:
            groups[place] = [place]
    assert clusters(given_texts, threshold) == [group for group in groups.values() if len(group) > 1]


@pytest.mark.parametrize("threshold", [0, -0.1, 1.01])
def test_a_threshold_has_bounds(threshold: float) -> None:
    with pytest.raises(ValueError, match="threshold"):
        clusters([FIRST], threshold)
    with pytest.raises(ValueError, match="threshold"):
        look_alikes(FIRST, [], threshold)


@needs_corpus
def test_two_thousand_comments_are_grouped_quickly() -> None:
    with (CORPUS / "comment-topics.csv").open(encoding="utf-8", newline="") as file:
        topics = [row["topic_sr"] for row in csv.DictReader(file)]
    chance = random.Random(11)
    different = [" ".join(chance.sample(topics, 6)) for _ in range(1000)]
    campaign = [f"{topics[0]} {topics[1]} {topics[2]} {topics[3]} {name}" for name in different[:1000]]
    comments = [*different, *(text[:400] for text in campaign)]
    clusters(comments[:50])
    began = perf_counter()
    groups = clusters(comments, 0.5)
    assert perf_counter() - began < 1.5
    assert max(map(len, groups)) > 900


def shown(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def test_matching_phrases_in_two_scripts() -> None:
    b = "Podržavamo: rok od pet radnih dana nije dovoljan, a četiri nacrta su mnogo."
    in_a, in_b = matching_spans(FIRST, b)
    assert shown(FIRST, in_a) == ["Рок од пет радних дана", "четири нацрта"]
    assert shown(b, in_b) == ["rok od pet radnih dana", "četiri nacrta"]


def test_phrases_may_stand_in_another_order() -> None:
    in_a, in_b = matching_spans("буџет програма, полазна вредност", "полазне вредности и буџету програма")
    assert in_a == [(0, 14), (16, 32)]
    assert in_b == [(0, 17), (20, 35)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("рок је дуг", "рок истиче"),
        ("и на", "и на"),
        ("Тражимо рок. Дан је кратак.", "рок дан"),
        ("рок\nдан", "рок дан"),
        ("", "рок дан"),
    ],
)
def test_single_words_and_words_of_two_sentences_are_no_phrase(a: str, b: str) -> None:
    assert matching_spans(a, b) == ([], [])


def test_spans_fit_the_text_as_typed() -> None:
    a = "Бу\u00adџет про\u200bграма"
    assert matching_spans(a, "budžet programa")[0] == [(0, len(a))]


@given(texts, texts)
def test_spans_are_in_order_apart_and_in_both(a: str, b: str) -> None:
    in_a, in_b = matching_spans(a, b)
    assert matching_spans(b, a) == (in_b, in_a)
    assert bool(in_a) is bool(in_b)
    for text, spans in ((a, in_a), (b, in_b)):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(set(edges))
        assert all(len(text[start:end].split()) > 1 for start, end in spans)


def test_repetition_stays_quick() -> None:
    a, b = "рок дан " * 2_500, "дан рок " * 2_500
    began = perf_counter()
    in_a, _ = matching_spans(a, b)
    assert perf_counter() - began < 2
    assert len(in_a) == 1
