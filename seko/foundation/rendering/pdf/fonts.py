"""The two typefaces of paper: where they lie, and which characters they have."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import fontpkg
from fontTools.ttLib import TTFont

from seko.foundation.rendering.clean import code_name

SERIF, SANS = "Source Serif 4", "Source Sans 3"
_STYLES = ("normal", "italic")
# Zero-width joiners, soft hyphens, variation selectors: without a shape of their own, so nothing is lost unseen.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)

# The crossed box of the Commission's forms, in the writing that everybody reads.
_STAND_INS = {0x2612: "[x]"}


def folders() -> list[Path]:
    """Return the folders with the typefaces (variable TTF, roman and italic), as their packages give them."""
    return [fontpkg.path(family).parent for family in (SERIF, SANS)]


@cache
def characters() -> frozenset[int]:
    """Return the code points that can be set in serif and in sans: each falls back on the other."""
    return frozenset.intersection(*(_covered(style) for style in _STYLES))


def _covered(style: str) -> frozenset[int]:
    found: set[int] = set()
    for family in (SERIF, SANS):
        with TTFont(fontpkg.path(family, 400, style), lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


@cache
def _missing() -> re.Pattern[str]:
    """Return what neither typeface has, as one character class."""
    have = sorted({*characters(), ord("\n"), ord("\t")})
    ranges = []
    start = previous = have[0]
    for point in [*have[1:], 0x110000]:
        if point != previous + 1:
            ranges.append(f"{re.escape(chr(start))}-{re.escape(chr(previous))}")
            start = point
        previous = point
    return re.compile(f"[^{''.join(ranges)}]")


def settable(words: str) -> str:
    """Return words that the typefaces can set: what they lack is written by its code, `[U+1F642]`, a crossed box
    as `[x]`.

    PDF/UA-1 (ISO 14289-1 7.21) forbids a glyph that stands for nothing, so a comment with an emoji would else stop
    the whole report; leaving the sign out would alter somebody's words unseen.
    """
    if words.isascii():
        return words
    words = _INVISIBLE.sub("", words).translate(_STAND_INS)
    return _missing().sub(lambda match: code_name(match.group()), words)
