"""Latin to Cyrillic, as a suggestion a person looks at; never stored unseen."""

from __future__ import annotations

import re
from typing import Final

from seko.foundation.text.letters import CYRILLIC, LOWER_TO_LATIN, address_spans, word_set
from seko.foundation.text.scripts import ROMAN_NUMERAL

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
_TOKEN: Final = re.compile(r"\w+")
_FOREIGN_LOOK: Final = re.compile(r"bb|cc|ff|gg|ll|mm|pp|rr|ss|tt|ck$|tion$", re.IGNORECASE)
_FOREIGN_WORDS: Final = word_set("mail email online offline feedback green update login")
_HEAD: Final = r"\b(?i:pril|aneks|annex|de[ol]|faz|poglavlj|tabel|grup|tom|klaster|prozor|part|razred|cilj)\w*\s"
_BEFORE_ONE: Final = re.compile(rf"(?:\b[A-ZČĆŠŽĐ]{{2,}}\s|{_HEAD})$")
_BEFORE_ONE_IN_CAPITALS: Final = re.compile(rf"(?:\bIPA\s|{_HEAD})$")


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


def suggest_cyrillic(text: str) -> str:
    """Serbian Latin in Cyrillic, for a person to check before it is used.

    Left alone: addresses and file names, Roman numerals, acronyms (IPA III; but not in a line that is
    all capitals), words with q w x y, figures or letters of other alphabets, words that look foreign (Dissemination).
    Limits: an English word of Serbian letters only ("Open", "Fund") becomes Cyrillic; `dj` is never read as ђ.
    """
    pieces = []
    done = 0
    for start, end in (*address_spans(text), (len(text), len(text))):
        plain = text[done:start]
        pieces.append("".join(_line(line) for line in plain.splitlines(keepends=True)))
        pieces.append(text[start:end])
        done = end
    return "".join(pieces)


def _line(line: str) -> str:
    capitals = _is_all_capitals(line)
    return _TOKEN.sub(lambda m: letters_of(m.group()) if _is_serbian(m, capitals) else m.group(), line)


def _is_all_capitals(line: str) -> bool:
    """Whether a line is written in capitals throughout, so that capitals do not mean an acronym."""
    words = [w for w in _TOKEN.findall(line) if len(w) > 1 and not ROMAN_NUMERAL.fullmatch(w)]
    return any(len(w) > 5 for w in words) and all(w.isupper() for w in words)


def _is_serbian(match: re.Match[str], capitals: bool) -> bool:
    word = match.group().translate(_ONE_SIGN)
    if CYRILLIC.search(word) or not all(m.group().lower() in _BY_LATIN for m in _LETTER.finditer(word)):
        return False
    if len(word) == 1:
        return not _is_numeral_one(match, capitals)
    if ROMAN_NUMERAL.fullmatch(word):
        return False
    if word.isupper() and not capitals and word.lower() not in ("lj", "nj", "dž"):
        return False
    return word.lower() not in _FOREIGN_WORDS and not _FOREIGN_LOOK.search(word)


def _is_numeral_one(match: re.Match[str], capitals: bool) -> bool:
    """Whether a lone I or V is a numeral: "IPA I", "Prilog I", a numbered heading; else it is a word or an initial."""
    word, line = match.group(), match.string
    if word not in ("I", "V"):
        return False
    if line[match.end() : match.end() + 1] in (".", ")") and not line[: match.start()].strip():
        return True
    before = _BEFORE_ONE_IN_CAPITALS if capitals else _BEFORE_ONE
    # Only the nearest words can be the head of a numeral, and a long line must stay cheap.
    return before.search(line[max(0, match.start() - 40) : match.start()]) is not None
