"""Invitations: one link, one use, one account; whoever invited is told where it goes wrong (C8 89 to 92)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from seko.actors.accounts.models import Person
from seko.actors.contacts.models import ContactPoint
from seko.actors.organisations import actions
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import InvitationStatus, Role
from seko.actors.organisations.models import Invitation, Mandate, Organisation
from seko.actors.organisations.permissions import Offer
from seko.foundation.core import clock
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.notifications.models import Notice, Outbox
from seko.foundation.workflow import second
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.COMMENTING


@pytest.fixture
def member() -> Actor:
    return f.a_network().members[0]


def invited(by: Actor, email: str = "nova@primer.example", role: str = Role.REPRESENTATIVE, **more: Any) -> Invitation:
    assert by.organisation is not None
    given = {"name": "Нова Особа", "language": "sr", "is_deputy": False, "until": None, "scope": "", **more}
    offer = Offer(given.pop("organisation", by.organisation), role, given.pop("scope"))
    return actions.invite(offer, email=email, by=by, now=given.pop("now", NOW), **given)


def token_of(invitation: Invitation) -> str:
    """Return the link's token from the letter that waits."""
    return str(Outbox.objects.get(kind="mandate-invitation", subject_id=str(invitation.pk)).context["token"])


def open_link(client: Client, token: str, method: str = "get") -> Any:
    with clock.pinned(NOW + timedelta(hours=1)):
        return getattr(client, method)(reverse("invitation", args=[token]))


def why_told(invitation: Invitation) -> list[str]:
    rows = Notice.objects.filter(kind="invitation-failed", subject_id=str(invitation.pk)).order_by("created_at")
    return [row.context["why"] for row in rows]


def test_taking_it_up_gives_exactly_what_was_offered(member: Actor) -> None:
    invitation = invited(member, is_deputy=True, until=date(2027, 12, 31))

    answer = Client().post(reverse("invitation", args=[token_of(invitation)]), {"role": "coordinator"})

    mandate = Mandate.objects.get(person__email="nova@primer.example")
    assert answer.status_code == 302
    assert (mandate.organisation, mandate.role, mandate.is_deputy) == (member.organisation, "representative", True)
    assert mandate.ends_on == date(2027, 12, 31)
    invitation.refresh_from_db()
    assert (invitation.status, invitation.mandate) == (InvitationStatus.ACCEPTED, mandate)


