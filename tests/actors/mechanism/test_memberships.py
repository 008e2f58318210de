"""Places in a SEKO: entered, left, ended by decision of the consortium, put in the place of an earlier consortium."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from seko.actors.mechanism.actions import admit_members, found_consortium, leave, propose_ending, register_member
from seko.actors.mechanism.models import Membership
from seko.actors.mechanism.queries import consortium_of, memberships_on
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.dialogue.comments.models import Comment
from seko.foundation.core import clock
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.notifications.models import Outbox
from seko.foundation.workflow import second
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.CONSOLIDATING
TODAY = local_date(NOW)


def body(actor: Actor) -> Organisation:
    """Return the organisation for which somebody acts."""
    assert actor.organisation is not None
    return actor.organisation


def place(actor: Actor) -> Membership:
    """Return the place of the actor's organisation."""
    return Membership.objects.select_related("seko", "organisation").get(organisation=body(actor), ended_at=None)


def test_nobody_enters_an_organisation_for_which_they_act_too() -> None:
    seko, ministry, applicant = f.a_network().seko, f.ministry(), f.an_organisation("Нова")
    f.an_actor(applicant, "representative", ministry.person)
    torn = f.again(ministry)
    assert torn.is_ministry

    with pytest.raises(Refused):
        register_member(seko, applicant, role="member", on=TODAY, by=torn, now=NOW)

    assert register_member(seko, applicant, role="member", on=TODAY, by=f.another_of(ministry), now=NOW).pk


@pytest.mark.bad_input(84)
def test_who_leaves_is_out_at_the_next_request_and_its_words_stay_under_its_name() -> None:
    network = f.a_network(partners=2)
    member = network.members[0]
    consultation = f.a_consultation([network.seko])
    sent = f.a_comment(consultation, member, "Наше речи.", seko=network.seko)
    reading = reverse("reading", args=[consultation.code])
    client = f.client_of(member)
    with clock.pinned(NOW):
        assert client.get(reading).status_code == 200

        leave(place(member), on=TODAY, statement="Иступамо из мреже.", by=member, now=NOW)

        assert client.get(reading).status_code == 404
    assert f.again(member, TODAY).standings == ()
    kept = Comment.objects.get(pk=sent.pk)
    assert (kept.words, kept.organisation_name) == ("Наше речи.", member.organisation_name)
    row = Membership.objects.get(organisation=body(member))
    assert (row.ends_on, row.ending, row.ending_reason) == (TODAY, "left", "Иступамо из мреже.")
    told = set(Outbox.objects.filter(kind="member-left").values_list("recipient", flat=True))
    assert network.lead.person is not None
    assert network.lead.person.pk in told


def test_one_leaves_on_a_later_day_too_and_only_by_oneself() -> None:
    network = f.a_network(partners=2)
    member, other = network.members
    later = TODAY + timedelta(days=10)
    with pytest.raises(Refused):
        leave(place(member), on=later, statement="Не.", by=other, now=NOW)
    with pytest.raises(Invalid):
        leave(place(member), on=TODAY - timedelta(days=1), statement="Не.", by=member, now=NOW)

    leave(place(member), on=later, statement="Иступамо.", by=member, now=NOW)

    assert f.again(member, TODAY).sekos() == {network.seko.pk}
    assert f.again(member, later).sekos() == set()


def test_a_mandate_for_another_seko_leaves_nothing() -> None:
    network, elsewhere = f.a_network(), f.a_network()
    narrow = f.an_actor(body(network.members[0]), "representative", scope=elsewhere.seko.code)

    with pytest.raises(Refused):
        leave(place(network.members[0]), on=TODAY, statement="Не.", by=narrow, now=NOW)


