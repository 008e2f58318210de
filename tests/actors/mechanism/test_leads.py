"""Who leads a SEKO: appointed by two, handed over at once, also in the middle of a consultation (C7 83)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from seko.actors.mechanism.actions import propose_lead, register_member
from seko.actors.mechanism.actions.places import check_consortium
from seko.actors.mechanism.models import Membership
from seko.actors.mechanism.queries import consortium_of
from seko.actors.organisations.actions import end_organisation
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Organisation
from seko.dialogue.positions.models import Point
from seko.foundation.core import clock
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.journal.models import Entry
from seko.foundation.journal.queries import tampering
from seko.foundation.notifications.models import Outbox
from seko.foundation.notifications.sending import send_due
from seko.foundation.workflow import second
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.CONSOLIDATING
TODAY = local_date(NOW)


def body(actor: Actor) -> Organisation:
    """Return the organisation for which somebody acts."""
    assert actor.organisation is not None
    return actor.organisation


def appoint(network: f.Network, new: Actor, *, old_lead: str = "partner", on: Any = TODAY) -> Membership:
    """Let two of the ministry's coordination appoint the lead."""
    ministry = f.ministry()
    proposed = propose_lead(
        network.seko, body(new), on=on, old_lead=old_lead, basis="Одлука 12/2027", by=ministry, now=NOW
    )  # fmt: skip
    row: Membership = second.confirm(proposed, by=f.another_of(ministry), now=NOW)
    return row


def roles(network: f.Network, day: Any = TODAY) -> dict[str, str]:
    return {row.organisation.name: row.role for row in consortium_of(network.seko, day)}


def test_two_people_appoint_and_it_hands_over_at_once() -> None:
    network = f.a_network(partners=2)
    new = network.partners[0]

    row = appoint(network, new)

    assert row.basis == "Одлука 12/2027"
    assert f.again(new, TODAY).sekos("lead") == {network.seko.pk}
    assert f.again(network.lead, TODAY).sekos("lead") == set()
    assert f.again(network.lead, TODAY).sekos("partner") == {network.seko.pk}
    assert list(roles(network).values()).count("lead") == 1
    assert roles(network, TODAY - timedelta(days=1))[network.lead.organisation_name] == "lead"
    assert tampering() == []


@pytest.mark.parametrize(("old_lead", "standing"), [("partner", "partner"), ("member", "member"), ("leaves", None)])
def test_the_old_lead_stays_as_it_was_decided(old_lead: str, standing: str | None) -> None:
    network = f.a_network(partners=2)

    appoint(network, network.partners[0], old_lead=old_lead)

    assert {each.role for each in f.again(network.lead, TODAY).standings} == ({standing} if standing else set())


def test_one_person_cannot_appoint_alone_and_nobody_else_can_at_all() -> None:
    network, ministry = f.a_network(partners=2), f.ministry()
    arguments: dict[str, Any] = {"on": TODAY, "old_lead": "leaves", "basis": "Одлука", "now": NOW}
    new = body(network.partners[0])

    proposed = propose_lead(network.seko, new, by=ministry, **arguments)

    assert not second.may_decide(proposed, ministry, NOW)
    with pytest.raises(Refused):
        second.confirm(proposed, by=ministry, now=NOW)
    with pytest.raises(Refused):
        second.confirm(proposed, by=network.lead, now=NOW)
    with pytest.raises(WrongState):
        propose_lead(network.seko, new, by=f.another_of(ministry), **arguments)
    with pytest.raises(Refused):
        propose_lead(network.seko, new, by=network.lead, **arguments)
    assert f.again(network.lead, TODAY).sekos("lead") == {network.seko.pk}


def test_it_is_appointed_for_a_later_day_too_and_never_for_a_past_one() -> None:
    network = f.a_network(partners=2)
    later = TODAY + timedelta(days=10)

    appoint(network, network.partners[0], on=later)

    assert f.again(network.lead, TODAY).sekos("lead") == {network.seko.pk}
    assert f.again(network.partners[0], later).sekos("lead") == {network.seko.pk}
    assert f.again(network.lead, later).sekos("lead") == set()
    with pytest.raises(Invalid):
        appoint(network, network.partners[1], on=TODAY - timedelta(days=1))


