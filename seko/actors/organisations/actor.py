"""Who acts in a request: the person, the mandate chosen, and what the organisation is in the mechanism."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seko.actors.organisations.enums import SECOND_FACTOR_ROLES, Role

if TYPE_CHECKING:
    from seko.actors.accounts.models import Person
    from seko.actors.organisations.models import Mandate, Organisation


# Under this name the session keeps the identifier of the mandate that the person chose.
CHOSEN_MANDATE = "mandate"
# Under this name a form sends the mandate under which its page was opened.
ACTING_FIELD = "acting"


@dataclass(frozen=True, slots=True)
class Standing:
    """What an organisation is in one SEKO today: `role` is lead, partner or member."""

    seko_id: int
    seko_code: str
    role: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person under one mandate (or under none), as of today.

    `standings` are those of the mandate's organisation, narrowed by the mandate's scope. `is_chosen` says that there is
    no doubt for whom the person acts: it is the only mandate, or the one chosen in this session. Without it one may
    read under the first, and must choose before writing (reliability.md C7 85).
    """

    person: Person | None = None
    mandate: Mandate | None = None
    others: tuple[Mandate, ...] = ()
    standings: tuple[Standing, ...] = field(default=())
    is_chosen: bool = True

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody is signed in."""
        return self.person is None

    @property
    def organisation(self) -> Organisation | None:
        """The organisation for which the person acts."""
        return self.mandate.organisation if self.mandate else None

    @property
    def role(self) -> str:
        """The mandate's role, or an empty string."""
        return self.mandate.role if self.mandate else ""

    @property
    def person_id(self) -> str:
        """The person's identifier as text, for the journal."""
        return str(self.person.pk) if self.person else ""

    @property
    def mandate_id(self) -> str:
        """The mandate's identifier as text, for the journal."""
        return str(self.mandate.pk) if self.mandate else ""

    @property
    def organisation_id(self) -> str:
        """The organisation's identifier as text, for the journal."""
        return str(self.mandate.organisation_id) if self.mandate else ""

    @property
    def person_name(self) -> str:
        """The person's name, for the page's head."""
        return self.person.name if self.person else ""

    @property
    def organisation_name(self) -> str:
        """The organisation's registered name."""
        return self.mandate.organisation.name if self.mandate else ""

    @property
    def shown_organisation(self) -> str:
        """The organisation's name for the page's head, as `shown_name` says it."""
        return self.mandate.organisation.shown_name if self.mandate else ""

    @property
    def mandate_label(self) -> str:
        """The role in words, for the page's head."""
        return str(Role(self.mandate.role).label) if self.mandate else ""

    @property
    def mandates(self) -> tuple[Mandate, ...]:
        """Every mandate of the person in force, the one acted under first."""
        return (self.mandate, *self.others) if self.mandate else self.others

    @property
    def mandate_choices(self) -> tuple[tuple[str, str, str], ...]:
        """What the person may choose to act under, for the page's head: identifier, organisation, role in words."""
        return named(self.others if self.is_chosen else self.mandates)

    @property
    def needs_second_factor(self) -> bool:
        """Whether the person acts for the state, under the chosen mandate or another."""
        return any(each.role in SECOND_FACTOR_ROLES for each in self.mandates)

    def has_role(self, *roles: Role) -> bool:
        """Return whether the chosen mandate has one of the roles."""
        return self.role in roles

    @property
    def is_ministry(self) -> bool:
        """Whether the actor coordinates at the ministry (NIPAC Technical Secretariat)."""
        return self.has_role(Role.MINISTRY)

    @property
    def is_officer(self) -> bool:
        """Whether the actor is an officer of a responding institution."""
        return self.has_role(Role.OFFICER)

    @property
    def is_civil(self) -> bool:
        """Whether the actor acts for an organisation of civil society."""
        return self.has_role(Role.REPRESENTATIVE, Role.COORDINATOR)

    def sekos(self, *roles: str) -> frozenset[int]:
        """Return the identifiers of the SEKOs in which the organisation has one of the roles (all when none named)."""
        return frozenset(standing.seko_id for standing in self.standings if not roles or standing.role in roles)

    def leads(self, seko_id: int) -> bool:
        """Return whether the actor coordinates the lead organisation of that SEKO."""
        return self.has_role(Role.COORDINATOR) and seko_id in self.sekos("lead")

    def is_in_consortium(self, seko_id: int) -> bool:
        """Return whether the actor acts for the lead or a partner of that SEKO."""
        return self.is_civil and seko_id in self.sekos("lead", "partner")


def named(mandates: Iterable[Mandate]) -> tuple[tuple[str, str, str], ...]:
    """Return mandates as a choice: identifier, for whom, and in what capacity."""
    return tuple((str(each.pk), each.organisation.shown_name, str(Role(each.role).label)) for each in mandates)


ANONYMOUS = Actor()