def test_the_consortium_decides_and_the_ministry_registers() -> None:
    network = f.a_network(partners=2)
    member = network.members[0]
    for person in (network.partners[0], network.members[1], member):
        with pytest.raises(Refused):
            propose_ending(place(member), on=TODAY, reason="Одлука.", by=person, now=NOW)
    proposed = propose_ending(place(member), on=TODAY, reason="Не одазива се.", by=network.lead, now=NOW)
    deputy = f.another_of(network.lead)
    with pytest.raises(Refused):  # another person of the lead decides as well, and does not register
        second.confirm(proposed, by=deputy, now=NOW)

    second.confirm(proposed, by=f.ministry(), now=NOW)

    row = Membership.objects.get(organisation=body(member))
    assert (row.ending, row.ending_reason) == ("decided", "Не одазива се.")
    assert f.again(member, TODAY).standings == ()


def test_what_has_ended_is_not_ended_again() -> None:
    network = f.a_network(partners=2)
    member = network.members[0]
    row = place(member)
    proposed = propose_ending(row, on=TODAY, reason="Одлука.", by=network.lead, now=NOW)
    leave(row, on=TODAY, statement="Иступамо.", by=member, now=NOW)

    with pytest.raises(WrongState):
        second.confirm(proposed, by=f.ministry(), now=NOW)


def test_only_the_ministry_enters_and_nobody_twice_in_the_same_days() -> None:
    network = f.a_network(partners=2)
    new, ministry = f.an_organisation("Нова"), f.ministry()
    with pytest.raises(Refused):
        register_member(network.seko, new, role="member", on=TODAY, by=network.lead, now=NOW)
    register_member(network.seko, new, role="member", on=TODAY, by=ministry, now=NOW)
    with pytest.raises(Invalid):
        register_member(network.seko, new, role="partner", on=TODAY, by=ministry, now=NOW)
    past = TODAY - timedelta(days=900)
    register_member(
        network.seko, new, role="member", on=past, until=past + timedelta(days=9), note="Дан није познат.",
        by=ministry, now=NOW,
    )  # fmt: skip
    assert Membership.objects.filter(organisation=new).count() == 2
    institution = f.an_organisation("Министарство", "ministry")
    with pytest.raises(Invalid):
        register_member(network.seko, institution, role="member", on=TODAY, by=ministry, now=NOW)


def test_a_lead_of_the_past_is_entered_with_its_days() -> None:
    network, old = f.a_network(partners=2), f.an_organisation("Некадашња")
    start = TODAY - timedelta(days=2000)

    register_member(
        network.seko, old, role="lead", on=start, until=start + timedelta(days=100), by=f.ministry(), now=NOW
    )

    assert [row.organisation for row in consortium_of(network.seko, start)] == [old]


def test_a_new_consortium_stands_in_the_place_of_the_earlier_one() -> None:
    network = f.a_network(partners=2)
    lead, partners = body(network.members[0]), [f.an_organisation("Друга"), f.an_organisation("Трећа")]
    on = TODAY + timedelta(days=30)

    found_consortium(network.seko, lead, partners, on=on, basis="Јавни позив", by=f.ministry(), now=NOW)

    before = consortium_of(network.seko, on - timedelta(days=1))
    assert {row.organisation for row in before} == {body(each) for each in (network.lead, *network.partners)}
    assert consortium_of(network.seko, on)[0].organisation == lead
    held = memberships_on(on).filter(seko=network.seko)
    assert held.count() == 4  # the new consortium and the other member
    assert held.get(organisation=lead).role == "lead"


def test_the_command_line_keeps_the_bounds_too() -> None:
    network = f.a_network(partners=4)
    rows = [Membership(organisation=f.an_organisation("Шеста"), seko=network.seko, role="partner", starts_on=TODAY)]

    with pytest.raises(Invalid):
        admit_members(rows, by=None, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_the_lead_proposes_an_ending_by_the_page() -> None:
    network = f.a_network(partners=2)
    member = network.members[0]
    data = {"on": TODAY.isoformat(), "reason": "Не учествује у раду."}

    with clock.pinned(NOW):
        answer = f.client_of(network.lead).post(reverse("membership-end", args=[place(member).pk]), data)

    assert answer.status_code == 302
    (proposed,) = second.everything_waiting()
    assert proposed.reason == "Не учествује у раду."
