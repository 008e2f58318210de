"""What administrators do with accounts, and how proposals about people are put to the second person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from seko.actors.accounts.models import Person
from seko.actors.organisations import actions, conditions
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Mandate
from seko.actors.organisations.permissions import Offer
from seko.dialogue.positions.queries import live
from seko.dialogue.responses.actions import assign
from seko.dialogue.responses.models import Assignment
from seko.foundation.core import clock
from seko.foundation.core.errors import Refused, WrongState
from seko.foundation.journal.models import Entry
from seko.foundation.privacy import holdings
from seko.foundation.workflow import second
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.COMMENTING


@pytest.fixture
def administrator() -> Actor:
    return f.an_actor(f.an_organisation("Служба", "agency"), Role.ADMINISTRATOR)


def test_sessions_are_ended_at_once(administrator: Actor) -> None:
    member = f.a_network().members[0]
    client = f.client_of(member)
    assert member.person is not None
    with clock.pinned(NOW):
        assert client.get(reverse("desk")).status_code == 200
        actions.end_all_sessions(member.person, by=administrator, now=NOW)
        assert client.get(reverse("desk")).status_code == 302


def test_a_closed_account_acts_no_more(administrator: Actor) -> None:
    member = f.a_network().members[0]
    client = f.client_of(member)
    assert member.person is not None
    actions.close_account(member.person, by=administrator, now=NOW)
    with clock.pinned(NOW):
        assert client.get(reverse("record")).status_code == 302
    member.person.refresh_from_db()
    assert not member.person.is_active


def test_an_account_of_the_state_is_closed_by_two(administrator: Actor) -> None:
    officer, ministry = f.an_officer(), f.ministry()
    assert officer.person is not None
    with pytest.raises(WrongState):
        actions.close_account(officer.person, by=administrator, now=NOW)
    proposed = actions.propose_closing(officer.person, reason="Отишао.", by=administrator, now=NOW)
    with pytest.raises(Refused):
        second.confirm(proposed, by=administrator, now=NOW)
    second.confirm(proposed, by=ministry, now=NOW)
    officer.person.refresh_from_db()
    assert not officer.person.is_active


def taken_on(officer: Actor) -> None:
    """Let the officer have taken on a point at the own institution."""
    assert officer.organisation is not None
    network, ministry = f.a_network(), f.ministry()
    consultation = f.a_consultation([network.seko], allows_direct=True)
    f.a_comment(consultation, network.members[0])
    points = list(live(f.ANSWERING).filter(consultation=consultation))
    assign(points, institution=officer.organisation, by=ministry, now=f.ANSWERING)
    Assignment.objects.update(officer=officer.person)


def close(officer: Actor, administrator: Actor) -> None:
    assert officer.person is not None
    proposed = actions.propose_closing(officer.person, reason="Отишао.", by=administrator, now=f.ANSWERING)
    second.confirm(proposed, by=f.ministry(), now=f.ANSWERING)


def erase(officer: Actor, administrator: Actor) -> None:
    assert officer.person is not None
    holdings.erase(officer.person.pk, f.ANSWERING)


def end_body(officer: Actor, administrator: Actor) -> None:
    assert officer.organisation is not None
    conditions.closed.follow(organisation=officer.organisation, by=administrator, now=f.ANSWERING)


def tidy_up(officer: Actor, administrator: Actor) -> None:
    Person.objects.filter(pk=officer.person_id).update(is_active=False)
    actions.return_work_of_ended(f.ANSWERING)


@pytest.mark.parametrize("how", [close, erase, end_body, tidy_up])
def test_however_mandates_end_their_work_returns(how: Callable[[Actor, Actor], None], administrator: Actor) -> None:
    officer = f.an_officer()
    taken_on(officer)
    kept = f.an_officer()

    how(officer, administrator)

    mandate = Mandate.objects.get(pk=officer.mandate_id)
    assert (mandate.ended_at, mandate.returned_at) == (f.ANSWERING, f.ANSWERING)
    # An institution that ended has no queue: what lay there waits for the coordination.
    assert list(Assignment.objects.values_list("officer", flat=True)) == ([] if how is end_body else [None])
    assert Entry.objects.filter(kind="mandate-ended", subject_id=officer.mandate_id).count() == 1
    assert Mandate.objects.get(pk=kept.mandate_id).ended_at is None


@pytest.mark.parametrize("how", ["mandate", "account"])
def test_what_somebody_proposed_who_no_longer_may_is_not_confirmed(how: str, administrator: Actor) -> None:
    officer, ministry, first = f.an_officer(), f.ministry(), f.another_of(administrator)
    assert officer.person is not None and first.person is not None
    proposed = actions.propose_closing(officer.person, reason="Отишао.", by=first, now=NOW)
    if how == "mandate":
        Mandate.objects.filter(pk=first.mandate_id).update(ends_on=NOW.date(), ended_at=NOW)
    else:
        Person.objects.filter(pk=first.person_id).update(is_active=False)

    with pytest.raises(WrongState):
        second.confirm(proposed, by=ministry, now=NOW)

    officer.person.refresh_from_db()
    assert officer.person.is_active
    assert second.refuse(proposed, by=ministry, now=NOW).status == "refused"


def test_what_was_proposed_under_one_of_several_mandates_is_confirmed(administrator: Actor) -> None:
    officer, ministry, first = f.an_officer(), f.ministry(), f.another_of(administrator)
    assert officer.person is not None and first.person is not None
    f.an_actor(f.an_organisation("Аутономно удружење"), Role.REPRESENTATIVE, first.person)
    proposed = actions.propose_closing(officer.person, reason="Отишао.", by=first, now=NOW)

    second.confirm(proposed, by=ministry, now=NOW)

    officer.person.refresh_from_db()
    assert not officer.person.is_active


def test_nobody_else_finds_people_and_nobody_closes_the_own_account(administrator: Actor) -> None:
    ministry = f.ministry()
    assert ministry.person is not None and administrator.person is not None
    with pytest.raises(Refused):
        actions.end_all_sessions(administrator.person, by=ministry, now=NOW)
    with pytest.raises(Refused):
        actions.close_account(administrator.person, by=administrator, now=NOW)


def test_the_second_person_reads_who_and_what(administrator: Actor) -> None:
    ministry, officer, institution = f.ministry(), f.an_officer(), f.an_organisation("Управа", "agency")
    assert officer.mandate is not None and officer.person is not None
    offer = Offer(institution, Role.OFFICER)
    actions.invite(
        offer, name="Нова Особа", email="n@primer.example", language="sr", is_deputy=False, until=None, by=ministry,
        now=NOW, reason="Нови службеник.",
    )  # fmt: skip
    actions.propose_end(officer.mandate, until=None, reason="Одлази.", by=ministry, now=NOW)
    actions.propose_closing(officer.person, reason="Отишла.", by=administrator, now=NOW)

    rows = second.everything_waiting()
    found = second.described(rows)

    about = {row.deed: (found[row.pk].about, [value for _label, value in found[row.pk].facts]) for row in rows}
    assert about["give-state-mandate"][0] == "Управа"
    assert "Нова Особа, n@primer.example" in about["give-state-mandate"][1]
    assert officer.person.name in about["end-state-mandate"][1]
    assert about["close-account"][0] == officer.person.name
    other = f.another_of(ministry)
    for row in rows:
        with clock.pinned(NOW):
            assert f.client_of(other).get(reverse("proposal", args=[row.pk])).status_code == 200
