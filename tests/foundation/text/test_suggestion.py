"""Latin to Cyrillic as a suggestion."""

from __future__ import annotations

import cyrtranslit
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seko.foundation.text.scripts import to_latin
from seko.foundation.text.suggestion import letters_of, suggest_cyrillic

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
        ("Njegoš, Ljubljana, džep", "Његош, Љубљана, џеп"),
        ("ǈubav i ǌiva", "Љубав и њива"),
        ("pišite na a.njegos@example.org ili www.mei.gov.rs.", "пишите на a.njegos@example.org или www.mei.gov.rs."),
        ("dokument nacrt_1.docx", "документ nacrt_1.docx"),
        ("IPA III i EU u 2027. godini", "IPA III и EU у 2027. години"),
        ("iz OCD-a", "из OCD-а"),
        ("Excel tabela", "Excel табела"),
        ("web stranica", "web страница"),
        ("e-mail", "е-mail"),
        ("PM10 i CO2", "PM10 и CO2"),
        ("I mi smo tu", "И ми смо ту"),
        ("Prilog I i IPA I", "Прилог I и IPA I"),
        ("V. Petrović", "V. Петровић"),
        ("gospodin V. Petrović", "господин В. Петровић"),
        ("CIVILNO DRUŠTVO I DRŽAVA", "ЦИВИЛНО ДРУШТВО И ДРЖАВА"),
        ("Feedback i Dissemination", "Feedback и Dissemination"),
        ("„Životna sredina“", "„Животна средина“"),
        ("već ћирилица", "већ ћирилица"),
        ("prvi red\r\ndrugi", "први ред\r\nдруги"),
    ],
)
def test_suggestion(latin: str, cyrillic: str) -> None:
    assert suggest_cyrillic(latin) == cyrillic


@given(st.text(alphabet=SMALL, min_size=2, max_size=10))
def test_back_from_latin(word: str) -> None:
    """What was Cyrillic comes back, unless two letters met that Latin cannot tell from one."""
    assume(
        not any(pair in word for pair in ("лј", "нј", "дж", "бб", "цц", "фф", "гг", "лл", "мм", "пп", "рр", "сс", "тт"))
    )
    latin = to_latin(word)
    assume(not latin.endswith(("ck", "tion")) and letters_of("in" + latin)[0] == "и")
    assume(suggest_cyrillic(latin) == cyrtranslit.to_cyrillic(latin))
    assert suggest_cyrillic(latin) == word


@given(st.text(alphabet="abcčćdđefghijklmnoprsštuvzž qwxyABCČI.@-1\n", max_size=40))
def test_the_suggestion_reads_as_what_was_written(text: str) -> None:
    assert to_latin(suggest_cyrillic(text)) == text
