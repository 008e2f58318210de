"""What can be assigned, to whom, and the filters of that list."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Organisation
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.responses.queries.queues import NO_ANSWER, queue_of
from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.models import Passage
from seko.foundation.core.periods import in_force

if TYPE_CHECKING:
    from seko.dialogue.responses.queries.queues import QueuedPoint

NOBODY = "none"
SECTION_LEVELS = 2


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the draft; its comments have a `passage_order` over `after` and up to `last` (None: to the end)."""

    place: str
    number: str
    title: str
    level: int
    after: int
    last: int | None


def sections_of(consultation: Consultation) -> list[Section]:
    """Return the draft's sections of the first two levels in the order of the text; a section holds those below it."""
    if consultation.version is None:
        return []
    rows = list(
        Passage.objects.filter(
            version=consultation.version, kind=PassageKind.HEADING, level__lte=SECTION_LEVELS
        ).order_by("order")
    )
    found = []
    for place, row in enumerate(rows):
        following = next((other.order for other in rows[place + 1 :] if other.level <= row.level), None)
        found.append(Section(row.place, row.number, row.text, row.level, row.order, following))
    return found


def assignable(actor: Actor, consultation: Consultation, now: datetime) -> QuerySet[QueuedPoint]:
    """Return what the actor may assign: nothing whose answer is sent for approval or published."""
    return queue_of(actor, consultation, now).filter(state__in=(NO_ANSWER, "drafted"))


def filtered(rows: QuerySet[QueuedPoint], chosen: Mapping[str, str], sections: list[Section]) -> QuerySet[QueuedPoint]:
    """Return the rows of the chosen `section` (place), `kind`, `institution` (identifier, or `none`) and those `given`
    at one moment (in ISO form); an unknown value filters nothing.
    """
    section = next((each for each in sections if each.place == chosen.get("section")), None)
    if section is not None:
        # A point's order is one more than that of the first passage it marks; 0 stands for the whole.
        rows = rows.filter(passage_order__gt=section.after)
        if section.last is not None:
            rows = rows.filter(passage_order__lte=section.last)
    if chosen.get("kind") in PointKind.values:
        rows = rows.filter(kind=chosen["kind"])
    institution = chosen.get("institution", "")
    if institution == NOBODY:
        rows = rows.filter(assignment__isnull=True)
    elif institution:
        with suppress(ValueError):
            rows = rows.filter(assignment__institution_id=UUID(institution))
    if chosen.get("given"):
        with suppress(ValueError):
            rows = rows.filter(assignment__at=datetime.fromisoformat(chosen["given"]))
    return rows


def answering_institutions(today: date) -> QuerySet[Organisation]:
    """Return the institutions that have somebody to answer that day, by name."""
    officers = Q(mandates__role__in=(Role.OFFICER, Role.MINISTRY)) & in_force(today, "mandates__")
    return (
        Organisation.objects.annotate(officers=Count("mandates", officers)).filter(officers__gt=0).order_by("name_key")
    )
