"""Which script a text is in, and Cyrillic shown as Latin with the way back to the stored offsets."""

from __future__ import annotations

import enum
import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final, NamedTuple

from seko.foundation.text.letters import (
    ACCENTED_TO_LATIN,
    CYRILLIC,
    CYRILLIC_CLASS,
    DIGRAPHS,
    INVISIBLE,
    LATIN,
    LATIN_CLASS,
    LOWER_TO_LATIN,
    WORD,
    address_spans,
)

_SINGLE: Final = {k: v for k, v in (LOWER_TO_LATIN | ACCENTED_TO_LATIN).items() if len(v) == 1}
_SINGLE_TABLE: Final = str.maketrans(_SINGLE | {k.upper(): v.upper() for k, v in _SINGLE.items()})
_SMALL_TABLE: Final = str.maketrans(DIGRAPHS)
_CAPITAL: Final = {k.upper(): v for k, v in DIGRAPHS.items()}
_CAPITAL_DIGRAPH: Final = re.compile("[ЉЊЏ]")
_DIGRAPH: Final = re.compile("[љњџЉЊЏ]")
_SERBIAN: Final = frozenset((*LOWER_TO_LATIN, *ACCENTED_TO_LATIN))
# The Cyrillic letters no Serbian word has: a word with one is a quotation from another language.
_FOREIGN_CYRILLIC: Final = re.compile(
    "[" + "".join(c for c in map(chr, range(0x400, 0x530)) if CYRILLIC.match(c) and c.lower() not in _SERBIAN) + "]"
)
_CYRILLIC_RUN: Final = re.compile(f"[{CYRILLIC_CLASS}]+")
_LATIN_RUN: Final = re.compile(
    f"[{LATIN_CLASS}][{LATIN_CLASS}'’]*(?:[^{CYRILLIC_CLASS}{LATIN_CLASS}\\n]{{1,9}}[{LATIN_CLASS}][{LATIN_CLASS}'’]*)+"
)
_SMALL_LATIN: Final = re.compile(f"[{LATIN_CLASS}]*[a-zčćđšž]{{2}}")
_EITHER: Final = re.compile(f"[{CYRILLIC_CLASS}{LATIN_CLASS}]")
_CLOSE_BY: Final = 60  # how many code points around a lone letter tell whether it stands among capitals
ROMAN_NUMERAL: Final = re.compile(r"\b(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?<=[IVXLC])\b")
"""A Roman numeral in Latin capitals, up to 399; enough for annexes, chapters and IPA III."""


class Script(enum.StrEnum):
    """The script of a text's letters; NEUTRAL has none that tell (figures, addresses, Roman numerals)."""

    CYRILLIC = "cyrillic"
    LATIN = "latin"
    MIXED = "mixed"
    NEUTRAL = "neutral"


class MixedWord(NamedTuple):
    """A word with letters of both scripts: its span, and the offsets of the letters of the rarer script."""

    start: int
    end: int
    word: str
    suspects: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LatinForm:
    """The Latin form of a stored text, with offsets both ways (code points).

    `digraphs` holds the stored offsets, ascending, of the letters that became two (љ њ џ); every other code point
    stayed one, so that is all the map has to remember.
    """

    stored: str
    text: str
    digraphs: tuple[int, ...]

    def to_shown(self, offset: int) -> int:
        """The offset in the Latin form of the stored offset (0..len(stored)); ValueError outside."""
        _within(offset, self.stored)
        return offset + bisect_left(self.digraphs, offset)

    def stored_span(self, start: int, end: int) -> tuple[int, int]:
        """The stored span of a selection in the Latin form; half a digraph selects the whole letter."""
        if start > end:
            raise ValueError(f"the span {start}..{end} runs backwards")
        first = self._stored(start)[0]
        last, inside = self._stored(end)
        # An empty selection (a caret) inside a digraph stays a caret.
        return first, last + 1 if inside and start < end else last

    def _stored(self, offset: int) -> tuple[int, bool]:
        _within(offset, self.text)
        # The i-th digraph begins at digraphs[i] + i in the Latin form: ascending, so it can be searched in place.
        before = bisect_left(range(len(self.digraphs)), offset, key=lambda i: self.digraphs[i] + i)
        if before and self.digraphs[before - 1] + before == offset:
            return self.digraphs[before - 1], True
        return offset - before, False


def _within(offset: int, text: str) -> None:
    if not 0 <= offset <= len(text):
        raise ValueError(f"offset {offset} is outside a text of {len(text)} code points")


def to_latin(text: str) -> str:
    """Cyrillic shown as Latin, letter by letter; everything that is not Serbian Cyrillic stays as it is.

    Kept: Latin letters, addresses and file names (also Cyrillic ones), words with a letter no Serbian word has
    (Russian, Macedonian). A capital digraph is written NJ beside capitals and Nj otherwise. The result need not be NFC
    where the stored text has combining accents over Cyrillic letters: the number of code points is kept instead.
    """
    if not CYRILLIC.search(text):
        return text
    return _letter_by_letter(text)


def to_latin_with_map(text: str) -> LatinForm:
    """`to_latin` with the way back: offsets of the shown form to stored code points and the other way."""
    if not CYRILLIC.search(text):
        return LatinForm(text, text, ())
    kept = _kept_spans(text)
    starts = [start for start, _ in kept]
    digraphs = []
    for match in _DIGRAPH.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        if at < 0 or match.start() >= kept[at][1]:
            digraphs.append(match.start())
    return LatinForm(text, _letter_by_letter(text, kept), tuple(digraphs))


