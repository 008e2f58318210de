"""Which differences may be what a comment asked for: those at its words first, then those near it and those alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from seko.drafts.documents.model.anchors import WHOLE_DOCUMENT, Anchor
from seko.drafts.documents.model.carrying.bridge import Part
from seko.drafts.documents.model.carrying.differences import Difference, Stand, heading_of
from seko.foundation.text.folding import fold

_WORD: Final = re.compile(r"\w+(?:[.,]\w+)*")
_SHORT: Final = 3
_IS_TAKEN_UP: Final = 0.6
"""From so much of a proposal's new words on, the proposal is said to be taken up."""


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
class _Written:
    """What a difference brought and where it stands, prepared once for all comments."""

    brought: frozenset[str]
    places: frozenset[str]
    rows: frozenset[str]
    heading: tuple[str, str]


class Offering:
    """The differences between two drafts, ready to be offered; made once for all comments."""

    def __init__(self, found: Sequence[Difference], old: Sequence[Part], new: Sequence[Part]) -> None:
        self.found = found
        self._old, self._new = old, new
        self._rows_old, self._rows_new = _rows(old), _rows(new)
        self._written = [self._prepare(each) for each in found]

    def offers(self, asked: Asked, *, most: int = 8) -> list[Offer]:
        """Return the differences that may be what was asked, best first; none where nothing speaks for any."""
        places = frozenset(asked.old.passages) | frozenset(asked.new.passages if asked.new else ())
        rows = _rows_of(asked.old.passages, self._rows_old) | (
            _rows_of(asked.new.passages, self._rows_new) if asked.new else set()
        )
        heading = (
            heading_of(self._old, asked.old.passages) if asked.old.passages else "",
            heading_of(self._new, asked.new.passages) if asked.new and asked.new.passages else "",
        )
        proposed, said = _content(asked.proposal), _content(asked.words)
        offers = []
        for number, (difference, written) in enumerate(zip(self.found, self._written, strict=True)):
            reasons = list(self._reasons(asked, difference, written, places, rows, heading))
            taken = _share(proposed - _content(difference.before), written.brought)
            if taken >= _IS_TAKEN_UP:
                reasons.append(Because.PROPOSAL)
            alike = _share(said, written.brought)
            if alike >= 0.25 and not reasons:
                reasons.append(Because.ALIKE)
            if reasons:
                score = sum(_WEIGHTS[each] for each in reasons) + 2 * taken + alike
                offers.append(Offer(number, tuple(sorted(reasons, key=list(Because).index)), score))
        return sorted(offers, key=lambda each: (-each.score, each.number))[:most]

    def _prepare(self, difference: Difference) -> _Written:
        old = [each.place for each in difference.old]
        new = [each.place for each in difference.new]
        return _Written(
            frozenset(_content(difference.after) - _content(difference.before)),
            frozenset((*old, *new)),
            frozenset(_rows_of(old, self._rows_old) | _rows_of(new, self._rows_new)),
            (
                heading_of(self._old, old) if old else "",
                heading_of(self._new, new) if new else "",
            ),
        )

    def _reasons(
        self,
        asked: Asked,
        difference: Difference,
        written: _Written,
        places: frozenset[str],
        rows: set[str],
        heading: tuple[str, str],
    ) -> Iterable[Because]:
        if _touches(asked.old, difference.old) or (asked.new is not None and _touches(asked.new, difference.new)):
            yield Because.WORDS
        if places & written.places or rows & written.places:
            yield Because.PASSAGE
        elif rows & written.rows:
            yield Because.ROW
        elif any(one and one == two for one, two in zip(heading, written.heading, strict=True)):
            yield Because.SECTION


def _touches(anchor: Anchor, stands: Iterable[Stand]) -> bool:
    """Return whether the anchor's exact words and the difference overlap."""
    return any(
        segment.place == stand.place and segment.start < stand.end and stand.start < segment.end
        for segment in anchor.segments
        for stand in stands
    )


def _rows(parts: Sequence[Part]) -> dict[str, str]:
    """Return the row of every cell, by the cell's name, and of every row its own."""
    rows = {part.place: part.row for part in parts if part.row}
    return rows | {row: row for row in rows.values()}


def _rows_of(places: Iterable[str], rows: Mapping[str, str]) -> set[str]:
    return {rows[place] for place in places if place in rows}


def _content(text: str) -> set[str]:
    """Return the words that carry meaning: numbers, and words longer than the little ones, script and case folded."""
    return {word for word in _WORD.findall(fold(text)) if len(word) > _SHORT or any(map(str.isdigit, word))}


def _share(wanted: set[str], brought: Iterable[str]) -> float:
    """Return the part of the wanted words that was brought."""
    return len(wanted & set(brought)) / len(wanted) if wanted else 0.0
