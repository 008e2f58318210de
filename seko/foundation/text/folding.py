"""What we store of a typed text, and the one key under which texts are compared whatever their script."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from seko.foundation.text.letters import (
    BIDI_CONTROL,
    CYRILLIC,
    INVISIBLE,
    LATIN,
    LOWER_TO_LATIN,
    MARK_CLASS,
    WORD,
)

# --- storing ---------------------------------------------------------------------------------------------------------

_LINE_END: Final = re.compile("\r\n?|\u2028|\u2029")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class ForbiddenCharacter(ValueError):
    """A character no text may hold: NUL, a control, a lone surrogate, a noncharacter (reliability.md B 22, C5 59-60).

    `position` is its offset in code points and `line` its line, from 1, both in the text with its line ends unified;
    `code_point` is its number and `name` its number as people write it (U+0000).
    """

    def __init__(self, position: int, code_point: int, line: int) -> None:
        self.position = position
        self.code_point = code_point
        self.line = line
        super().__init__(f"forbidden character {self.name} at {position}, line {line}")

    @property
    def name(self) -> str:
        """The code point as people write it: U+0000."""
        return f"U+{self.code_point:04X}"


def normalise(text: str) -> str:
    """What is stored of a typed text: NFC, line ends as \\n, everything else as typed (also soft hyphens).

    Raises ForbiddenCharacter for what PostgreSQL or XML cannot hold. Idempotent. Direction controls are kept: they are
    shown escaped (`escape_bidi`) and refused in names (`bidi_controls`).
    """
    text = _LINE_END.sub("\n", text)
    if found := _FORBIDDEN.search(text):
        raise ForbiddenCharacter(found.start(), ord(found.group()), text.count("\n", 0, found.start()) + 1)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


class BidiControl(NamedTuple):
    """A sign that turns the direction of writing: its offset in code points and its number."""

    position: int
    code_point: int


def bidi_controls(text: str) -> list[BidiControl]:
    """The direction controls in a text, in order: names and file names must have none (reliability.md B 28)."""
    return [BidiControl(m.start(), ord(m.group())) for m in BIDI_CONTROL.finditer(text)]


def escape_bidi(text: str) -> str:
    """The text with each direction control written out as <U+202E>, so that it cannot turn what stands around it."""
    return BIDI_CONTROL.sub(lambda m: f"<U+{ord(m.group()):04X}>", text)


# --- length ----------------------------------------------------------------------------------------------------------

_UNSEEN: Final = re.compile(f"{INVISIBLE.pattern}|[{MARK_CLASS}]")
_KEYCAP: Final = re.compile("[0-9#*]\ufe0f?\u20e3")


def is_blank(text: str) -> bool:
    """Whether a text says nothing: no letter, no figure (blanks, zero width, dots, emoji; reliability.md C5 55)."""
    return not any(c.isalnum() for c in _KEYCAP.sub("", text))


def clip(text: str, length: int, ending: str = "…") -> str:
    """The text cut to at most `length` code points with its ending, after a whole word where one fits.

    An accent or a joined emoji is never parted from what it belongs to. ValueError if not even the ending fits.
    """
    if length < len(ending):
        raise ValueError(f"{length} code points do not hold the ending {ending!r}")
    if len(text) <= length:
        return text
    room = length - len(ending)
    border = room
    if not text[room].isspace():
        space = max(text.rfind(blank, 0, room) for blank in " \n\t\u00a0")
        # A word longer than half of the room is cut: better part of it than next to nothing.
        border = space if space > room // 2 else room
    while border > 0 and (_UNSEEN.match(text[border]) or text[border - 1] == "\u200d"):
        border -= 1
    return text[:border].rstrip() + ending


# --- comparing -------------------------------------------------------------------------------------------------------

# NFKC would make 10² into 102 and ½ into 1⁄2: these are values, so they keep their form.
_VALUE_SIGNS: Final = re.compile("([\u00b2\u00b3\u00b9\u00bc-\u00be\u2070\u2074-\u208e\u2150-\u215f\u2189]+)")
_CROSSED_D: Final = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})
_MARK: Final = re.compile(f"[{MARK_CLASS}]")
_SPACES: Final = re.compile(r"\s+")
_SIGNS: Final = str.maketrans(
    dict.fromkeys('‘’‚‛“”„‟«»‹›″′`´"', "'")
    | dict.fromkeys("‐‑‒–—―−⁃﹘", "-")
    | {"ı": "i", "ł": "l", "ø": "o", "ŀ": "l"}
)
_LATIN_TWINS: Final = "ABEHKMOPCTXYJaeopcxyjk"
_CYRILLIC_TWINS: Final = "АВЕНКМОРСТХУЈаеорсхујк"
_ALIKE_TO_CYRILLIC: Final = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)
# Ѕ and І are not Serbian: in a Latin word they stand for S and I, in a Cyrillic word S and I are left to be S and I.
_ALIKE_TO_LATIN: Final = str.maketrans(_CYRILLIC_TWINS + "ЅІѕі", _LATIN_TWINS + "SIsi")
_LOOKS_CYRILLIC: Final = frozenset(_LATIN_TWINS)
_LOOKS_LATIN: Final = frozenset(map(chr, _ALIKE_TO_LATIN))
# The letters of other Cyrillic alphabets, so that a Russian or Macedonian name is found too.
_OTHER_CYRILLIC: Final = dict(
    zip("яюыэщьъєіѕґӏһѣ", ("ja", "ju", "i", "e", "sc", "", "", "je", "i", "dz", "g", "i", "h", "e"), strict=True)
)
_BARE_LATIN: Final = str.maketrans(
    {c: unicodedata.normalize("NFD", v).encode("ascii", "ignore").decode() for c, v in LOWER_TO_LATIN.items()}
    | _OTHER_CYRILLIC
    | {"ђ": "d"}
)
_KNOWN_CYRILLIC: Final = frozenset(case for c in map(chr, _BARE_LATIN) for case in (c, c.upper()))
_DJ: Final = re.compile("dj+")


def fold(text: str) -> str:
    """The key under which two texts are the same whatever the script, case, diacritics, spaces, quotes and dashes.

    ĐORĐEVIĆ, Djordjević, Ђорђевић and dordevic give one key. It is for comparing whole texts and names; for searching
    use `stems.stem_key`, which also levels grammatical cases. Idempotent. Superscript figures and fractions stay.
    """
    text = unify_look_alikes(_strip_marks(_safe_nfkc(INVISIBLE.sub("", text))))
    text = _strip_marks(_safe_nfkc(text.casefold())).translate(_SIGNS)
    if not text.isascii():
        text = _strip_marks(text.translate(_BARE_LATIN)).translate(_CROSSED_D)
    return _SPACES.sub(" ", _DJ.sub("d", text)).strip()


def _safe_nfkc(text: str) -> str:
    if text.isascii() or unicodedata.is_normalized("NFKC", text):
        return text
    parts = _VALUE_SIGNS.split(text)
    return "".join(part if odd % 2 else unicodedata.normalize("NFKC", part) for odd, part in enumerate(parts))


def _strip_marks(text: str) -> str:
    if text.isascii():
        return text
    return _MARK.sub("", unicodedata.normalize("NFD", text))


def unify_look_alikes(text: str) -> str:
    """The text with words of mixed script brought to the script they were meant in ("пpедлог" with a Latin p).

    A word is meant in the script of the letters that look like no letter of the other one; if both have such letters
    (IPAом) the mixture is meant and stays; if neither has, the script with more letters wins, Cyrillic on a tie.
    """
    if text.isascii() or not CYRILLIC.search(text) or not LATIN.search(text):
        return text
    return WORD.sub(lambda m: _unify_word(m.group()), text)


def _unify_word(word: str) -> str:
    cyrillic, latin = CYRILLIC.findall(word), LATIN.findall(word)
    if not cyrillic or not latin or not _KNOWN_CYRILLIC.issuperset(cyrillic):
        return word
    only_cyrillic = any(c not in _LOOKS_LATIN for c in cyrillic)
    only_latin = any(c not in _LOOKS_CYRILLIC for c in latin)
    if only_cyrillic and only_latin:
        return word
    if only_latin or (not only_cyrillic and len(latin) > len(cyrillic)):
        return word.translate(_ALIKE_TO_LATIN)
    return word.translate(_ALIKE_TO_CYRILLIC)


# --- names -----------------------------------------------------------------------------------------------------------

# One sign for all letters and figures that print alike in capitals (UTS #39 and reliability.md C4 99).
_PRINTS_ALIKE: Final = str.maketrans("АВЕЗНІЈКМОРЅСТУХҮӀÐƉ01L|", "ABE3HIJKMOPSCTYXYIĐĐOIII")


def skeleton(name: str) -> str:
    """What a name looks like: equal for two names that a reader cannot tell apart in capitals (UTS #39).

    Looks, not sound: "РАС" and "PAC" are equal, "Зелена" and "Zelena" are not (that is what `fold` is for). Ð, Ɖ and
    Đ are one; 0 and O, 1 and I and l are one; diacritics tell names apart. Compare with equality only.
    """
    name = INVISIBLE.sub("", _safe_nfkc(name)).translate(_SIGNS)
    name = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).upper()).translate(_PRINTS_ALIKE)
    return _SPACES.sub(" ", name).strip()
