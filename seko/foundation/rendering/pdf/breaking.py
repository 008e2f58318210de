"""Where a word too long for its line may break on paper: nothing may run out of its cell."""

from __future__ import annotations

import re

SOFT_HYPHEN, ZERO_WIDTH_SPACE = "\u00ad", "\u200b"
_LONG = re.compile(r"\S{10,}")
# A Serbian syllable ends at its vowel: between a vowel and one consonant (lj, nj, dž are one) before the next vowel.
# The compiler knows this for Cyrillic; for Latin it has no patterns.
_SYLLABLE = re.compile(r"(?<=\w\w[aeiou])(?=(?:lj|nj|dž|[b-df-hj-np-tv-zčćđšž])[aeiou]\w)", re.IGNORECASE)
_AFTER = re.compile(r"(?<=[/._\-?&=@,;:#+])(?=\w)")
_LONGEST_WORD = 36
_STEP = 12


def longest(words: str) -> int:
    """Return the letters of the longest unbroken word (under ten: zero)."""
    return max((len(match) for match in _LONG.findall(words)), default=0)


def breakable(words: str, room: float, lang: str) -> str:
    """Return the words with invisible places to break in those longer than `room` letters."""
    return _LONG.sub(lambda match: _with_places(match.group(), room, lang), words)


def _with_places(word: str, room: float, lang: str) -> str:
    if len(word) <= room:
        return word
    places = _AFTER.sub(ZERO_WIDTH_SPACE, word)
    pieces = places.split(ZERO_WIDTH_SPACE)
    return ZERO_WIDTH_SPACE.join(_cut(piece, room, lang) for piece in pieces)


def _cut(piece: str, room: float, lang: str) -> str:
    if len(piece) <= min(room, _LONGEST_WORD):
        return piece
    if len(piece) > _LONGEST_WORD or not piece.strip("„“”‚‘’()[].,;:!?…").isalpha():
        # Not a word of any language: an identifier, a hash, a row of dots.
        return ZERO_WIDTH_SPACE.join(piece[start : start + _STEP] for start in range(0, len(piece), _STEP))
    return _SYLLABLE.sub(SOFT_HYPHEN, piece) if lang == "sr-Latn" else piece
