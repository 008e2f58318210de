"""What the desk says waits for approval is what the page of approvals lets the person approve."""

from __future__ import annotations

import pytest

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.responses.actions import propose, save_draft
from seko.pages.desk.tasks import desk_of
from tests import factories as f
from tests.dialogue.responses.conftest import ACCEPTED, Answering, answering  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def approvals(actor: Actor) -> list[str]:
    desk = desk_of(actor, f.ANSWERING)
    return [str(row.title) for row in (*desk.late, *desk.soon, *desk.later) if "Одобр" in str(row.title)]


def test_only_what_the_person_may_approve_is_counted(answering: Answering) -> None:  # noqa: F811 - the fixture
    helper, sender = answering.coordinator, answering.second
    third = f.another_of(helper)
    involved = f.another_of(helper)
    f.an_actor(answering.network.members[0].organisation, Role.REPRESENTATIVE, involved.person)
    save_draft(answering.point, fields=ACCEPTED, by=answering.officer, now=f.ANSWERING)
    changed = {**ACCEPTED, "reason": "Тачније."}
    response = save_draft(answering.point, fields=changed, revision=1, by=helper, now=f.ANSWERING)
    propose(response, by=sender, now=f.ANSWERING)
    other = save_draft(answering.direct, fields=ACCEPTED, by=answering.coordinator, now=f.ANSWERING)
    propose(other, by=answering.coordinator, now=f.ANSWERING)

    counted = {name: approvals(actor) for name, actor in (("helper", helper), ("sender", sender), ("third", third))}
    assert counted == {
        "helper": [],
        "sender": ["Одобрите 1 одговор"],
        "third": ["Одобрите 2 одговора"],
    }
    assert approvals(f.again(involved)) == ["Одобрите 1 одговор"]
