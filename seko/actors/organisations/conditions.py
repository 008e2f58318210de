"""What the app of organisations asks of upper apps: about an organisation's place in the mechanism, and what follows
when it is closed, taken over or merged, or when somebody's mandate for it ends.
"""

from __future__ import annotations

from dataclasses import dataclass

from seko.foundation.workflow.conditions import Consequence, Inquiry


@dataclass(frozen=True, slots=True)
class Place:
    """Where an organisation stands: the SEKO's identifier, code, name in the page's language form, its role there."""

    seko_id: int
    seko_code: str
    seko_name: str
    role: str


# Followed with (organisation=, by=, now=): it ended; nobody acts for it any more, its memberships end.
closed = Consequence("organisation-closed")
# Followed with (succession=, by=, now=): one body took over from another; of the whole, what is open passes on.
succeeded = Consequence("organisation-succeeded")
# Followed with (alias=, survivor=, by=, now=): what is open of the alias is ended and given anew to the survivor.
merged = Consequence("organisation-merged")
# Followed with (mandate=, by=, now=) in the minute in which a mandate ends: its work returns to its organisation.
mandate_ended = Consequence("mandate ended")
# Asked of (organisation's identifier, day): a tuple of `Place`, one for each SEKO.
places_of = Inquiry("places of an organisation in the mechanism")
# Asked of (organisation's identifier, day): whether it has a place in a SEKO that holds then or begins later.
has_places = Inquiry("whether an organisation has or will have a place in the mechanism")
# Asked of (organisation's identifier, day): the identifiers of the people who coordinate the leads of its SEKOs.
leads_of = Inquiry("coordination of the SEKOs of an organisation")
