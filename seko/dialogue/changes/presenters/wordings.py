"""Words of a draft as they are shown beside one another: where they stand, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.model.anchors import Anchor
from seko.drafts.documents.queries import Place
from seko.foundation.design.parts import Link
from seko.foundation.text.differences import Piece, difference


@dataclass(frozen=True, slots=True)
class Draft:
    """A version to look things up in: its number, its places, and the address of its text (without a place).

    `is_read` says that this is the page with the threads of comments, which opens the one that is asked for.
    """

    number: int
    places: Mapping[str, Place]
    url: str
    is_read: bool = False

    def link(self, name: str) -> Link:
        """Return the link to a place, called as people call it; show it through the filter `words`."""
        mark = self.places[name].mark_place
        query = f"?p={mark}" if self.is_read else ""
        return Link(place_name(self.places, name), f"{self.url}{query}#p-{mark}")

    def links(self, anchor: Anchor) -> tuple[Link, ...]:
        """Return the links to all places of an anchor that the version has."""
        return tuple(self.link(name) for name in anchor.passages if name in self.places)

    def text(self, anchor: Anchor) -> str:
        """Return the whole words of the parts of the text that an anchor touches."""
        return "\n".join(self.places[name].text for name in anchor.passages if name in self.places)

    def words(self, anchor: Anchor) -> str:
        """Return the words that an anchor is tied to: the quoted ones, else those of its parts of the text."""
        return anchor.quote or self.text(anchor)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a part of the text; `is_on` where these are the words that are spoken of."""

    text: str
    is_on: bool = False


def stretches(text: str, anchor: Anchor, name: str) -> tuple[Stretch, ...]:
    """Return the words of a place with those that the anchor quotes set apart."""
    found, at = [], 0
    for start, end in sorted((each.start, each.end) for each in anchor.segments if each.place == name):
        if start < at or end > len(text):
            continue
        found += [Stretch(text[at:start]), Stretch(text[start:end], is_on=True)]
        at = end
    return tuple(each for each in (*found, Stretch(text[at:])) if each.text)


def changed(old: str, new: str) -> tuple[Piece, ...]:
    """Return what turns one wording into the other; nothing where they are the same or one of them is missing."""
    return tuple(difference(old, new)) if old != new and old and new else ()
