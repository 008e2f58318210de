"""What stands of the mechanism in every state: a statement of the fellow of A, a supporter, places to speak of."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from seko.actors.mechanism.models import Membership, Supporter, Suspension

if TYPE_CHECKING:
    from tests.permissions.world import World

DECLARED = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


def mechanism(world: World) -> None:
    """Let the fellow of A stand aside from A, and enter a supporter."""
    fellow = world.cast["fellow"]
    Suspension.objects.create(
        organisation_id=fellow.organisation_id,
        seko=world.cast.sekos["A"],
        kind="frozen",
        statement="Док се не објави распоред, не учествујемо.",
        starts_on=date(2027, 1, 11),
        declared_at=DECLARED,
        declared_by=fellow.person,
        mandate=fellow.mandate,
    )
    Supporter.objects.create(name_sr="Фонд", name_en="Fund", kind="funder", starts_on=date(2020, 1, 1))


def membership(world: World, role: str) -> str:
    """Return the identifier of the place of that role's organisation."""
    return str(Membership.objects.get(organisation=world.cast[role].organisation).pk)


def suspension(world: World, role: str) -> str:
    """Return the identifier of the statement of that role's organisation."""
    return str(Suspension.objects.get(organisation=world.cast[role].organisation).pk)


def supporter(world: World, name: str) -> str:
    """Return the identifier of the supporter."""
    return str(Supporter.objects.get(name_en=name).pk)
