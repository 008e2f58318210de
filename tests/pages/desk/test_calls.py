"""What calls ask of a person on the desk."""

from __future__ import annotations

import pytest

from seko.actors.calls import actions
from seko.actors.calls.actions.applying import Written
from seko.actors.calls.enums import CallKind
from seko.actors.organisations.actor import Actor
from seko.pages.desk.calls import asked_by_calls
from tests import factories as f
from tests.actors.calls import places as p

pytestmark = pytest.mark.django_db


def asked(actor: Actor) -> list[str]:
    return [each.title for each in asked_by_calls(actor, p.APPLYING)]


def test_each_is_asked_for_its_own_part_of_a_call() -> None:
    network, ministry = f.a_network(partners=1), f.ministry()
    call = p.a_call(network.seko, network.lead, CallKind.NETWORK)
    applicant, writer = p.an_applicant(), p.an_applicant()
    row = p.apply(call, applicant)
    actions.save_application(call, written=Written("Речи.", "", "", ()), by=writer, now=p.APPLYING)

    people = (network.lead, network.partners[0], network.members[0], applicant, writer, ministry)
    assert [asked(each) for each in people] == [
        ["Размотрите 1 пријаву"], ["Размотрите 1 пријаву"], [], [], ["Пошаљи пријаву"], [],
    ]  # fmt: skip

    p.impartial(call, network.lead, network.partners[0], now=p.APPLYING)
    row = actions.propose_decision(row, outcome="admit", reason="Да.", by=network.lead, now=p.APPLYING)
    actions.take_stance(row, stance="agrees", note="", by=network.partners[0], now=p.APPLYING)
    actions.decide_application(row, by=network.lead, now=p.APPLYING)

    assert [asked(each) for each in (network.lead, ministry)] == [[], ["Упишите 1 чланицу мреже"]]


def test_applications_for_a_consortium_are_judged_once_the_call_is_closed() -> None:
    ministry = f.ministry()
    call = p.a_call(f.a_network(partners=2).seko, ministry)
    p.apply(call, p.an_applicant())

    assert asked(ministry) == []
    assert [each.title for each in asked_by_calls(ministry, p.JUDGING)] == ["Размотрите 1 пријаву"]
