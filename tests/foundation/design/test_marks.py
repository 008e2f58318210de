"""The mark of a passage: small enough for hundreds on a page, its words complete."""

from __future__ import annotations

import pytest
from django.utils import translation

from seko.foundation.design.marks import MarkState, add_mark, earlier_mark, mark


@pytest.mark.parametrize(
    ("count", "state", "html"),
    [
        (1, MarkState.AWAITING, '<a class="m w" href="?p=1.1">1<i> коментар<b>, чека одговор</b></i></a>'),
        (3, MarkState.ANSWERED, '<a class="m a" href="?p=1.1">3<i> коментара<b>, одговорено</b></i></a>'),
        (21, MarkState.LATE, '<a class="m l" href="?p=1.1">21<i> коментар<b>, без одговора у року</b></i></a>'),
    ],
)
def test_a_mark(count: int, state: MarkState, html: str) -> None:
    assert mark(state, count, "?p=1.1") == html


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_six_hundred_marks_are_light(language: str) -> None:
    with translation.override(language):
        assert len(mark(MarkState.AWAITING, 12, "?p=1.1.3").encode()) <= 110


@pytest.mark.parametrize(
    ("page", "inside", "lang"),
    [
        ("sr", "sr", ""),
        ("sr-latn", "sr", ""),
        ("en", "sr", ' lang="en"'),
        ("sr", "en", ' lang="sr-Cyrl"'),
        ("sr-latn", "en", ' lang="sr-Latn"'),
        ("en", "en", ""),
    ],
)
def test_words_in_another_language_than_the_text_around_them_say_so(page: str, inside: str, lang: str) -> None:
    with translation.override(page):
        drawn = (
            mark(MarkState.AWAITING, 2, "?p=1", inside=inside),
            add_mark("?p=1", inside=inside),
            earlier_mark(2, "?p=1", inside=inside),
        )
    assert all(f"<i{lang}>" in each for each in drawn)


def test_the_current_mark_says_so() -> None:
    assert 'aria-current="true"' in mark(MarkState.AWAITING, 2, "?p=1", is_current=True)


def test_an_address_is_escaped() -> None:
    assert add_mark('?a=1&b="') == '<a class="m n" href="?a=1&amp;b=&quot;"><i>Коментар</i></a>'
