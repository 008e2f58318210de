"""A standing call of a network: the consortium decides, partners may object, the ministry only registers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from seko.actors.calls import actions
from seko.actors.calls.actions.applying import Written
from seko.actors.calls.enums import ApplicationStatus, CallKind
from seko.actors.calls.models import Application
from seko.actors.calls.permissions import partners_until
from seko.actors.calls.queries import listed_applications, to_register
from seko.actors.mechanism.models import Membership
from seko.actors.organisations.enums import Role
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.notifications.models import Outbox
from tests import factories as f
from tests.actors.calls import places as p

pytestmark = pytest.mark.django_db


class Held:
    """A standing call of a network with one application and a consortium of three."""

    def __init__(self) -> None:
        self.network = f.a_network(partners=2)
        self.call = p.a_call(self.network.seko, self.network.lead, CallKind.NETWORK)
        self.applicant = p.an_applicant()
        self.row = p.apply(self.call, self.applicant)
        p.impartial(self.call, self.network.lead, *self.network.partners, now=p.APPLYING)

    @property
    def fresh(self) -> Application:
        """Read the application anew."""
        return Application.objects.select_related("call__seko", "organisation").get(pk=self.row.pk)

    def proposed(self, outcome: str = "admit") -> Application:
        """Propose a decision by the lead."""
        return actions.propose_decision(
            self.fresh, outcome=outcome, reason="По мерилима.", by=self.network.lead, now=p.APPLYING
        )

    def stance(self, place: int, stance: str) -> None:
        """Let a partner say something."""
        actions.take_stance(self.fresh, stance=stance, note="Зато.", by=self.network.partners[place], now=p.APPLYING)

    def decided(self, now: object = p.APPLYING) -> Application:
        """Decide by the lead."""
        return actions.decide_application(self.fresh, by=self.network.lead, now=now)  # type: ignore[arg-type]


@pytest.fixture
def held() -> Held:
    return Held()


def test_who_proposed_does_not_agree_in_the_name_of_a_partner(held: Held) -> None:
    held.proposed()
    partner, person = held.network.partners[0].organisation, held.network.lead.person
    torn = f.an_actor(partner, Role.REPRESENTATIVE, person)

    with pytest.raises(Refused):
        actions.take_stance(held.fresh, stance="agrees", note="", by=torn, now=p.APPLYING)

    held.stance(0, "agrees")
    assert held.fresh.stances.get().person == held.network.partners[0].person


def test_all_partners_agree_and_the_ministry_registers(held: Held) -> None:
    held.proposed()
    with pytest.raises(Refused):
        held.decided()
    held.stance(0, "agrees")
    held.stance(1, "agrees")

    assert held.decided().status == ApplicationStatus.ADMITTED

    assert not Membership.objects.filter(organisation=held.applicant.organisation).exists()
    ministry = f.ministry()
    assert list(to_register()) == [held.row]
    with pytest.raises(Refused):
        actions.register_admitted(held.fresh, by=held.network.lead, now=p.APPLYING)
    actions.register_admitted(held.fresh, by=ministry, now=p.APPLYING)
    assert Membership.objects.get(organisation=held.applicant.organisation).role == "member"
    assert held.fresh.status == ApplicationStatus.REGISTERED
    assert list(to_register()) == []
    assert Outbox.objects.filter(kind="application-admitted", recipient=held.applicant.person.pk).exists()  # type: ignore[union-attr]


def test_without_a_word_of_the_partners_it_is_decided_when_their_days_are_over(held: Held) -> None:
    row = held.proposed()
    until = partners_until(row, p.APPLYING)

    with pytest.raises(Refused):
        held.decided(until)
    assert held.decided(until + timedelta(seconds=1)).status == ApplicationStatus.ADMITTED


def test_when_half_of_the_partners_object_it_is_not_decided(held: Held) -> None:
    row = held.proposed()
    held.stance(0, "objects")

    with pytest.raises(Refused):
        held.decided(partners_until(row, p.APPLYING) + timedelta(days=30))
    actions.take_back_proposal(held.fresh, by=held.network.lead, now=p.APPLYING)
    held.proposed("refuse")
    assert held.fresh.stances.count() == 0


def test_only_the_leads_coordination_proposes_and_partners_speak(held: Held) -> None:
    for person in (held.network.partners[0], held.network.members[0], f.ministry(), held.applicant):
        with pytest.raises(Refused):
            actions.propose_decision(held.fresh, outcome="admit", reason="Да.", by=person, now=p.APPLYING)
    held.proposed()
    for person in (held.network.lead, held.network.members[0], held.applicant):
        with pytest.raises(Refused):
            actions.take_stance(held.fresh, stance="agrees", note="", by=person, now=p.APPLYING)


def test_a_partner_who_also_acts_for_the_applicant_says_nothing_of_it(held: Held) -> None:
    held.proposed()
    partner = held.network.partners[0]
    f.an_actor(held.applicant.organisation, Role.REPRESENTATIVE, partner.person)

    with pytest.raises(Refused):
        held.stance(0, "agrees")
    assert not held.fresh.stances.exists()
    held.stance(1, "agrees")


def refused(held: Held) -> Application:
    held.proposed("refuse")
    held.stance(0, "agrees")
    held.stance(1, "agrees")
    return held.decided()


def test_an_objection_is_decided_by_another_person_of_the_consortium(held: Held) -> None:
    refused(held)
    actions.lodge_objection(held.fresh, words="Испуњавамо мерила.", by=held.applicant, now=p.APPLYING)
    arguments = {"is_granted": True, "reason": "Тачно је.", "now": p.APPLYING}
    with pytest.raises(Refused):
        actions.decide_objection(held.fresh, by=held.network.lead, **arguments)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        actions.decide_objection(held.fresh, by=f.ministry(), **arguments)  # type: ignore[arg-type]

    actions.decide_objection(held.fresh, by=held.network.partners[0], **arguments)  # type: ignore[arg-type]

    assert held.fresh.status == ApplicationStatus.ADMITTED
    assert list(to_register()) == [held.row]


def test_a_dismissed_objection_is_final_and_one_may_apply_again(held: Held) -> None:
    refused(held)
    with pytest.raises(WrongState):
        p.apply(held.call, held.applicant)
    actions.lodge_objection(held.fresh, words="Не.", by=held.applicant, now=p.APPLYING)
    actions.decide_objection(
        held.fresh, is_granted=False, reason="Не испуњава.", by=held.network.partners[1], now=p.APPLYING
    )

    assert held.fresh.status == ApplicationStatus.REFUSED_FINALLY
    assert p.apply(held.call, held.applicant).pk != held.row.pk


def test_the_decision_is_public_with_its_reason_once_it_is_taken(held: Held) -> None:
    assert list(listed_applications(held.call)) == []
    held.proposed()
    assert list(listed_applications(held.call)) == []
    held.stance(0, "agrees")
    held.stance(1, "agrees")
    held.decided()
    assert [row.reason for row in listed_applications(held.call)] == ["По мерилима."]


def test_who_is_in_the_network_does_not_apply_and_nobody_twice(held: Held) -> None:
    with pytest.raises(Refused):
        p.apply(held.call, held.network.members[0])
    with pytest.raises(WrongState):
        p.apply(held.call, f.another_of(held.applicant, Role.REPRESENTATIVE))


def test_sending_says_what_is_missing_and_keeps_what_was_typed(held: Held) -> None:
    other = p.an_applicant()
    written = Written("Речи.", "", "", ("truth",))
    actions.save_application(held.call, written=written, by=other, now=p.APPLYING)

    with pytest.raises(Invalid):
        actions.send_application(held.call, partners=(), by=other, now=p.APPLYING)
    kept = Application.objects.get(organisation=other.organisation)
    assert (kept.words, kept.declarations, kept.status) == ("Речи.", ["truth"], ApplicationStatus.UNSENT)


def test_a_standing_call_ends_once_nothing_waits(held: Held) -> None:
    with pytest.raises(Refused):
        actions.end_call(held.call, by=held.network.lead, now=p.APPLYING)
    actions.withdraw_application(held.fresh, by=held.applicant, now=p.APPLYING)

    assert actions.end_call(held.call, by=held.network.lead, now=p.APPLYING).status == "final"