@pytest.mark.bad_input(90)
@pytest.mark.parametrize("method", ["get", "head"])
def test_n12_a_mail_scanner_uses_nothing_up(member: Actor, method: str) -> None:
    token = token_of(invited(member))

    answers = [open_link(Client(), token, method).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert not Mandate.objects.filter(person__email="nova@primer.example").exists()
    assert open_link(Client(), token, "post").status_code == 302


@pytest.mark.bad_input(89)
def test_n12_used_twice_is_refused_and_the_inviter_told(member: Actor) -> None:
    invitation = invited(member)
    token = token_of(invitation)
    open_link(Client(), token, "post")

    assert open_link(Client(), token, "post").status_code == 409
    assert Mandate.objects.filter(person__email="nova@primer.example").count() == 1
    assert why_told(invitation) == ["accepted"]


@pytest.mark.bad_input(89)
def test_n12_after_fourteen_days_it_is_over(member: Actor) -> None:
    invitation = invited(member)
    token = token_of(invitation)

    with clock.pinned(NOW + timedelta(days=14, seconds=1)):
        answer = Client().post(reverse("invitation", args=[token]))

    assert answer.status_code == 409
    assert why_told(invitation) == ["expired"]
    assert not Mandate.objects.filter(person__email="nova@primer.example").exists()


@pytest.mark.bad_input(89)
def test_n12_called_back_it_no_longer_works_and_its_letter_does_not_go(member: Actor) -> None:
    invitation = invited(member)
    token = token_of(invitation)
    actions.revoke_invitation(invitation, by=member, now=NOW)

    assert open_link(Client(), token, "post").status_code == 409
    assert Outbox.objects.get(kind="mandate-invitation").state == "cancelled"
    assert why_told(invitation) == ["revoked"]


@pytest.mark.bad_input(89)
def test_n12_somebody_else_who_is_signed_in_is_refused_and_offered_to_sign_out(member: Actor) -> None:
    invitation, other = invited(member), f.client_of(f.an_actor(f.an_organisation(), Role.REPRESENTATIVE))
    token = token_of(invitation)

    shown, tried = open_link(other, token), open_link(other, token, "post")

    assert (shown.status_code, tried.status_code) == (403, 403)
    assert reverse("invitation-other", args=[token]) in shown.content.decode()
    assert why_told(invitation) == ["somebody-else"]
    invitation.refresh_from_db()
    assert invitation.status == InvitationStatus.SENT
    other.post(reverse("invitation-other", args=[token]))
    assert open_link(other, token).status_code == 200


@pytest.mark.bad_input(89)
def test_n12_a_link_of_the_password_page_takes_no_invitation_up(member: Actor) -> None:
    from seko.actors.accounts.actions import confirm_address, confirmation_token

    invitation = invited(member)
    person = Person.objects.get(email="nova@primer.example")
    confirm_address(confirmation_token(person), now=NOW)

    invitation.refresh_from_db()
    assert invitation.status == InvitationStatus.SENT
    assert not Mandate.objects.filter(person=person).exists()


@pytest.mark.bad_input(91, 92)
@pytest.mark.parametrize("typed", ["NOVA@primer.example", " nova@PRIMER.example ", "ｎｏｖａ@primer.example"])
def test_the_same_address_typed_otherwise_is_one_account(member: Actor, typed: str) -> None:
    invited(member)
    other = f.an_actor(f.an_organisation("Друга организација"), Role.REPRESENTATIVE)
    invited(other, typed)

    assert Person.objects.filter(email="nova@primer.example").count() == 1
    assert Outbox.objects.filter(kind="mandate-invitation").values("recipient").distinct().count() == 1
    with pytest.raises(Invalid):
        invited(member, typed)


@pytest.mark.bad_input(92)
@pytest.mark.parametrize("typed", ["a@b", "nоva@primer.example", '"a b"@', "a\nb@primer.example", "x" * 300 + "@b.rs"])
def test_what_is_no_address_or_looks_like_another_is_refused(member: Actor, typed: str) -> None:
    with pytest.raises(Invalid) as raised:
        invited(member, typed)

    assert list(raised.value.faults) == ["email"]
    assert Outbox.objects.count() == 0


class TestWhoMayGive:
    """Nobody gives more than they have; the side of the state needs two."""

    def test_a_representative_makes_no_coordination(self, member: Actor) -> None:
        with pytest.raises(Refused):
            invited(member, role=Role.COORDINATOR)

    def test_another_organisation_is_refused(self, member: Actor) -> None:
        with pytest.raises(Refused):
            invited(member, organisation=f.an_organisation("Туђа организација"))

    def test_a_mandate_for_one_seko_gives_no_wider_one(self) -> None:
        network = f.a_network()
        narrow = f.an_actor(network.members[0].organisation, Role.REPRESENTATIVE, scope=network.seko.code)

        with pytest.raises(Refused):
            invited(narrow)
        assert invited(narrow, scope=network.seko.code).scope == network.seko.code

    def test_a_role_of_the_state_waits_for_a_second_person(self) -> None:
        first, institution = f.ministry(), f.an_organisation("Министарство", "ministry")
        other = f.another_of(first)
        invitation = invited(first, role=Role.OFFICER, organisation=institution, reason="Нови службеник.")

        assert Outbox.objects.count() == 0
        proposed = second.everything_waiting()[0]
        with pytest.raises(Refused):
            second.confirm(proposed, by=first, now=NOW)
        second.confirm(proposed, by=other, now=NOW)

        open_link(Client(), token_of(invitation), "post")
        assert Mandate.objects.get(organisation=institution).role == Role.OFFICER

    @pytest.mark.parametrize("role", [Role.MINISTRY, Role.ADMINISTRATOR])
    def test_nobody_gives_a_mandate_to_the_own_address(self, member: Actor, role: str) -> None:
        overseer = f.an_actor(f.an_organisation("Министарство", "ministry"), role)
        assert overseer.person is not None
        with pytest.raises(Invalid) as raised:
            invited(overseer, overseer.person.email.upper(), organisation=member.organisation)

        assert list(raised.value.faults) == ["email"]
        assert not Invitation.objects.exists()

    def test_an_officer_invites_nobody(self) -> None:
        officer = f.an_officer()
        with pytest.raises(Refused):
            invited(officer, role=Role.OFFICER, reason="Колега.")


def test_old_invitations_are_forgotten_with_the_accounts_that_only_stood_ready(member: Actor) -> None:
    kept, old = invited(member, "ostaje@primer.example"), invited(member, "odlazi@primer.example")
    open_link(Client(), token_of(kept), "post")

    actions.forget_invitations(NOW + timedelta(days=43))
    assert Invitation.objects.filter(pk=old.pk).exists()
    actions.forget_invitations(NOW + timedelta(days=45))

    assert not Invitation.objects.exists()
    assert not Person.objects.filter(email="odlazi@primer.example").exists()
    assert Person.objects.filter(email="ostaje@primer.example").exists()


def test_a_revoked_role_changes_between_page_and_form(member: Actor) -> None:
    token = token_of(invited(member))
    assert open_link(Client(), token).status_code == 200
    Invitation.objects.update(status=InvitationStatus.REVOKED)

    with pytest.raises(WrongState):
        actions.take_up(Invitation.objects.get(), by=Actor(), now=NOW)
    assert open_link(Client(), token, "post").status_code == 409


@pytest.mark.parametrize("how", ["ended", "merged", "mandate ended", "account closed"])
def test_what_nobody_may_give_any_more_is_not_taken_up(member: Actor, how: str) -> None:
    assert member.mandate is not None and member.organisation is not None
    colleague = f.another_of(member)
    invitation = invited(member)
    token = token_of(invitation)
    if how == "ended":
        Organisation.objects.filter(pk=member.organisation.pk).update(ended_on=date(2027, 3, 1), closed_at=NOW)
    elif how == "merged":
        other = f.an_organisation("Друга")
        Organisation.objects.filter(pk=member.organisation.pk).update(merged_into=other, closed_at=NOW)
    elif how == "mandate ended":
        actions.end_mandate(member.mandate, by=colleague, now=NOW)
    else:
        Person.objects.filter(pk=member.person_id).update(is_active=False)

    assert open_link(Client(), token).status_code == 409
    assert open_link(Client(), token, "post").status_code == 409

    assert not Mandate.objects.filter(person__email="nova@primer.example").exists()
    assert set(why_told(invitation)) == {"no-longer-given"}
    told = Notice.objects.filter(kind="invitation-failed").values_list("recipient", flat=True)
    assert colleague.person is not None and colleague.person.pk in told


def test_of_two_who_gave_it_one_who_still_may_is_enough() -> None:
    first, other = f.ministry(), f.ministry()
    officer = f.an_officer()
    assert first.mandate is not None and other.mandate is not None
    invitation = invited(
        first, role=Role.OFFICER, organisation=officer.organisation, reason="Нови службеник."
    )  # fmt: skip
    second.confirm(second.all_waiting(invitation.pk)[0], by=other, now=NOW)
    Mandate.objects.filter(pk=first.mandate.pk).update(ends_on=date(2027, 3, 4), ended_at=NOW)
    token = token_of(invitation)
    assert open_link(Client(), token).status_code == 200

    Mandate.objects.filter(pk=other.mandate.pk).update(ends_on=date(2027, 3, 4), ended_at=NOW)

    assert open_link(Client(), token, "post").status_code == 409
    assert not Mandate.objects.filter(person__email="nova@primer.example").exists()


def test_an_account_on_which_something_stands_outlives_its_old_invitation(member: Actor) -> None:
    invited(member, "kontakt@primer.example")
    person = Person.objects.get(email="kontakt@primer.example")
    body = f.an_organisation("Град", "local")
    ContactPoint.objects.create(
        organisation=body, level="local", person=person, email=person.email, starts_on=date(2027, 1, 1)
    )

    actions.forget_invitations(NOW + timedelta(days=45))

    assert not Invitation.objects.exists()
    assert ContactPoint.objects.get().person == person
