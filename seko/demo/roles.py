"""The roles one can try in a demonstration, each with a person who has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Membership
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Mandate
from seko.demo.networks import load_persons

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FIRST_SEKO = "zivotna-sredina"


@dataclass(frozen=True, slots=True)
class Choice:
    """One person to become: the mandate's identifier, the name, for whom."""

    mandate: str
    person: str
    organisation: str
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """A role: what it comes for, and who has it."""

    title: str | _StrPromise
    about: str | _StrPromise
    choices: tuple[Choice, ...]


def offered() -> list[Group]:
    """Return the roles in the order of the chain, with the people of the area that has the most to show first.

    Otherwise they come in the order of the file: a database would sort names by its own collation.
    """
    order = {person.email: place for place, person in enumerate(load_persons())}
    found = Mandate.objects.filter(person__email__in=order, person__is_active=True)
    mandates = sorted(found.select_related("person", "organisation"), key=lambda each: order[each.person.email])
    standing: dict[object, str] = {}
    area: dict[object, str] = {}
    rows = Membership.objects.filter(ends_on__isnull=True).select_related("seko__sector").order_by("-seko__order")
    for row in rows:
        if standing.get(row.organisation_id) not in ("lead", "partner") or row.role == "lead":
            standing[row.organisation_id], area[row.organisation_id] = row.role, row.seko.code

    def of(role: Role, *standings: str) -> Iterable[Mandate]:
        found = [
            each
            for each in mandates
            if each.role == role and (not standings or standing.get(each.organisation_id) in standings)
        ]
        return sorted(found, key=lambda each: area.get(each.organisation_id) != FIRST_SEKO)

    rows_of = (
        (_("Network member"), _("reads the draft, comments, sees the answers"), of(Role.REPRESENTATIVE, "member")),
        (
            _("SEKO coordination"),
            _("gathers and merges the members' comments, hands in the common position"),
            of(Role.COORDINATOR, "lead"),
        ),
        (_("Partner organisation"), _("agrees on the common position"), of(Role.REPRESENTATIVE, "partner")),
        (
            _("Coordination of the ministry"),
            _("publishes drafts, opens consultations, approves answers"),
            of(Role.MINISTRY),
        ),
        (_("Officer of the institution"), _("answers comments"), of(Role.OFFICER)),
        (_("Observer"), _("reads, never writes"), of(Role.OBSERVER)),
        (_("Auditor"), _("reads, never writes"), of(Role.AUDITOR)),
        (
            _("Administrator"),
            _("finds people, ends mandates and sessions; reads nobody’s unpublished words"),
            of(Role.ADMINISTRATOR),
        ),
    )
    return [Group(title, about, tuple(map(_choice, found))) for title, about, found in rows_of]


def _choice(mandate: Mandate) -> Choice:
    note = str(_("deputy")) if mandate.is_deputy else ""
    return Choice(str(mandate.pk), mandate.person.name, mandate.organisation.shown_name, note)