def _letter_by_letter(text: str, kept: list[tuple[int, int]] | None = None) -> str:
    pieces = []
    done = 0
    for start, end in (*(_kept_spans(text) if kept is None else kept), (len(text), len(text))):
        if start > done:
            pieces.append(_plain_to_latin(text, done, start))
        pieces.append(text[start:end])
        done = end
    return "".join(pieces)


def _plain_to_latin(text: str, start: int, end: int) -> str:
    part = text[start:end]
    if _CAPITAL_DIGRAPH.search(part):
        part = _CAPITAL_DIGRAPH.sub(lambda m: _capital_digraph(text, start + m.start()), part)
    return part.translate(_SINGLE_TABLE).translate(_SMALL_TABLE)


def _kept_spans(text: str) -> list[tuple[int, int]]:
    """Addresses, and whole words of another Cyrillic alphabet; ascending and apart."""
    spans = address_spans(text)
    if _FOREIGN_CYRILLIC.search(text):
        words = [m.span() for m in WORD.finditer(text) if _FOREIGN_CYRILLIC.search(m.group())]
        spans = sorted([*spans, *(w for w in words if not any(a <= w[0] < b or a < w[1] <= b for a, b in spans))])
    return spans


def _capital_digraph(text: str, at: int) -> str:
    latin = _CAPITAL[text[at]]
    return latin.upper() if _among_capitals(text, at) else latin[0].upper() + latin[1]


def _among_capitals(text: str, at: int) -> bool:
    """Whether the capital at this place stands in capitals: by its own word, else by the line's words around it."""
    for direction in (1, -1):
        letter = _neighbour(text, at, direction)
        if letter:
            # After a small letter (МојЊегош, ДОо-Њ) only what follows can make it all capitals.
            return letter.isupper()
    after = _line_word(text, at, 1)
    return (after or _line_word(text, at, -1)).isupper()


def _neighbour(text: str, at: int, direction: int) -> str:
    """The next letter of the same word in this direction, past accents and invisible signs; empty at its edge."""
    at += direction
    while 0 <= at < len(text):
        char = text[at]
        if _EITHER.match(char):
            return char
        if not (INVISIBLE.match(char) or unicodedata.combining(char)):
            return ""
        at += direction
    return ""


def _line_word(text: str, at: int, direction: int) -> str:
    """The nearest word of two or more letters close by on the same line; initials say nothing about capitals."""
    if direction > 0:
        line = text[at + 1 : at + 1 + _CLOSE_BY].partition("\n")[0]
        words = WORD.findall(line)
    else:
        line = text[max(0, at - _CLOSE_BY) : at].rpartition("\n")[2]
        words = WORD.findall(line)[::-1]
    return next((w for w in words if len(w) > 1 and _EITHER.search(w)), "")


def script_of(text: str) -> Script:
    """The script of the text's letters; addresses, file names and Roman numerals do not count.

    `ИПА III` is Cyrillic, `Е-пошта: info@example.org` is Cyrillic, `IPA програм` is mixed, `III.2` is neutral.
    """
    counts = letter_counts(text)
    if counts.cyrillic and counts.latin:
        return Script.MIXED
    if counts.cyrillic:
        return Script.CYRILLIC
    return Script.LATIN if counts.latin else Script.NEUTRAL


class LetterCounts(NamedTuple):
    """How many letters of each script a text has."""

    cyrillic: int
    latin: int


def letter_counts(text: str) -> LetterCounts:
    """The letters of each script, without addresses, file names and Roman numerals of two or more letters.

    A single I, V or X counts as a letter unless the text has no other letters: "I mi" begins with a word.
    """
    cyrillic, latin = len(CYRILLIC.findall(text)), len(LATIN.findall(text))
    if not latin and not (cyrillic and address_spans(text)):
        return LetterCounts(cyrillic, 0)
    bare = _without_addresses(text)
    bare = ROMAN_NUMERAL.sub(lambda m: m.group() if len(m.group()) == 1 else " ", bare)
    cyrillic, latin = len(CYRILLIC.findall(bare)), len(LATIN.findall(bare))
    if latin and not LATIN.search(ROMAN_NUMERAL.sub(" ", bare)):
        latin = 0
    return LetterCounts(cyrillic, latin)


def _without_addresses(text: str) -> str:
    for start, end in reversed(address_spans(text)):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def mixed_words(text: str) -> list[MixedWord]:
    """Words in which letters of both scripts stand side by side (a Latin "o" in a Cyrillic word), in order.

    A hyphen or a figure parts words, so "PDF-ове" is not one. Suspects are the letters of the rarer script; of an even
    mixture, the Latin ones.
    """
    found = []
    for match in WORD.finditer(text):
        word = match.group()
        latin = [match.start() + m.start() for m in LATIN.finditer(word)]
        cyrillic = [match.start() + m.start() for m in CYRILLIC.finditer(word)]
        if latin and cyrillic:
            suspects = latin if len(latin) <= len(cyrillic) else cyrillic
            found.append(MixedWord(match.start(), match.end(), word, tuple(suspects)))
    return found


def cyrillic_runs(text: str) -> list[tuple[int, int]]:
    """The spans of unbroken Cyrillic letters: where a Latin page has to say that the script changes."""
    return [m.span() for m in _CYRILLIC_RUN.finditer(text)]


def latin_runs(text: str) -> list[tuple[int, int]]:
    """The spans of two or more Latin words in a row: where a Cyrillic text has to say that the script changes.

    One word by itself, and signs and abbreviations (t CO₂, DAC, IPA III), are not a change of script.
    """
    return [m.span() for m in _LATIN_RUN.finditer(text) if _SMALL_LATIN.search(m.group())]
