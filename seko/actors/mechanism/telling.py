"""What the mechanism tells the organisations' app: where an organisation stands, and who coordinates its leads."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from seko.actors.mechanism.models import Membership
from seko.actors.mechanism.queries import holds_from, memberships_on
from seko.actors.organisations.conditions import Place
from seko.actors.organisations.enums import Role
from seko.actors.organisations.queries import people_of
from seko.foundation.core.languages import in_form


def places_of(organisation_id: UUID, today: date) -> tuple[Place, ...]:
    """Return where an organisation stands that day: one place for each SEKO, in the order of SEKOs."""
    rows = memberships_on(today).filter(organisation_id=organisation_id).select_related("seko").order_by("seko")
    return tuple(Place(row.seko_id, row.seko.code, in_form(row.seko, "name"), row.role) for row in rows)


def has_places(organisation_id: UUID, today: date) -> bool:
    """Return whether an organisation has a place in a SEKO that holds that day or begins later."""
    return Membership.objects.filter(holds_from(today), organisation_id=organisation_id).exists()


def leads_of(organisation_id: UUID, today: date) -> set[UUID]:
    """Return the people who coordinate the leads of the SEKOs in which the organisation stands that day."""
    sekos = memberships_on(today).filter(organisation_id=organisation_id).values("seko_id")
    leads = memberships_on(today).filter(seko_id__in=sekos, role="lead").values_list("organisation_id", flat=True)
    return {person for people in people_of(leads, today, Role.COORDINATOR).values() for person in people}
