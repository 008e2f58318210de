"""What a colleague leaves behind at an organisation: every open matter, as far as the viewer may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from seko.actors.accounts.models import Person
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Mandate
from seko.actors.organisations.queries import invitations_sent_by, people_of
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.queries import number_of, unsent_of
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.queries import title_of
from seko.dialogue.positions.enums import PositionStatus
from seko.dialogue.positions.models import Point, Position
from seko.dialogue.positions.queries import counts, numbered
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.queries import may_answer_q, open_points
from seko.foundation.core.dates import local_date
from seko.foundation.core.languages import current, in_form
from seko.foundation.design import spoken
from seko.foundation.workflow import second
from seko.pages.desk import charges
from seko.pages.desk.matters import Matter

if TYPE_CHECKING:
    from seko.foundation.design.parts import Words

LETTERS = 80
ANSWERING = (Role.OFFICER, Role.MINISTRY)


@dataclass(frozen=True, slots=True)
class Section:
    """Matters of one kind."""

    title: Words
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to whom matters can be handed on; `name` is in the letters of the page's form."""

    person: Person
    name: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole sheet."""

    person: str
    organisation: str
    sections: tuple[Section, ...]
    colleagues: tuple[Colleague, ...]

    @property
    def total(self) -> int:
        """How many matters are open."""
        return sum(len(section.matters) for section in self.sections)

    @property
    def can_be_handed_on(self) -> bool:
        """Whether something was taken on personally, and somebody is there to take it over."""
        personal = any(matter.point for section in self.sections for matter in section.matters)
        return personal and bool(self.colleagues)


def points_held(mandate: Mandate, actor: Actor, now: datetime) -> list[Point]:
    """Return the open points that the mandate's person has taken on, or drafts an answer to, and the actor answers."""
    mine = Q(assignment__officer=mandate.person) | Q(
        responses__drafted_by=mandate.person, responses__status__in=(ResponseStatus.DRAFTED, ResponseStatus.PROPOSED)
    )
    rows = open_points(now).filter(mine, may_answer_q(actor, now), assignment__institution=mandate.organisation)
    return list(
        rows.select_related("consultation__version__document", "comment__consultation", "seko", "assignment")
        .prefetch_related("responses")
        .distinct()
    )


def sheet_of(mandate: Mandate, actor: Actor, now: datetime) -> Sheet:
    """Return what lies with the mandate's person at its organisation."""
    sections = (
        Section(_("Answers taken on or begun"), tuple(_answers(mandate, actor, now))),
        Section(_("Proposals that wait for a second person"), tuple(_proposals(mandate, actor))),
        Section(_("Drafts and memoranda"), tuple(charges.drafts(mandate, actor, now))),
        Section(_("Public calls"), tuple(charges.calls(mandate, actor, now))),
        Section(_("Common positions in work"), tuple(_positions(mandate, actor, now))),
        Section(_("Unsent comments"), tuple(_unsent(mandate, actor))),
        Section(_("Invitations sent and not taken up"), tuple(_invitations(mandate))),
    )
    return Sheet(
        mandate.person.name,
        mandate.organisation.shown_name,
        tuple(section for section in sections if section.matters),
        tuple(_colleagues(mandate, now)),
    )


def _answers(mandate: Mandate, actor: Actor, now: datetime) -> Any:
    words = {
        "": _("No answer yet"),
        ResponseStatus.DRAFTED: _("Answer begun"),
        ResponseStatus.PROPOSED: _("Answer sent for approval"),
    }
    for point in points_held(mandate, actor, now):
        newest = max(point.responses.all(), key=lambda each: each.edition, default=None)
        consultation = point.consultation
        yield Matter(
            f"{_label(point)}: {words.get(newest.status if newest else '', '')}",
            title_of(consultation),
            reverse("queue-point", args=[consultation.code, point.pk]),
            consultation.answers_due_on,
            point.pk if point.assignment.officer_id == mandate.person_id else None,
        )


def _label(point: Point) -> str:
    if point.comment is not None:
        return number_of(point.comment)
    return numbered(point.number or 0, in_form(point.seko, "name") if point.seko else "")


def _proposals(mandate: Mandate, actor: Actor) -> Any:
    kinds = second.kinds_of(actor, is_usual=actor.is_ministry)
    rows = [
        each for each in second.everything_waiting() if each.proposed_by == mandate.person_id and each.deed in kinds
    ]
    found = second.described(rows)
    for row in rows:
        yield Matter(found[row.pk].deed, found[row.pk].about, reverse("proposal", args=[row.pk]))


def _positions(mandate: Mandate, actor: Actor, now: datetime) -> Any:
    if mandate.role != Role.COORDINATOR:
        return
    rows = Position.objects.filter(
        seko__in=actor.sekos("lead"),
        status=PositionStatus.IN_WORK,
        consultation__status=Status.OPENED,
        consultation__leads_deadline_at__gte=now,
    )
    for position in rows.select_related("consultation__version__document", "seko"):
        if mandate.scope not in ("", position.seko.code):
            continue
        waiting = counts(position.consultation, position.seko).awaiting
        yield Matter(
            _("Comments not handled: %(count)s") % {"count": waiting},
            title_of(position.consultation),
            reverse("board", args=[position.consultation.code, position.seko.code]),
            local_date(position.consultation.leads_deadline_at),
        )


def _unsent(mandate: Mandate, actor: Actor) -> Any:
    rows = unsent_of(actor).filter(
        person=mandate.person, organisation=mandate.organisation, late_status=LateStatus.NONE
    )
    for unsent in rows.select_related("consultation__version__document"):
        due = local_date(unsent.consultation.leads_deadline_at)
        yield Matter(
            _beginning(unsent.words) or _("A comment without words"),
            title_of(unsent.consultation),
            reverse("unsent", args=[unsent.pk]),
            due,
        )


def _beginning(words: str) -> str:
    return words if len(words) <= LETTERS else f"{spoken.beginning(words, LETTERS)}…"


def _invitations(mandate: Mandate) -> Any:
    for invitation in invitations_sent_by(mandate.person_id, [mandate.organisation_id]):
        yield Matter(
            invitation.name,
            str(Role(invitation.role).label),
            reverse("people", args=[mandate.organisation.slug]),
            local_date(invitation.expires_at),
        )


def _colleagues(mandate: Mandate, now: datetime) -> Any:
    """Return who else answers at the institution: to them personal assignments are handed on."""
    found = people_of([mandate.organisation_id], local_date(now), *ANSWERING).get(mandate.organisation_id, set())
    for person in Person.objects.filter(pk__in=found - {mandate.person_id}).order_by("name"):
        yield Colleague(person, spoken.plain_words(person.name, current()))
