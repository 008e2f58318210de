"""Latin digraphs in Serbian letters."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seko.foundation.text.digraphs import letters_of
from seko.foundation.text.scripts import to_latin

SMALL = "абвгдђежзијклљмнњопрстћуфхцчџш"


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("nadživeti", "надживети"),
        ("Nadživeli", "Надживели"),
        ("injekcija", "инјекција"),
        ("konjunkcija", "конјункција"),
        ("Tanjug", "Танјуг"),
        ("podžupan", "поджупан"),
        ("anjon", "анјон"),
        ("kanjon", "кањон"),
        ("Odžaci", "Оџаци"),
        ("konjski", "коњски"),
        ("Ljubljana", "Љубљана"),
        ("ǈubav", "Љубав"),
        ("nJ", "нЈ"),
        ("query", "qуерy"),
    ],
)
def test_letters(latin: str, cyrillic: str) -> None:
    assert letters_of(latin) == cyrillic


@given(st.text(alphabet=SMALL, min_size=2, max_size=10))
def test_back_from_latin(word: str) -> None:
    """What was Cyrillic comes back, unless two letters met that Latin cannot tell from one."""
    assume(not any(pair in word for pair in ("лј", "нј", "дж")))
    found = letters_of(to_latin(word))
    assume("нј" not in found and "дж" not in found)  # read as two parts of a word
    assert found == word
