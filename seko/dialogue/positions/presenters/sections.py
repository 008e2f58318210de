"""The sections of the board: the parts of the draft under its headings, with what is undecided in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import Fate
from seko.dialogue.positions.presenters.addresses import ALL, PARTNERS, UNDECIDED, Address
from seko.dialogue.positions.queries import BoardPlace
from seko.drafts.documents.drawing.body import body_of
from seko.foundation.core.languages import current
from seko.foundation.design.parts import Filter

WHOLE, START = "whole", "start"
DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the draft that makes a section."""

    key: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Section:
    """One line of the sections' list: what is not handled and all comments; `waiting` counts what partners owe."""

    key: str
    number: str
    title: str
    url: str
    undecided: int
    total: int
    waiting: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """Which section each heading's part of the text belongs to: headings below the second level join those above."""

    by_place: Mapping[str, Heading]

    def of(self, place: BoardPlace) -> Heading:
        """Return the section in which a part of the text stands."""
        if place.passage is None:
            return Heading(WHOLE, "", _("The whole draft and questions"))
        found = self.by_place.get(place.passage.section)
        return found or Heading(START, "", _("Before the first heading"))


def outline_of(consultation: Consultation) -> Outline:
    """Return the outline of the consulted draft; empty where there is none."""
    version = consultation.version
    if version is None:
        return Outline({})
    found: dict[str, Heading] = {}
    above: Heading | None = None
    for section in body_of(version.pk, version.content_hash, current()).sections:
        if above is None or section.level <= DEEPEST:
            above = Heading(section.place, section.number.rstrip("."), section.title)
        found[section.place] = above
    return Outline(found)


def grouped(places: Iterable[BoardPlace], outline: Outline) -> dict[Heading, list[BoardPlace]]:
    """Return the places of the board by section, in the order of the text."""
    groups: dict[Heading, list[BoardPlace]] = {}
    for place in places:
        groups.setdefault(outline.of(place), []).append(place)
    return groups


def undecided_in(places: Iterable[BoardPlace]) -> int:
    """Return how many comments at these places nothing was decided of."""
    return sum(each.handling == Fate.AWAITING for place in places for each in place.comments)


def sections(
    groups: Mapping[Heading, Sequence[BoardPlace]], owed: Mapping[str, int], address: Address, chosen: str
) -> tuple[Section, ...]:
    """Return the list of sections; `owed` says how many consolidated comments partners owe a word on, by section."""
    return tuple(
        Section(
            key=heading.key,
            number=heading.number,
            title=heading.title,
            url=address.at(heading.key).board(),
            undecided=undecided_in(places),
            total=sum(len(place.comments) for place in places),
            waiting=owed.get(heading.key, 0),
            is_current=heading.key == chosen,
        )
        for heading, places in groups.items()
    )


def matching(section: Section, show: str) -> bool:
    """Return whether the filter leaves anything of the section."""
    return {ALL: section.total, UNDECIDED: section.undecided, PARTNERS: section.waiting}[show] > 0


def filters(every: Sequence[Section], address: Address) -> tuple[Filter, ...]:
    """Return the three filters; each leads to a section in which it leaves something."""
    undecided, waiting = sum(each.undecided for each in every), sum(each.waiting for each in every)
    rows = (
        (ALL, _("All"), None),
        (UNDECIDED, _("Not handled"), undecided),
        (PARTNERS, _("Partners awaited"), waiting),
    )
    return tuple(
        Filter(word, address.at(_section_for(every, address.section, show), show).board(), count, address.show == show)
        for show, word, count in rows
    )


def _section_for(every: Sequence[Section], here: str, show: str) -> str:
    fitting = [each.key for each in every if matching(each, show)]
    return here if here in fitting or not fitting else fitting[0]
