"""Serbian alphabetical order: azbuka for Cyrillic pages, abeceda for Latin ones, figures by their value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from seko.foundation.text.digraphs import letters_of
from seko.foundation.text.letters import ABECEDA, AZBUKA, INVISIBLE, LATIN_CLASS, LOWER_TO_LATIN, MARK_CLASS

_ABECEDA_ORDER: Final = (
    *("a", "b", "c", "č", "ć", "d", "dž", "đ", "e", "f", "g", "h", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p"),
    *("q", "r", "s", "š", "t", "u", "v", "w", "x", "y", "z", "ž"),
)
_PART: Final = re.compile(rf"([0-9]+)|([{LATIN_CLASS}]+)|(\s+)|(.)", re.DOTALL)
_MARKS: Final = re.compile(f"[{MARK_CLASS}]")
# The order of what a key is made of; letters of other alphabets follow by their code points.
_BLANK, _FIGURES, _LETTERS, _OTHERS = "\u0001", "\u0010", 0x0100, 0x10000
_LONGEST: Final = 0xD000  # more figures than anything has, and below the surrogates


def _weights(order: tuple[str, ...]) -> dict[str, str]:
    """One sign of the key for each letter, given as it stands in Serbian letters (Cyrillic) or in Latin."""
    by_latin = dict(zip(ABECEDA, AZBUKA, strict=True))
    return {by_latin.get(letter, letter): chr(_LETTERS + place) for place, letter in enumerate(order)}


_CYRILLIC_ORDER: Final = _weights((*(LOWER_TO_LATIN[c] for c in AZBUKA), "q", "w", "x", "y"))
_LATIN_ORDER: Final = _weights(_ABECEDA_ORDER)
# In English č and ć stand with c, đ with d: a diacritic only decides between words that are equal without it.
_ENGLISH_ORDER: Final = {
    letter: "".join(
        chr(_LETTERS + ord(c) - ord("a"))
        for c in unicodedata.normalize("NFD", LOWER_TO_LATIN.get(letter, letter)).replace("đ", "d")
        if c.isascii()
    )
    for letter in _LATIN_ORDER
}
_ORDERS: Final[Mapping[str, Mapping[str, str]]] = {
    "sr": _CYRILLIC_ORDER,
    "sr-latn": _LATIN_ORDER,
    "en": _ENGLISH_ORDER,
}


@lru_cache(maxsize=5_000)
def sort_key(text: str, language: str) -> str:
    """A string whose code point order is the order of `text` in a list of the language form (sr, sr-latn, en).

    Both scripts sort together, by the letters of the page's alphabet: азбука а б в г д ђ …, abeceda a b c č ć d dž đ …
    lj … nj …; љ and lj are one letter except where two parts of a word meet (nadživeti). Foreign Latin letters follow
    the azbuka and stand in their place in the abeceda. Blanks come before figures, figures before letters; figures
    count by value, so 1.9 comes before 1.10; punctuation does not count. Equal texts are ordered by their code points.
    The key may be stored and ordered by the database under a binary collation. KeyError for another language.
    """
    order = _ORDERS[language]
    plain = unicodedata.normalize("NFC", INVISIBLE.sub("", text)).casefold()
    key: list[str] = []
    for figures, latin, blank, other in _PART.findall(plain):
        if figures:
            # The length goes before the figures, so that values compare as strings.
            value = figures.lstrip("0")
            key.append(_FIGURES + chr(_LETTERS + min(len(value), _LONGEST)) + value)
        elif latin:
            key.extend(_weigh(letter, order) for letter in letters_of(latin))
        elif blank:
            if key[-1:] != [_BLANK]:
                key.append(_BLANK)
        else:
            key.append(_weigh(other, order))
    return "".join(key).strip(_BLANK) + "\u0000" + text


def _weigh(letter: str, order: Mapping[str, str]) -> str:
    found = order.get(letter)
    if found is not None:
        return found
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", letter))
    if bare != letter:
        return "".join(_weigh(part, order) for part in letters_of(bare))
    return chr(min(_OTHERS + ord(letter), 0x10FFFF)) if letter.isalnum() else ""