def test_both_are_told_by_mail(django_capture_on_commit_callbacks: Any) -> None:
    network = f.a_network(partners=2)

    appoint(network, network.partners[0])

    told = set(Outbox.objects.filter(kind="lead-appointed").values_list("recipient", flat=True))
    assert {network.lead.person.pk, network.partners[0].person.pk} <= told  # type: ignore[union-attr]
    send_due(now=NOW)
    letter = next(each for each in mail.outbox if network.lead.person.email in each.to)  # type: ignore[union-attr]
    assert network.partners[0].organisation_name in letter.body
    assert network.lead.organisation_name in letter.body
    assert letter.alternatives  # type: ignore[attr-defined]


def board(consultation: Any, network: f.Network) -> str:
    return reverse("board", args=[consultation.code, network.seko.code])


@pytest.mark.bad_input(83)
def test_a_lead_replaced_in_mid_consolidation_loses_its_rights_between_get_and_post() -> None:
    network = f.a_network(partners=2)
    consultation = f.a_consultation([network.seko])
    f.a_comment(consultation, network.members[0], seko=network.seko)
    old, new = f.client_of(network.lead), f.client_of(f.another_of(network.partners[0], Role.COORDINATOR))
    with clock.pinned(NOW):
        page = old.get(board(consultation, network))
        assert page.status_code == 200
        before = Point.objects.count()

        appoint(network, network.partners[0], old_lead="leaves")

        assert _submit(old, consultation, network) in (403, 404)
        assert old.get(board(consultation, network)).status_code == 404
        assert Point.objects.count() == before
        assert new.get(board(consultation, network)).status_code == 200
        assert _submit(new, consultation, network) not in (403, 404)
    assert Entry.objects.filter(kind="lead-appointed").count() == 1


def _submit(client: Client, consultation: Any, network: f.Network) -> int:
    url = reverse("board-submit", args=[consultation.code, network.seko.code])
    return client.post(url, {"letter": "Писмо."}).status_code


def test_a_consortium_has_at_most_five_and_one_lead() -> None:
    network = f.a_network(partners=4)
    ministry = f.ministry()
    outside = f.an_organisation("Шеста")

    with pytest.raises(Invalid):
        register_member(network.seko, outside, role="partner", on=TODAY, by=ministry, now=NOW)
    with pytest.raises(Invalid):
        register_member(network.seko, outside, role="lead", on=TODAY, by=ministry, now=NOW)
    assert not Membership.objects.filter(organisation=outside).exists()


def test_nothing_before_the_binding_day_is_judged(settings: Any) -> None:
    network = f.a_network(partners=6)
    settings.SEKO_CONSORTIUM = {**settings.SEKO_CONSORTIUM, "binds_from": TODAY + timedelta(days=1)}
    Membership.objects.update(ends_on=TODAY)

    check_consortium(network.seko, TODAY)

    settings.SEKO_CONSORTIUM = {**settings.SEKO_CONSORTIUM, "binds_from": TODAY}
    with pytest.raises(Invalid):
        check_consortium(network.seko, TODAY)


def test_who_ended_or_was_merged_is_neither_proposed_nor_appointed() -> None:
    network, ministry = f.a_network(partners=2), f.ministry()
    arguments: dict[str, Any] = {"on": TODAY, "old_lead": "leaves", "basis": "Одлука", "now": NOW}
    new, alias = f.an_organisation("Нова на челу"), f.an_organisation("Двоструки унос")
    proposed = propose_lead(network.seko, new, by=ministry, **arguments)
    end_organisation(new, ended_on=TODAY, by=ministry, now=NOW)
    Organisation.objects.filter(pk=alias.pk).update(merged_into=body(network.lead))

    with pytest.raises(Invalid) as refused:
        second.confirm(proposed, by=f.another_of(ministry), now=NOW)
    assert list(refused.value.faults) == ["organisation"]
    second.refuse(proposed, by=f.another_of(ministry), now=NOW)
    for gone in (new, alias):
        with pytest.raises(Invalid) as refused:
            propose_lead(network.seko, gone, by=ministry, **arguments)
        assert list(refused.value.faults) == ["organisation"]
        with pytest.raises(Invalid):
            register_member(network.seko, gone, role="member", on=TODAY, by=ministry, now=NOW)
    assert f.again(network.lead, TODAY).sekos("lead") == {network.seko.pk}
