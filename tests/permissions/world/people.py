"""Who is invited and who asks, in every state."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Invitation, JoiningRequest
from seko.foundation.journal.chain import digest as chain_digest
from tests.permissions.world.canaries import LONG_AGO, canary

if TYPE_CHECKING:
    from tests.permissions.world import World


def people(world: World) -> None:
    """Somebody is invited to act for the member's organisation, and the person asks to act for the fellow's."""
    cast = world.cast
    member, fellow, person = cast["member"], cast["fellow"].organisation, cast["person"].person
    assert member.organisation and fellow and person
    world.links["one"] = "a-link-of-an-invitation"
    world.invitations["one"] = Invitation.objects.create(
        organisation=member.organisation,
        email=f"{canary('invited', 'mail')}@primer.example",
        name=canary("invited", "name"),
        role=Role.REPRESENTATIVE,
        invited_by=member.person,
        token_digest=chain_digest(world.links["one"]),
        created_at=LONG_AGO,
        expires_at=datetime(2028, 1, 1, tzinfo=UTC),
    )
    world.requests["one"] = JoiningRequest.objects.create(
        organisation=fellow, person=person, words=canary("asked", "words"), created_at=LONG_AGO
    )
