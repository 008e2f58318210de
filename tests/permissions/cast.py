"""Who acts: one person for each role and scope, as seen from the consultation K that asks the networks A and B."""

from __future__ import annotations

from dataclasses import dataclass, field

from seko.actors.accounts.models import Person
from seko.actors.mechanism.models import Seko
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind, Role
from seko.actors.organisations.models import Organisation
from tests import factories as f

# From the one who may read most to the one who may read least, so that what a cache keeps for the first would show.
ROLES = (
    "ministry",  # coordinator at the ministry: writes and proposes
    "second",  # another coordinator at the same ministry: confirms
    "auditor",
    "officer",  # of the institution that writes D and answers K's points
    "other_officer",  # of another institution
    "lead",  # coordinates the lead of A
    "partner",  # a partner of A
    "member",  # a member of A with comments of its own
    "fellow",  # another member of A without any
    "lead_b",  # coordinates the lead of B, which K asks too
    "member_b",  # a member of B with comments of its own
    "outsider",  # a member of C, which only X asks
    "observer",
    "stranger",  # an organisation in no network
    "person",  # registered, confirmed, without a mandate
    "administrator",
    "secretary",
    "anonymous",
)


@dataclass
class Cast:
    """The actors by role, and the networks by letter."""

    actors: dict[str, Actor] = field(default_factory=dict)
    sekos: dict[str, Seko] = field(default_factory=dict)
    institutions: dict[str, Organisation] = field(default_factory=dict)

    def __getitem__(self, role: str) -> Actor:
        return self.actors[role]

    def role_of(self, person: object) -> str:
        """Return the role of a person's identifier; empty for people who only stand behind others' words."""
        known = {actor.person_id: role for role, actor in self.actors.items() if actor.person is not None}
        return known.get(str(person), "")


def gather() -> Cast:
    """Put everybody into the database; every person's name and address is a canary."""
    cast = Cast()
    _networks(cast)
    _officials(cast)
    cast.actors["stranger"] = f.an_actor(f.an_organisation("Ван мреже"), Role.REPRESENTATIVE)
    cast.actors["person"] = Actor(f.a_person())
    cast.actors["anonymous"] = Actor()
    for role, actor in cast.actors.items():
        if actor.person is not None:
            _name(actor.person, role)
    return cast


def _name(person: Person, role: str) -> None:
    person.name, person.email = f"zq-name.{role}-qz", f"zq-mail.{role}-qz@primer.example"
    person.save(update_fields=["name", "email"])


def _networks(cast: Cast) -> None:
    for letter in "ABC":
        network = f.a_network(f"net-{letter.lower()}", partners=1, members=2)
        cast.sekos[letter] = network.seko
        end = "" if letter == "A" else f"_{letter.lower()}"
        cast.actors[f"lead{end}"] = network.lead
        cast.actors[f"partner{end}"] = network.partners[0]
        cast.actors[f"member{end}"], cast.actors[f"fellow{end}"] = network.members
    cast.actors["outsider"] = cast.actors.pop("member_c")


def _officials(cast: Cast) -> None:
    ministry = f.ministry()
    donor = f.an_organisation("Донатор", OrganisationKind.DONOR)
    cast.actors["ministry"], cast.actors["second"] = ministry, f.another_of(ministry)
    for name in ("officer", "other_officer"):
        institution = f.an_organisation(f"Министарство {name}", OrganisationKind.MINISTRY)
        cast.institutions[name] = institution
        cast.actors[name] = f.an_officer(institution)
    for role in (Role.OBSERVER, Role.AUDITOR, Role.ADMINISTRATOR, Role.SECRETARY):
        cast.actors[role.value] = f.an_actor(donor, role)
