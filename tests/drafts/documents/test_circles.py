"""Who reads a released draft: circle by circle."""

from __future__ import annotations

from datetime import date

import pytest

from seko.actors.mechanism.models import Membership
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind, Role
from seko.drafts.documents.enums import Circle
from seko.drafts.documents.models import Release
from seko.drafts.documents.queries import readable_by
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> dict[str, Actor]:
    """One of each who may be told apart by a circle."""
    network, other = f.a_network(partners=1, members=1), f.a_network("other", partners=0, members=1)
    donor = f.an_organisation("Донатор", OrganisationKind.DONOR)
    return {
        "lead": network.lead,
        "partner": network.partners[0],
        "member": network.members[0],
        "other member": other.members[0],
        "in no network": f.an_actor(f.an_organisation("Ван мреже"), Role.REPRESENTATIVE),
        "officer": f.an_officer(),
        "observer": f.an_actor(donor, Role.OBSERVER),
        "administrator": f.an_actor(donor, Role.ADMINISTRATOR),
        "nobody": Actor(),
    }


CONSORTIUM = {"lead", "partner"}
NETWORK = CONSORTIUM | {"member", "officer", "observer"}
CIRCLES = {
    Circle.INSTITUTION: set[str](),
    Circle.CONSORTIUM: CONSORTIUM,
    Circle.NETWORK: NETWORK,
    Circle.NETWORKS: NETWORK | {"other member"},
    Circle.PUBLIC: NETWORK | {"other member", "in no network", "administrator", "nobody"},
}


@pytest.mark.parametrize("circle", CIRCLES)
def test_each_circle_reads_what_is_released_to_it(actors: dict[str, Actor], circle: Circle) -> None:
    version = f.a_version(circle=Circle.PUBLIC)
    version.releases.all().delete()
    (standing,) = (each for each in actors["lead"].standings)
    seko = standing.seko_id if circle in (Circle.CONSORTIUM, Circle.NETWORK) else None
    Release.objects.create(version=version, circle=circle, seko_id=seko, starts_at=f.ANNOUNCED)

    readers = {who for who, actor in actors.items() if version in readable_by(actor, f.COMMENTING)}

    assert readers == CIRCLES[circle]
    assert not any(version in readable_by(actor, f.ANNOUNCED.replace(day=1)) for actor in actors.values())


def test_an_organisation_that_left_its_network_reads_what_the_public_reads(actors: dict[str, Actor]) -> None:
    version, member = f.a_version(circle=Circle.NETWORKS), actors["member"]
    assert version in readable_by(member, f.COMMENTING)

    Membership.objects.filter(organisation=member.organisation).update(ends_on=date(2027, 3, 9))

    assert version not in readable_by(f.again(member), f.COMMENTING)
