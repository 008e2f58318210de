"""What stands of contact points in every state: one of the institution that writes D, whose person is in no role."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from seko.actors.contacts.models import ContactPoint
from tests import factories as f

if TYPE_CHECKING:
    from tests.permissions.world import World

VERIFIED = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


def contacts(world: World) -> None:
    """Enter the contact point."""
    ContactPoint.objects.create(
        organisation_id=world.cast["officer"].organisation_id,
        level="national",
        person=f.a_person("Јавна Особа", email="javna@primer.example"),
        email="javna@primer.example",
        starts_on=date(2026, 1, 1),
        verified_at=VERIFIED,
    )


def contact(world: World, role: str) -> str:
    """Return the identifier of the contact point of that role's organisation."""
    return str(ContactPoint.objects.get(organisation=world.cast[role].organisation).pk)
