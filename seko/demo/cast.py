"""Who acts in the demonstration: actors for the actions, by role and organisation."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Mandate
from seko.actors.organisations.queries import actor_for
from seko.demo.register import Register


class Cast:
    """The actors of the demonstration, each looked up once."""

    def __init__(self, register: Register, today: date) -> None:
        self.register = register
        self.today = today
        self._known: dict[str, Actor] = {}

    def _actor(self, mandate: Mandate) -> Actor:
        key = str(mandate.pk)
        if key not in self._known:
            self._known[key] = actor_for(mandate.person, self.today, key)
        return self._known[key]

    @cached_property
    def ministry(self) -> tuple[Actor, ...]:
        """The coordination of the ministry: two or three people, so that a second one can confirm."""
        rows = Mandate.objects.filter(role=Role.MINISTRY).select_related("person").order_by("person__email")
        return tuple(self._actor(row) for row in rows)

    @cached_property
    def officers(self) -> dict[str, Actor]:
        """One officer of each responding institution, by the institution's slug."""
        rows = Mandate.objects.filter(role=Role.OFFICER).select_related("person", "organisation")
        return {row.organisation.slug: self._actor(row) for row in rows.order_by("-person__email")}

    @cached_property
    def leads(self) -> dict[str, Actor]:
        """The coordination of each SEKO's lead, by the SEKO's code."""
        found: dict[str, Actor] = {}
        rows = Mandate.objects.filter(role=Role.COORDINATOR, is_deputy=False).select_related("person", "organisation")
        for row in rows:
            actor = self._actor(row)
            for standing in actor.standings:
                if standing.role == "lead":
                    found[standing.seko_code] = actor
        return found

    def voice(self, slug: str) -> Actor:
        """The person who speaks for an organisation."""
        return self._actor(self.register.voices[slug])

    def partners(self, seko_code: str) -> tuple[Actor, ...]:
        """The people of the partner organisations of a SEKO."""
        rows = self.register.sekos[seko_code].memberships.filter(role="partner").select_related("organisation")
        return tuple(self.voice(row.organisation.slug) for row in rows)
