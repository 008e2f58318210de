"""Two texts of one draft in two languages, part by part: which passage is the translation of which.

One was made from the other, so their order is the same but for few places. The headings are paired first, then what
stands between them, each time by the best sum over the whole sequence (as Gale and Church did it for sentences, with
the figures and the words that both languages share beside the lengths). A part without a counterpart is left so:
nothing is paired for the sake of it, a person looks.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from seko.foundation.text.scripts import to_latin

HEADING, ROW, NOTE, TEXT = "heading", "row", "note", "text"
FIGURE = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]{4,}")
# What a pair is worth at the least for it to be better than none, and below what worth a person should look at it.
WORTH, SURE = 0.3, 0.55
SHARED_LETTERS = 4  # "projekat" and "project" share their first four
# So far from the diagonal is a partner looked for where one stretch has very many parts.
BAND = 60
UP, LEFT, BOTH = 1, 2, 3  # the way to a sum: without this line of ours, without this line of theirs, with the couple
# So many letters of equal length are taken as known beforehand: a few lines say little of how long a translation is.
LETTERS = 2_000
# No language says the same in so much less: then only a part of the text is translated, and its length tells nothing.
PARTIAL = 0.7


@dataclass(frozen=True)
class Line:
    """A passage as it is compared: its kind, the level and number of a heading, its words, the words of its cells."""

    kind: str
    text: str
    level: int = 0
    number: str = ""
    cells: tuple[str, ...] = field(default=())

    @cached_property
    def figures(self) -> Counter[str]:
        """The figures in it, with how often."""
        return Counter(FIGURE.findall(self.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The first letters of its longer words, in Latin letters: names and borrowed words are alike by them."""
        words = WORD.findall(to_latin(self.text).lower())
        return frozenset(word[:SHARED_LETTERS].replace("k", "c").replace("č", "c").replace("š", "s") for word in words)


@dataclass(frozen=True, slots=True)
class Couple:
    """The line at `left` of one text and the line at `right` of the other say the same; `worth` from 0 to 1."""

    left: int
    right: int
    worth: float

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to look at it."""
        return self.worth >= SURE


def coupled(left: Sequence[Line], right: Sequence[Line]) -> list[Couple]:
    """Return which lines belong together, in order; a line stands in one couple at the most."""
    ratio = (_letters(right) + LETTERS) / (_letters(left) + LETTERS)
    if not PARTIAL <= ratio <= 1 / PARTIAL:
        ratio = 1.0
    heads = _best(_of(left, HEADING), _of(right, HEADING), left, right, ratio)
    found = list(heads)
    edges = [(-1, -1), *((each.left, each.right) for each in heads), (len(left), len(right))]
    for (from_left, from_right), (to_left, to_right) in pairwise(edges):
        ours = [at for at in range(from_left + 1, to_left) if left[at].kind != HEADING]
        theirs = [at for at in range(from_right + 1, to_right) if right[at].kind != HEADING]
        found += _best(ours, theirs, left, right, ratio)
    return sorted(found, key=lambda each: each.left)


def _letters(lines: Sequence[Line]) -> int:
    return sum(len(each.text) for each in lines)


def _of(lines: Sequence[Line], kind: str) -> list[int]:
    return [at for at, each in enumerate(lines) if each.kind == kind]


def _best(
    ours: Sequence[int], theirs: Sequence[int], left: Sequence[Line], right: Sequence[Line], ratio: float
) -> list[Couple]:
    """Return the couples in one order whose worth above `WORTH` is the greatest in sum."""
    width = len(theirs)
    sums = [0.0] * (width + 1)
    ways: list[bytes] = []
    worths: dict[tuple[int, int], float] = {}
    slope, band = width / max(1, len(ours)), max(BAND, abs(width - len(ours)) + BAND // 2)
    for row, at in enumerate(ours):
        first, last = max(0, int(row * slope) - band), min(width, int(row * slope) + band + 1)
        above, line, way = sums, sums[: first + 1], bytearray()
        for column in range(first, last):
            best, step = (above[column + 1], UP) if above[column + 1] >= line[column] else (line[column], LEFT)
            worth = worth_of(left[at], right[theirs[column]], ratio)
            if worth >= WORTH and above[column] + worth - WORTH > best:
                best, step = above[column] + worth - WORTH, BOTH
                worths[row, column] = worth
            line.append(best)
            way.append(step)
        sums = line + [line[-1]] * (width - last)
        ways.append(bytes([UP]) * (first + 1) + bytes(way) + bytes([LEFT]) * (width - last))
    return _walked_back(ours, theirs, ways, worths)


def _walked_back(
    ours: Sequence[int], theirs: Sequence[int], ways: Sequence[bytes], worths: dict[tuple[int, int], float]
) -> list[Couple]:
    found: list[Couple] = []
    row, column = len(ours) - 1, len(theirs)
    while row >= 0 and column > 0:
        step = ways[row][column]
        if step == BOTH:
            found.append(Couple(ours[row], theirs[column - 1], worths[row, column - 1]))
        row, column = row - (step != LEFT), column - (step != UP)
    return found[::-1]


def worth_of(one: Line, other: Line, ratio: float) -> float:
    """Return from 0 to 1 how likely the two say the same; `ratio` is the length of the other text for each letter of
    the one. Different kinds never do.
    """
    if one.kind != other.kind:
        return 0.0
    evidence = [(_by_length(one, other, ratio), 1.0)]
    if one.figures or other.figures:
        both = (one.figures & other.figures).total()
        evidence.append((2 * both / (one.figures.total() + other.figures.total()), 1.6))
    if one.stems and other.stems:
        shared = len(one.stems & other.stems) / min(len(one.stems), len(other.stems))
        evidence.append((min(1.0, 3 * shared), 1.0))
    if one.kind == HEADING:
        evidence.append((float(one.level == other.level), 0.5))
        if one.number or other.number:
            evidence.append((float(one.number == other.number), 2.0))
    if one.cells or other.cells:
        evidence.append((float(len(one.cells) == len(other.cells)), 0.7))
    return sum(part * weight for part, weight in evidence) / sum(weight for _part, weight in evidence)


def _by_length(one: Line, other: Line, ratio: float) -> float:
    """Return 1 for the length that a translation would have, less the farther from it; short ones may differ more."""
    expected, found = len(one.text) * ratio + 12, len(other.text) + 12
    return math.exp(-(math.log(found / expected) ** 2) / 0.18)
