"""The list from which comments are assigned to institutions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.organisations.models import Organisation
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import label_of, words_of
from seko.dialogue.responses.presenters.words import CLIPPED, anchor_of, behind, setting_of
from seko.dialogue.responses.queries import NOBODY, Section
from seko.drafts.documents.queries import Place
from seko.foundation.core.languages import current
from seko.foundation.design import spoken


@dataclass(frozen=True, slots=True)
class Assignable:
    """One comment to be assigned: its box, number, whose, words, place, the institution that has it now."""

    value: str
    label: str
    behind: str
    words: str
    place: str
    url: str
    institution: str
    is_begun: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select box."""

    value: str
    label: str
    is_chosen: bool


def rows_of(
    points: Iterable[Point], consultation: Consultation, places: Mapping[str, Place], chosen: Iterable[str] = ()
) -> tuple[Assignable, ...]:
    """Return the list's rows; the points come from `queue_of`, `places` are those the reader may read."""
    boxes = set(chosen)
    found = []
    for point in points:
        assignment = getattr(point, "assignment", None)
        found.append(
            Assignable(
                value=str(point.pk),
                label=label_of(point),
                behind=behind(point) if point.comment is not None else "",
                words=spoken.beginning(words_of(point), CLIPPED),
                place=setting_of(point, anchor_of(point), places).place,
                url=reverse("queue-point", args=[consultation.code, point.pk]),
                institution=assignment.institution.shown_name if assignment is not None else "",
                is_begun=bool(point.responses.all()),
                is_chosen=str(point.pk) in boxes,
            )
        )
    return tuple(found)


def section_options(sections: Iterable[Section], chosen: Mapping[str, str]) -> tuple[Option, ...]:
    """Return the sections of the draft to choose from; those of the second level stand indented by their number."""
    return tuple(
        Option(
            each.place,
            spoken.plain_words(f"{each.number} {each.title}".strip(), current()),
            chosen.get("section") == each.place,
        )
        for each in sections
    )


def kind_options(chosen: Mapping[str, str]) -> tuple[Option, ...]:
    """Return the kinds of comments to choose from."""
    return tuple(Option(value, str(label), chosen.get("kind") == value) for value, label in PointKind.choices)


def institution_options(
    institutions: Iterable[Organisation], chosen: str, *, with_nobody: bool = False
) -> tuple[Option, ...]:
    """Return the institutions to choose from, with `none` for what nobody has yet where that is asked."""
    found = [Option(NOBODY, _("Not assigned yet"), chosen == NOBODY)] if with_nobody else []
    found += [
        Option(str(each.pk), spoken.plain_words(each.shown_name, current()), chosen == str(each.pk))
        for each in institutions
    ]
    return tuple(found)
