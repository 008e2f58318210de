"""Two who decide, register, apply or take back at the same moment, in real threads: what is decided stands once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from seko.actors.calls import actions
from seko.actors.calls.enums import ApplicationStatus, CallKind, CallStatus, Outcome
from seko.actors.calls.models import Application, Call
from seko.actors.mechanism.models import Membership
from seko.foundation.core import clock
from seko.foundation.core.errors import SekoError
from seko.foundation.journal.queries import tampering
from seko.foundation.workflow import second
from tests import factories as f
from tests.actors.calls import places as p
from tests.at_once import at_once, failed

pytestmark = pytest.mark.django_db(transaction=True)
turns = pytest.mark.parametrize("turn", range(4))
NOW = p.JUDGING


@turns
def test_an_application_is_decided_or_taken_back_or_withdrawn(turn: int) -> None:
    network = f.a_network(partners=0)
    lead, colleague, applicant = network.lead, f.another_of(network.lead), p.an_applicant()
    call = p.a_call(network.seko, lead, CallKind.NETWORK)
    p.impartial(call, lead, colleague)
    row = actions.propose_decision(
        p.apply(call, applicant), outcome=Outcome.ADMIT, reason="По мерилима.", by=lead, now=NOW
    )

    outcomes = at_once(
        lambda: actions.decide_application(row, by=lead, now=NOW),
        lambda: actions.take_back_proposal(row, by=colleague, now=NOW),
        lambda: actions.withdraw_application(row, by=applicant, now=NOW),
    )

    assert set(failed(outcomes)) <= {"WrongState", "Refused"}
    kept = Application.objects.get()
    assert (kept.status == ApplicationStatus.ADMITTED) == (kept.decided_at is not None)
    assert (kept.status == ApplicationStatus.ADMITTED) == (not isinstance(outcomes[0], SekoError))
    assert tampering() == []


@turns
def test_two_who_register_the_same_member(turn: int) -> None:
    network, ministry = f.a_network(partners=0), f.ministry()
    call, applicant = p.a_call(network.seko, network.lead, CallKind.NETWORK), p.an_applicant()
    row = p.apply(call, applicant)
    p.impartial(call, network.lead)
    actions.propose_decision(row, outcome=Outcome.ADMIT, reason="По мерилима.", by=network.lead, now=NOW)
    actions.decide_application(row, by=network.lead, now=NOW)
    clients = [f.client_of(ministry), f.client_of(f.another_of(ministry))]
    page = reverse("registration", args=[row.pk])

    with clock.pinned(NOW):
        answers = at_once(*(lambda each=each: each.post(page) for each in clients))

    assert sorted(answer.status_code for answer in answers) in ([302, 404], [302, 409])
    assert Membership.objects.filter(organisation=applicant.organisation).count() == 1


@turns
def test_two_of_one_organisation_who_send_its_application(turn: int) -> None:
    network, applicant = f.a_network(partners=0), p.an_applicant()
    call = p.a_call(network.seko, network.lead, CallKind.NETWORK)
    clients = [f.client_of(applicant), f.client_of(f.another_of(applicant))]
    page, data = reverse("application-edit", args=[call.code]), {"words": "Речи.", "declarations": p.ALL}

    with clock.pinned(p.APPLYING):
        answers = at_once(*(lambda each=each: each.post(page, {**data, "deed": "send"}) for each in clients))

    assert sorted(answer.status_code for answer in answers) in ([302, 302], [302, 409])
    assert Application.objects.get().status == ApplicationStatus.SENT


@turns
def test_a_list_is_published_once_and_with_what_still_stands(turn: int) -> None:
    network, one = f.a_network(partners=2), f.ministry()
    two, applicant = f.another_of(one), p.an_applicant()
    call = p.a_call(network.seko, one)
    row = p.apply(call, applicant)
    p.impartial(call, one, two)
    p.score(row, one, 30, 20)
    proposed = actions.propose_publication(
        call, admitted=str(row.pk), reasons={str(row.pk): "Најбоља."}, decision="Одлука.", by=one, now=NOW
    )

    at_once(
        lambda: second.confirm(proposed, by=two, now=NOW),
        lambda: second.confirm(proposed, by=two, now=NOW),
        lambda: actions.withdraw_application(row, by=applicant, now=NOW),
        lambda: second.refuse(proposed, by=one, now=NOW),
    )

    published = Call.objects.get()
    is_published = published.status == CallStatus.RANKED
    assert (Application.objects.get().status == ApplicationStatus.ADMITTED) == is_published

    if is_published:
        assert published.objections_until is not None
        after = published.objections_until + timedelta(hours=9)
        outcomes = at_once(
            lambda: actions.finalise_call(published, by=one, now=after),
            lambda: actions.finalise_call(published, by=two, now=after),
        )
        assert failed(outcomes) == ["WrongState"]
        assert Membership.objects.filter(organisation=applicant.organisation).count() == 1
