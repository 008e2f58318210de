"""Who sees a consultation that has questions and no draft."""

from __future__ import annotations

import pytest

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind, Role
from seko.dialogue.consultations.queries import visible_to
from tests import factories as f

pytestmark = pytest.mark.django_db

ASKED = {"lead", "member", "ministry", "auditor", "officer", "observer"}


@pytest.mark.parametrize(
    ("audience", "seen_by"), [("sekos", ASKED), ("public", ASKED | {"other member", "administrator", "nobody"})]
)
def test_questions_without_a_draft_are_seen_as_a_draft_for_the_networks_is(audience: str, seen_by: set[str]) -> None:
    network, other = f.a_network(), f.a_network("other")
    donor = f.an_organisation("Донатор", OrganisationKind.DONOR)
    consultation = f.a_consultation([network.seko], questions=["А?", "Б?", "В?"], audience=audience)
    actors: dict[str, Actor] = {
        "lead": network.lead,
        "member": network.members[0],
        "other member": other.members[0],
        "ministry": f.ministry(),
        "auditor": f.an_actor(donor, Role.AUDITOR),
        "officer": f.an_officer(),
        "observer": f.an_actor(donor, Role.OBSERVER),
        "administrator": f.an_actor(donor, Role.ADMINISTRATOR),
        "nobody": Actor(),
    }

    assert {who for who, actor in actors.items() if consultation in visible_to(actor, f.COMMENTING)} == seen_by
