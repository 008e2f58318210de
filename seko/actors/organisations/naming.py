"""What a name of an organisation may be, and the keys under which likely duplicates are found; no Django in it."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

from seko.foundation.text.folding import ForbiddenCharacter, bidi_controls, fold, is_blank, normalise
from seko.foundation.text.letters import INVISIBLE
from seko.foundation.text.scripts import mixed_words
from seko.foundation.text.stems import is_telling, stem_of

LONGEST: Final = 200
LONGEST_WORD: Final = 40
ALIKE: Final = 0.6
"""From this likeness on (foundation.text.likeness) two names are shown side by side before the second is kept."""


class Fault(StrEnum):
    """Why a name is refused."""

    EMPTY = "empty"
    LONG = "long"
    CHARACTER = "character"
    DIRECTION = "direction"
    SIGN = "sign"
    MIXED = "mixed"
    OFFICIAL = "official"
    AUTHORITY = "authority"


# Words that are written in two scripts on purpose.
ALLOWED_MIXED: Final = frozenset({"eУправа", "еUprava", "eВлада", "eЗдравље", "eПросвета", "iНадзор"})
# Signs that stand in registered names; every other symbol (emoji, check marks, arrows) is refused.
_SIGNS_OF_NAMES: Final = frozenset("№°+&|©®™=§")
_OFFICIAL: Final = frozenset({"zvanicno", "zvanicna", "zvanicni", "official", "verified", "verifikovano", "provereno"})
# Only bodies of the state are called so; folded, as a name begins.
_AUTHORITIES: Final = (
    *("ministarstvo", "ministry of", "vlada republike", "vlada srbije", "government of", "narodna skupstina"),
    *("skupstina republike", "predsednik republike", "republika srbija", "autonomna pokrajina", "pokrajinska vlada"),
    *("pokrajinski sekretarijat", "evropska komisija", "european commission", "delegacija evropske unije"),
)
# Words of law and kind, folded: with and without them a name is the same.
_LEGAL: Final = frozenset(
    {"udruzenje", "udruzenja", "udruga", "drustvo", "fondacija", "fond", "zaduzbina", "organizacija", "nevladina"}
    | {"nvo", "ugo", "ngo", "oo", "association", "foundation", "society", "gradjana", "gradana", "savez"}
)
_WORD: Final = re.compile(r"\w+")
_KEYCAP: Final = "\u20e3"


def stored(typed: str) -> str:
    """Return a name as it is kept: NFC, on one line, single blanks. Raises `ForbiddenCharacter`."""
    return " ".join(normalise(typed).split())


def as_typed(typed: str) -> str:
    """Return a name as it would be kept, as it was typed where it cannot be (`fault_of` says why)."""
    try:
        return stored(typed)
    except ForbiddenCharacter:
        return typed


def fault_of(name: str, *, is_of_state: bool = False) -> Fault | None:
    """Return why a typed name cannot be taken, None where it can (reliability.md C9 99, 100).

    A body of the state may be called a ministry; nobody may call itself official or verified.
    """
    try:
        name = stored(name)
    except ForbiddenCharacter:
        return Fault.CHARACTER
    if is_blank(name):
        return Fault.EMPTY
    if len(name) > LONGEST:
        return Fault.LONG
    if bidi_controls(name):
        return Fault.DIRECTION
    if INVISIBLE.search(name) or any(map(_is_refused_sign, name)):
        return Fault.SIGN
    if any(mixed.word not in ALLOWED_MIXED for mixed in mixed_words(name)):
        return Fault.MIXED
    if not _OFFICIAL.isdisjoint(words_of(name)):
        return Fault.OFFICIAL
    if not is_of_state and _claims_authority(name):
        return Fault.AUTHORITY
    return None


def _is_refused_sign(sign: str) -> bool:
    category = unicodedata.category(sign)
    if sign == _KEYCAP or category in ("Co", "Cn", "Cs", "Cc"):
        return True
    return category in ("So", "Sm", "Sk") and sign not in _SIGNS_OF_NAMES and sign not in "`´^¨"


def _claims_authority(name: str) -> bool:
    folded = " ".join(_WORD.findall(fold(name)))
    return any(folded == words or folded.startswith(f"{words} ") for words in _AUTHORITIES)


def words_of(*texts: str) -> list[str]:
    """Return the folded words of names, each once, in order: what a search by their beginnings looks through."""
    found = (word[:LONGEST_WORD] for text in texts for word in _WORD.findall(fold(text).replace("_", " ")))
    return list(dict.fromkeys(found))


def searched(typed: str) -> list[str]:
    """Return the beginnings of words for which a typed search asks, eight at most.

    They are stems, so that „мреже“ finds „мрежа“; a word of three letters and fewer stands as it is.
    """
    wanted = []
    for word in words_of(typed)[:8]:
        stem = stem_of(word)
        wanted.append(stem if len(stem) >= 3 and word.startswith(stem) else word)
    return wanted


def alike_key(name: str) -> str:
    """Return the key that names differing in script, diacritics, quotes and words of law („Удружење“) share.

    A name of nothing but such words keeps them.
    """
    words = words_of(name)
    bare = [word for word in words if word not in _LEGAL]
    return " ".join(bare or words)[:LONGEST]


def telling_words(name: str) -> list[str]:
    """Return the words by which look-alikes of a name are sought: no words of law, no function words."""
    return [word for word in alike_key(name).split() if is_telling(word) and len(word) > 2]
