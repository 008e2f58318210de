"""The letters themselves: the two Serbian alphabets as data, and which letters belong to which script."""

from __future__ import annotations

import re
from typing import Final

AZBUKA: Final = "абвгдђежзијклљмнњопрстћуфхцчџш"
ABECEDA: Final = (
    *("a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "lj", "m"),
    *("n", "nj", "o", "p", "r", "s", "t", "ć", "u", "f", "h", "c", "č", "dž", "š"),
)
"""The Latin letters in the order of the azbuka: `ABECEDA[i]` is what `AZBUKA[i]` is in Latin."""

LOWER_TO_LATIN: Final = dict(zip(AZBUKA, ABECEDA, strict=True))
DIGRAPHS: Final = {"љ": "lj", "њ": "nj", "џ": "dž"}

# Vowels with a written accent that Unicode composes into one Cyrillic letter: a grave or a macron.
ACCENTED_TO_LATIN: Final = {"ѐ": "è", "ѝ": "ì", "ӣ": "ī", "ӯ": "ū"}

CYRILLIC_CLASS: Final = "\u0400-\u0482\u048a-\u052f\u1c80-\u1c8f\ua640-\ua66e\ua680-\ua69d"
LATIN_CLASS: Final = (
    "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua787\ufb00-\ufb06"
    "\uff21-\uff3a\uff41-\uff5a"
)
MARK_CLASS: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"

CYRILLIC: Final = re.compile(f"[{CYRILLIC_CLASS}]")
LATIN: Final = re.compile(f"[{LATIN_CLASS}]")
WORD: Final = re.compile(rf"[{CYRILLIC_CLASS}{LATIN_CLASS}{MARK_CLASS}\u00ad\u200b-\u200d\u2060]+")
"""A run of letters of either script with their accents and the invisible signs inside the word."""

INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What leaves no mark on paper: soft hyphen, zero width, direction and variation signs."""

BIDI_CONTROL: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# A domain or path may be Cyrillic (.срб), so addresses are found by their shape, not by their letters.
# Every repetition is bounded, so that a pasted run of 20,000 letters costs no more than its length.
_URL: Final = r"(?:\b(?:https?|ftp)://|\bmailto:|\bwww\.)[^\s<>„“”«»\"]+"
_EMAIL: Final = r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_FILE: Final = (
    r"(?<![\w.–-])[\w.–-]{1,120}\.(?:docx?|dotx?|docm|xlsx?|xlsm|pptx?|odt|ods|odp|pdf|rtf|txt|csv|json|xml|html?|zip|7z|rar|png|jpe?g"
    r"|gif|svg|tiff?|eml|msg|ics)\b"
)
_DOMAIN: Final = (
    r"(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}\.(?:срб|rs|eu|com|org|net|int|info)\b(?:/[^\s<>„“”«»\"]*)?"
)
_ADDRESS: Final = re.compile(f"{_URL}|{_EMAIL}|{_FILE}|{_DOMAIN}", re.IGNORECASE)
_NEVER_LAST: Final = ".,;:!?)]}'…"


def address_spans(text: str) -> list[tuple[int, int]]:
    """The spans (start, end in code points, in order, apart) of URLs, e-mail addresses, domains and file names."""
    if "." not in text and ":" not in text:
        return []
    spans = []
    for match in _ADDRESS.finditer(text):
        shown = match.group().rstrip(_NEVER_LAST)
        spans.append((match.start(), match.start() + len(shown)))
    return spans


def word_set(words: str) -> frozenset[str]:
    """The words of a string as a set: language data reads better as lines of words than as a column of quotes."""
    return frozenset(words.split())
