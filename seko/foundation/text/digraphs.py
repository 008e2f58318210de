"""Latin words in Serbian letters, one sign each: where lj, nj and dž are one letter, and where two."""

from __future__ import annotations

import re
from typing import Final

from seko.foundation.text.letters import LOWER_TO_LATIN, word_set

# Beginnings of words in which the two letters at the bar belong to two parts of the word, so they stay two letters.
# (nadživeti is nad + živeti, Tanjug is Telegrafska agencija nove Jugoslavije.) Kanjon and odžačar are not among them.
_APART: Final = word_set(
    "nad|živ nad|žnj nad|žup nad|žanr nad|ždrel od|žal od|živ od|žvak od|žval pod|žup pod|žanr pred|živ pred|žet"
    " in|jekc in|jekt in|jici in|junk kon|jekt kon|jug kon|junk kon|jukt an|jon van|jez izvan|jez pan|jug pan|jevr"
    " tan|jug"
)
_APART_WORD: Final = re.compile(
    "^(?:ne|pre|re|de|dez|naj)?(?:" + "|".join(f"{a}(?={b})" for a, b in (w.split("|") for w in sorted(_APART))) + ")",
    re.IGNORECASE,
)

_ONE_SIGN: Final = str.maketrans(
    {"ǉ": "lj", "ǈ": "Lj", "Ǉ": "LJ", "ǌ": "nj", "ǋ": "Nj", "Ǌ": "NJ", "ǆ": "dž", "ǅ": "Dž", "Ǆ": "DŽ"}
)
_BY_LATIN: Final = {latin: cyrillic for cyrillic, latin in LOWER_TO_LATIN.items()}
_LETTER: Final = re.compile("lj|nj|dž|.", re.IGNORECASE | re.DOTALL)


def letters_of(word: str) -> str:
    """The word in Serbian letters, one sign each: Latin digraphs read as љ њ џ except where two parts of a word meet.

    Letters that are not Serbian Latin stay as they are. Case is kept; LJ and Lj are both Љ.
    """
    word = word.translate(_ONE_SIGN)
    apart = _APART_WORD.match(word)
    border = apart.end() if apart else -1
    if border < 0:
        return "".join(_cyrillic(m.group()) for m in _LETTER.finditer(word))
    return letters_of_part(word[:border]) + letters_of_part(word[border:])


def letters_of_part(part: str) -> str:
    """A part of a word in Serbian letters, every digraph read as one letter."""
    return "".join(_cyrillic(m.group()) for m in _LETTER.finditer(part))


def _cyrillic(latin: str) -> str:
    found = _BY_LATIN.get(latin.lower())
    if found is None:
        return latin
    if latin[0].islower() and latin[-1].isupper():
        # "nJ" is no spelling of њ: two letters that happen to meet.
        return "".join(map(_cyrillic, latin))
    return found if latin[0].islower() else found.upper()
