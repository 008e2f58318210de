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
from seko.actors.organisations.queries.links import may_have, read_link, sign, who_may_have
from seko.actors.organisations.queries.mandates import (
    WithStandings,
    actor_for,
    actor_of_organisation,
    mandates_in_force,
    people_in_role,
    people_of,
    register_standings,
)
from seko.actors.organisations.queries.people import (
    acting_mandates,
    has_mandate_there,
    invitations_sent_by,
    mandates_of,
    requests_to_decide,
)

__all__ = [
    "Alike",
    "WithStandings",
    "acting_mandates",
    "actor_for",
    "actor_of_organisation",
    "has_mandate_there",
    "holder_of_number",
    "in_force",
    "invitations_sent_by",
    "is_named_as_authority",
    "likely_duplicates",
    "listed",
    "mandates_in_force",
    "mandates_of",
    "may_have",
    "name_on",
    "named",
    "organisations",
    "people_in_role",
    "people_of",
    "read_link",
    "register_standings",
    "requests_to_decide",
    "sign",
    "successions_of",
    "who_may_have",
    "with_aliases",
    "with_aliases_of",
]
