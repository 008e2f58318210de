"""Reading organisations, their people, and what people are invited to."""

from seko.actors.organisations.queries.bodies import organisations
from seko.actors.organisations.queries.mandates import (
    WithStandings,
    actor_for,
    actor_of_organisation,
    mandates_in_force,
    people_in_role,
    people_of,
    register_standings,
)

__all__ = [
    "WithStandings",
    "actor_for",
    "actor_of_organisation",
    "mandates_in_force",
    "organisations",
    "people_in_role",
    "people_of",
    "register_standings",
]
