"""Places given, left, handed over and ended at the same moment, in real threads."""

from __future__ import annotations

from collections import Counter

import pytest

from seko.actors.mechanism.actions import leave, lift, propose_lead, register_member, suspend
from seko.actors.mechanism.models import Membership, Suspension
from seko.actors.organisations import actions as bodies
from seko.actors.organisations.models import Organisation
from seko.foundation.core.dates import local_date
from seko.foundation.workflow import second
from tests import factories as f
from tests.at_once import at_once, failed

pytestmark = pytest.mark.django_db(transaction=True)
turns = pytest.mark.parametrize("turn", range(4))
NOW = f.COMMENTING
TODAY = local_date(NOW)


@turns
def test_two_who_enter_the_same_member(turn: int) -> None:
    seko, body, one = f.a_network().seko, f.an_organisation("Нова"), f.ministry()

    outcomes = at_once(
        *(
            lambda who=who: register_member(seko, body, role="member", on=TODAY, by=who, now=NOW)
            for who in (one, f.another_of(one))
        )
    )

    assert failed(outcomes) == ["Invalid"]
    assert Membership.objects.filter(organisation=body).count() == 1


@turns
def test_what_ends_or_is_merged_while_it_gets_a_place_keeps_none(turn: int) -> None:
    network, one = f.a_network(), f.ministry()
    two, ended, alias, survivor = f.another_of(one), *(f.an_organisation(name) for name in "АБВ")
    merging = bodies.propose_merging(alias, survivor=survivor, reason="Двоструко.", by=one, now=NOW)

    outcomes = at_once(
        lambda: register_member(network.seko, alias, role="member", on=TODAY, by=one, now=NOW),
        lambda: second.confirm(merging, by=two, now=NOW),
    )
    outcomes += at_once(
        lambda: register_member(network.seko, ended, role="member", on=TODAY, by=one, now=NOW),
        lambda: bodies.end_organisation(ended, ended_on=TODAY, by=one, now=NOW),
    )

    assert set(failed(outcomes)) <= {"Invalid"}
    assert Organisation.objects.get(pk=alias.pk).merged_into == survivor
    assert not Membership.objects.filter(organisation__in=[alias, ended], ended_at=None).exists()


@turns
def test_a_lead_is_appointed_while_it_leaves(turn: int) -> None:
    network, one = f.a_network(partners=2), f.ministry()
    two, partner = f.another_of(one), network.partners[0]
    assert partner.organisation is not None
    place = Membership.objects.get(organisation=partner.organisation)
    proposed = propose_lead(
        network.seko, partner.organisation, on=TODAY, old_lead="partner", basis="Одлука", by=one, now=NOW
    )

    outcomes = at_once(
        lambda: second.confirm(proposed, by=two, now=NOW),
        lambda: leave(place, on=TODAY, statement="Иступамо.", by=partner, now=NOW),
        lambda: second.confirm(proposed, by=two, now=NOW),
    )

    assert None not in outcomes
    standing = Membership.objects.filter(seko=network.seko, ends_on=None)
    assert standing.filter(role="lead").count() <= 1
    assert set(Counter(standing.values_list("organisation", flat=True)).values()) == {1}


@turns
def test_two_who_freeze_and_resume_the_participation(turn: int) -> None:
    network = f.a_network()
    people = network.members[0], f.another_of(network.members[0])

    outcomes = at_once(
        *(lambda who=who: suspend(network.seko, kind="frozen", statement="Изјава.", by=who, now=NOW) for who in people)
    )
    assert failed(outcomes) == ["WrongState"]

    row = Suspension.objects.get()
    outcomes = at_once(*(lambda who=who: lift(row, by=who, now=NOW) for who in people))
    assert failed(outcomes) == ["WrongState"]
