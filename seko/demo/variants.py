"""Written alternatives: one text out of a sentence with choices in braces."""

from __future__ import annotations

import re
from random import Random
from typing import Final

_CHOICE: Final = re.compile(r"\{([^{}]*)\}")
_PLACE: Final = re.compile(r"<(\w+)>")
WHERE: Final = "[где]"


def vary(sentence: str, rng: Random) -> str:
    """Picks one of the alternatives in each pair of braces: "{a|b} c" gives "a c" or "b c"."""
    return _CHOICE.sub(lambda found: rng.choice(found.group(1).split("|")), sentence)


def number_of_variants(sentence: str) -> int:
    """How many different texts the sentence can give."""
    total = 1
    for found in _CHOICE.finditer(sentence):
        total *= len(set(found.group(1).split("|")))
    return total


def fill(sentence: str, words: dict[str, str]) -> str:
    """Puts words into places such as <q>; a place without words is a KeyError."""
    return _PLACE.sub(lambda found: words[found.group(1)], sentence)


def fits(sentence: str, words: dict[str, str]) -> bool:
    """Whether there are words for every place of the sentence."""
    return all(name in words for name in _PLACE.findall(sentence))


def begun(sentence: str) -> str:
    """The sentence with a capital at its beginning, also behind an opening quotation mark."""
    return sentence[:1].upper() + sentence[1:]
