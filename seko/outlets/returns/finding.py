"""Where in a draft somebody means: by the number of a section, its title, or words that stand there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.model.anchors import PASSAGE, WORDS, Anchor, AnchorFault, words_quoted
from seko.drafts.documents.queries import Place
from seko.foundation.text.folding import fold

MOST: Final = 5
_SHORTEST: Final = 3
_QUOTES: Final = " \t\n\"'„“”‟«»‘’‚…"
_FIGURES: Final = re.compile(r"[\d.,-]+")
_NUMBER: Final = re.compile(r"\d+(?:[.-]\d+)*\.?|[IVXLC]+\.?")


class Finder:
    """Finds places of one version; `known` are its places by their names."""

    def __init__(self, known: Mapping[str, Place]) -> None:
        self._known = known
        self._own = {name: each for name, each in known.items() if each.kind != PassageKind.TABLE_ROW and each.text}
        self._folded = {name: fold(each.text) for name, each in self._own.items()}
        self._headings = {name: each for name, each in self._own.items() if each.kind == PassageKind.HEADING}

    def find(self, said: str) -> tuple[Anchor, ...]:
        """Return the places that are meant, at most five; none where nothing fits, one where it is certain."""
        said = " ".join(said.split()).strip(_QUOTES)
        if not said:
            return ()
        if said in self._known:
            return (Anchor(PASSAGE, places=(said,)),)
        found = self._numbered(said) or self._titled(said)
        # 1.10 is a section or nothing: among figures of the text it would be a guess.
        return found if found or _FIGURES.fullmatch(said) else self.quoted(said)

    def quoted(self, words: str, *, within: str = "") -> tuple[Anchor, ...]:
        """Return where these words stand, at most five places; `within` the section of this heading where any do."""
        words = words.strip(_QUOTES)
        folded = fold(words)
        if len(folded) < _SHORTEST:
            return ()
        names = [name for name, text in self._folded.items() if folded in text]
        inside = [name for name in names if within and self._own[name].section == within]
        return tuple(self._words(name, words) for name in (inside or names)[:MOST])

    def named(self, name: str, words: str) -> Anchor:
        """Return the words in a part of the text where they stand in it, else the part itself."""
        return self._words(name, words.strip(_QUOTES))

    def _numbered(self, said: str) -> tuple[Anchor, ...]:
        if not _NUMBER.fullmatch(said):
            return ()
        number = said.rstrip(".")
        found = [name for name, each in self._headings.items() if _number_of(each) == number]
        return tuple(Anchor(PASSAGE, places=(name,)) for name in found[:MOST])

    def _titled(self, said: str) -> tuple[Anchor, ...]:
        folded = fold(said)
        found = [name for name, each in self._headings.items() if folded in (self._folded[name], _titled(each))]
        return tuple(Anchor(PASSAGE, places=(name,)) for name in found[:MOST])

    def _words(self, name: str, words: str) -> Anchor:
        place = self._known[name]
        try:
            return Anchor(WORDS, (words_quoted(name, place.text, words),))
        except AnchorFault:
            return Anchor(PASSAGE, places=(name,))


def _number_of(heading: Place) -> str:
    """Return the number of a heading, whether the file counts it or it was typed."""
    typed = _NUMBER.match(heading.text.strip())
    return (heading.number.strip() or (typed[0] if typed else "")).rstrip(".")


def _titled(heading: Place) -> str:
    return fold(f"{heading.number} {heading.text}")
