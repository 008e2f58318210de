"""Reading organisations, their people, and what people are invited to."""

from seko.actors.organisations.queries.bodies import (
    Alike,
    holder_of_number,
    in_force,
    is_named_as_authority,
    likely_duplicates,
    listed,
    name_on,
    named,
    organisations,
    successions_of,
    with_aliases,
    with_aliases_of,
)
from seko.actors.organisations.queries.mandates import (
    WithStandings,
    actor_for,
    actor_of_organisation,
    mandates_in_force,
    people_in_role,
    people_of,
    register_standings,
)
from seko.actors.organisations.queries.people import has_mandate_there

__all__ = [
    "Alike",
    "WithStandings",
    "actor_for",
    "actor_of_organisation",
    "has_mandate_there",
    "holder_of_number",
    "in_force",
    "is_named_as_authority",
    "likely_duplicates",
    "listed",
    "mandates_in_force",
    "name_on",
    "named",
    "organisations",
    "people_in_role",
    "people_of",
    "register_standings",
    "successions_of",
    "with_aliases",
    "with_aliases_of",
]
