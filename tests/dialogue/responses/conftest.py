"""What the tests of answers stand on: a handed-in position and a direct comment, two officials, an officer."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Organisation
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import ensure_position, merge, set_aside, submit_position
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.actions import approve, assign, propose, save_draft
from seko.dialogue.responses.models import Response
from seko.foundation.core.catalogue import load_all
from tests import factories as f

ACCEPTED = {"disposition": "accepted", "reason": "Тачно је.", "will_change": "Додаје се станица."}


@dataclass
class Answering:
    """Two merged comments as one point, assigned to the officer's institution; one comment direct, one left out."""

    network: f.Network
    consultation: Consultation
    comments: list[Comment]
    point: Point
    direct: Point
    stranger: Actor
    coordinator: Actor
    second: Actor
    officer: Actor
    institution: Organisation

    def drafted(self, by: Actor | None = None, **fields: str) -> Response:
        """Return an answer begun by the officer."""
        return save_draft(self.point, fields={**ACCEPTED, **fields}, by=by or self.officer, now=f.ANSWERING)

    def proposed(self, by: Actor | None = None) -> Response:
        """Return an answer sent for approval by the officer."""
        return propose(self.drafted(by), by=by or self.officer, now=f.ANSWERING)

    def published(self) -> Response:
        """Return an answer approved by the coordination."""
        return approve(self.proposed(), by=self.coordinator, now=f.ANSWERING)


@pytest.fixture
def answering() -> Answering:
    """The usual state of affairs in the week of answers."""
    load_all()
    network = f.a_network()
    consultation = f.a_consultation([network.seko], version=f.a_version(circle="public"), audience="public")
    stranger = f.an_actor(f.an_organisation("Ван мреже"), Role.REPRESENTATIVE)
    comments = [
        f.a_comment(consultation, network.members[0], "Додати станицу у Бору.", seko=network.seko, place="1-2"),
        f.a_comment(consultation, network.members[1], "Мерна станица у Бору.", seko=network.seko, place="1-2"),
        f.a_comment(consultation, network.members[0], "Краћи рок.", seko=network.seko, place="1-3"),
    ]
    direct = f.a_comment(consultation, stranger, "Станица у Смедереву.", place="1-1")
    point = merge(comments[:2], by=network.lead, now=f.CONSOLIDATING)
    set_aside(comments[2:], reason="Понавља се.", by=network.lead, now=f.CONSOLIDATING)
    position = ensure_position(consultation, network.seko, by=network.lead, now=f.CONSOLIDATING)
    submit_position(position, by=network.lead, now=f.CONSOLIDATING)
    coordinator, officer = f.ministry(), f.an_officer()
    assert officer.organisation is not None
    assign([point], institution=officer.organisation, by=coordinator, now=f.CONSOLIDATING)
    return Answering(
        network,
        consultation,
        comments,
        point,
        direct.own_point,
        stranger,
        coordinator,
        f.another_of(coordinator),
        officer,
        officer.organisation,
    )
