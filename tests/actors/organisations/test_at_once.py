"""Two people at the same moment, by real requests in real threads: one wins, the other sees why, nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from seko.actors.accounts.models import Person
from seko.actors.organisations import actions
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Invitation, JoiningRequest, Mandate, Organisation
from seko.actors.organisations.permissions import Offer
from seko.foundation.core import clock
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import SekoError
from seko.foundation.notifications.models import Outbox
from seko.foundation.workflow import second
from tests import factories as f
from tests.at_once import at_once, failed

pytestmark = pytest.mark.django_db(transaction=True)
NOW = f.COMMENTING
ROUNDS = 4


def post(client: Client, page: str, *of: Any, **data: Any) -> Any:
    return client.post(reverse(page, args=of), data)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_facts_changed_while_the_organisation_ends_do_not_bring_it_back(turn: int) -> None:
    ministry, body = f.ministry(), f.an_organisation()

    at_once(
        lambda: actions.change_facts(body, fields={"town": "Ниш"}, by=ministry, now=NOW),
        lambda: actions.end_organisation(body, ended_on=local_date(NOW), by=ministry, now=NOW),
    )

    kept = Organisation.objects.get(pk=body.pk)
    assert (kept.town, kept.ended_on) == ("Ниш", local_date(NOW))


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_who_enter_the_same_organisation(turn: int) -> None:
    one = f.ministry()
    clients = [f.client_of(one), f.client_of(f.another_of(one))]
    data = {"name": "Чиста река", "kind": "association", "registry_number": "17162543"}

    with clock.pinned(NOW):
        answers = at_once(*(lambda each=each: post(each, "organisation-new", **data) for each in clients))

    assert sorted(answer.status_code for answer in answers) in ([302, 400], [302, 409])
    assert Organisation.objects.filter(name="Чиста река").count() == 1


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_organisations_that_invite_the_same_new_person(turn: int) -> None:
    members = f.a_network().members
    clients = [(f.client_of(each), each.organisation) for each in members]
    data = {"name": "Нова Особа", "email": "nova@primer.example", "language": "sr", "role": Role.REPRESENTATIVE}

    with clock.pinned(NOW):
        answers = at_once(*(lambda c=c, o=o: post(c, "person-invite", o.slug, **data) for c, o in clients))

    assert {answer.status_code for answer in answers} <= {302, 409}
    assert Person.objects.filter(email="nova@primer.example").count() == 1
    assert Invitation.objects.count() == [answer.status_code for answer in answers].count(302)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_who_register_the_same_address(turn: int) -> None:
    data = {"name": "Нова Особа", "email": "nova@primer.example"}

    answers = at_once(*(lambda: post(Client(), "register", **data) for _ in range(2)))

    assert {answer.status_code for answer in answers} <= {200, 409}
    assert Person.objects.count() == 1


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_an_invitation_taken_up_twice_gives_one_mandate(turn: int) -> None:
    member = f.a_network().members[0]
    assert member.organisation is not None
    actions.invite(
        Offer(member.organisation, Role.REPRESENTATIVE),
        name="Нова Особа",
        email="nova@primer.example",
        language="sr",
        is_deputy=False,
        until=None,
        by=member,
        now=NOW,
    )
    token = Outbox.objects.get(kind="mandate-invitation").context["token"]

    with clock.pinned(NOW):
        answers = at_once(*(lambda: post(Client(), "invitation", token) for _ in range(3)))

    assert sorted(answer.status_code for answer in answers) == [302, 409, 409]
    assert Mandate.objects.filter(person__email="nova@primer.example").count() == 1


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_an_invitation_taken_up_while_the_organisation_ends_leaves_nobody_acting_for_it(turn: int) -> None:
    ministry, member = f.ministry(), f.a_network().members[0]
    assert member.organisation is not None
    body = member.organisation
    asked = actions.ask_to_join(body, words="", by=Actor(f.a_person()), now=NOW)
    invitation = actions.invite(
        Offer(body, Role.REPRESENTATIVE), name="Нова Особа", email="nova@primer.example", language="sr",
        is_deputy=False, until=None, by=member, now=NOW,
    )  # fmt: skip

    outcomes = at_once(
        lambda: actions.take_up(invitation, by=Actor(), now=NOW),
        lambda: actions.grant_joining(asked, by=ministry, now=NOW),
        lambda: actions.end_organisation(body, ended_on=local_date(NOW), by=ministry, now=NOW),
    )

    assert not isinstance(outcomes[2], SekoError)
    assert Organisation.objects.get(pk=body.pk).ended_on
    assert not Mandate.objects.filter(organisation=body, ended_at=None).exists()


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_who_decide_on_the_same_request(turn: int) -> None:
    member = f.a_network().members[0]
    assert member.organisation is not None
    colleague = f.another_of(member)
    asked = actions.ask_to_join(member.organisation, words="", by=Actor(f.a_person()), now=NOW)

    outcomes = at_once(
        lambda: actions.grant_joining(asked, by=member, now=NOW),
        lambda: actions.decline_joining(asked, by=colleague, now=NOW),
    )

    assert failed(outcomes) == ["WrongState"]
    is_granted = JoiningRequest.objects.get().status == "granted"
    assert Mandate.objects.filter(person=asked.person).exists() == is_granted


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_bodies_merged_into_each_other_at_once_leave_one(turn: int) -> None:
    one, first, other = f.ministry(), f.an_organisation("Прва"), f.an_organisation("Друга")
    two = f.another_of(one)
    there = actions.propose_merging(first, survivor=other, reason="Двоструко.", by=one, now=NOW)
    back = actions.propose_merging(other, survivor=first, reason="Двоструко.", by=one, now=NOW)

    at_once(
        lambda: second.confirm(there, by=two, now=NOW),
        lambda: second.confirm(back, by=two, now=NOW),
    )

    assert Organisation.objects.filter(pk__in=[first.pk, other.pk], merged_into=None).count() == 1
