"""Which differences may be what a comment asked for: those at its words first, then those near it and those alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from seko.drafts.documents.model.anchors import WHOLE_DOCUMENT, Anchor
from seko.drafts.documents.model.carrying.bridge import Part
from seko.drafts.documents.model.carrying.differences import Difference, Headings, Stand
from seko.foundation.text.folding import fold

_WORD: Final = re.compile(r"\w+(?:[.,]\w+)*")
_SHORT: Final = 3
_IS_TAKEN_UP: Final = 0.6
"""From so much of a proposal's new words on, the proposal is said to be taken up."""
_IS_ALIKE: Final = 0.25
"""A difference that brings so much of a comment's words speaks of the same."""


class Because(StrEnum):
    """Why a difference is offered, the strongest reason first."""

    WORDS = "words"
    PROPOSAL = "proposal"
    PASSAGE = "passage"
    ROW = "row"
    SECTION = "section"
    ALIKE = "alike"


_WEIGHTS: Final = {
    Because.WORDS: 8.0,
    Because.PROPOSAL: 6.0,
    Because.PASSAGE: 4.0,
    Because.ROW: 2.0,
    Because.SECTION: 1.0,
    Because.ALIKE: 0.0,  # weighed by how much is alike
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the anchor in the old draft and where it stands in the new one, the proposal, the words."""

    old: Anchor = WHOLE_DOCUMENT
    new: Anchor | None = None
    proposal: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A difference by its number, why it is offered (the strongest reason first), and how strongly."""

    number: int
    because: tuple[Because, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Where:
    """Places of one draft, the table rows in which they stand, the heading above them. Names of two drafts are never
    compared: the same name stands for different passages.
    """

    places: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class _Written:
    """A difference, what it took away and brought, and where it stands in both drafts; prepared once."""

    difference: Difference
    had: frozenset[str]
    brought: frozenset[str]
    where: tuple[_Where, _Where]


class Offering:
    """The differences between two drafts, ready to be offered; made once for all comments."""

    def __init__(self, found: Sequence[Difference], old: Sequence[Part], new: Sequence[Part]) -> None:
        self._old, self._new = _Side(old), _Side(new)
        self._written = [self._prepare(each) for each in found]

    def offers(self, asked: Asked, *, most: int = 8) -> list[Offer]:
        """Return the differences that may be what was asked, best first; none where nothing speaks for any."""
        where = (self._old.where(asked.old.passages), self._new.where(asked.new.passages if asked.new else ()))
        proposed, said = _content(asked.proposal), _content(asked.words)
        offers = []
        for number, written in enumerate(self._written):
            reasons = list(_reasons(asked, written, where))
            taken = _share(proposed - written.had, written.brought)
            if taken >= _IS_TAKEN_UP:
                reasons.append(Because.PROPOSAL)
            alike = _share(said, written.brought)
            if alike >= _IS_ALIKE and not reasons:
                reasons.append(Because.ALIKE)
            if reasons:
                score = sum(_WEIGHTS[each] for each in reasons) + 2 * taken + alike
                offers.append(Offer(number, tuple(sorted(reasons, key=list(Because).index)), score))
        return sorted(offers, key=lambda each: (-each.score, each.number))[:most]

    def _prepare(self, difference: Difference) -> _Written:
        had, has = _content(difference.before), _content(difference.after)
        where = (
            self._old.where([each.place for each in difference.old]),
            self._new.where([each.place for each in difference.new]),
        )
        return _Written(difference, frozenset(had), frozenset(has - had), where)


class _Side:
    """One of the two drafts."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._headings = Headings(parts)
        self._rows = {part.place: part.row for part in parts if part.row}
        self._rows |= {row: row for row in self._rows.values()}

    def where(self, places: Sequence[str]) -> _Where:
        rows = frozenset(self._rows[place] for place in places if place in self._rows)
        return _Where(frozenset(places), rows, self._headings.above(places))


def _reasons(asked: Asked, written: _Written, where: tuple[_Where, _Where]) -> Iterator[Because]:
    difference = written.difference
    if _touches(asked.old, difference.old) or (asked.new is not None and _touches(asked.new, difference.new)):
        yield Because.WORDS
    sides = list(zip(where, written.where, strict=True))
    if any(ours.places & theirs.places for ours, theirs in sides):
        yield Because.PASSAGE
    elif any(ours.rows & theirs.rows for ours, theirs in sides):
        yield Because.ROW
    elif any(ours.heading and ours.heading == theirs.heading for ours, theirs in sides):
        yield Because.SECTION


def _touches(anchor: Anchor, stands: Iterable[Stand]) -> bool:
    """Return whether the anchor's exact words and the difference overlap."""
    return any(
        segment.place == stand.place and segment.start < stand.end and stand.start < segment.end
        for segment in anchor.segments
        for stand in stands
    )


def _content(text: str) -> set[str]:
    """Return the words that carry meaning: numbers, and words longer than the little ones, script and case folded."""
    return {word for word in _WORD.findall(fold(text)) if len(word) > _SHORT or any(map(str.isdigit, word))}


def _share(wanted: Set[str], brought: Set[str]) -> float:
    """Return the part of the wanted words that was brought."""
    return len(wanted & brought) / len(wanted) if wanted else 0.0
