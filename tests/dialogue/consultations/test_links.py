"""A link without a password: once, by POST, in its time, for its person and its consultation (reliability.md C8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django.urls import reverse

from seko.actors.accounts.actions import end_sessions
from seko.actors.accounts.models import Person
from seko.actors.organisations.actor import CHOSEN_MANDATE, Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Invitation, Mandate
from seko.actors.organisations.queries import sign
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations import notices
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.models import Release
from seko.foundation.core import clock
from seko.foundation.journal.models import Entry
from seko.foundation.notifications.models import Notice, Outbox
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.COMMENTING


def asked() -> tuple[Consultation, f.Network]:
    network = f.a_network()
    return f.a_consultation([network.seko]), network


def a_link(consultation: Consultation, by: Actor, **more: Any) -> str:
    assert by.mandate is not None
    until = more.pop("until", consultation.leads_deadline_at)
    return sign(by.mandate, notices.matter_of(consultation), until=until, now=NOW)


def send(client: Client, consultation: Consultation, token: str, now: Any = NOW, method: str = "post") -> Any:
    with clock.pinned(now):
        return getattr(client, method)(reverse("link-open", args=[consultation.code, token]))


def test_n12_it_lets_in_once_for_its_organisation_and_lands_on_the_draft() -> None:
    consultation, network = asked()
    member, client = network.members[0], Client()
    token = a_link(consultation, member)

    answer = send(client, consultation, token)

    assert answer.headers["Location"] == reverse("reading", args=[consultation.code])
    assert client.session[CHOSEN_MANDATE] == member.mandate_id
    assert send(Client(), consultation, token).status_code == 409


@pytest.mark.bad_input(90)
@pytest.mark.parametrize("method", ["get", "head"])
def test_n12_a_mail_scanner_uses_nothing_up(method: str) -> None:
    consultation, network = asked()
    token, client = a_link(consultation, network.members[0]), Client()

    assert [send(client, consultation, token, method=method).status_code for _ in range(3)] == [200, 200, 200]
    assert "_auth_user_id" not in client.session
    assert send(client, consultation, token).status_code == 302


def with_factor(actor: Actor) -> None:
    Authenticator.objects.create(user=actor.person, type=Authenticator.Type.TOTP, data={"secret": "x"})


def of_the_state(actor: Actor) -> None:
    f.an_actor(f.an_organisation("Министарство", "ministry"), Role.OFFICER, actor.person)


def left(actor: Actor) -> None:
    Mandate.objects.filter(pk=actor.mandate_id).update(ends_on=NOW.date() - timedelta(days=1))


def signed_out_everywhere(actor: Actor) -> None:
    assert actor.person is not None
    end_sessions(Person.objects.get(pk=actor.person.pk), now=NOW)


def another_address(actor: Actor) -> None:
    Person.objects.filter(pk=actor.person_id).update(email="druga@primer.example")


def closed(actor: Actor) -> None:
    Person.objects.filter(pk=actor.person_id).update(is_active=False)


@pytest.mark.bad_input(89)
@pytest.mark.parametrize("change", [with_factor, of_the_state, left, signed_out_everywhere, another_address, closed])
def test_n12_what_changed_since_makes_it_void(change: Callable[[Actor], None]) -> None:
    consultation, network = asked()
    token = a_link(consultation, network.members[0])
    change(network.members[0])
    client = Client()

    assert send(client, consultation, token, method="get").status_code == 409
    assert send(client, consultation, token).status_code == 409
    assert "_auth_user_id" not in client.session


@pytest.mark.bad_input(89)
def test_n12_until_the_deadline_and_never_for_another_consultation() -> None:
    consultation, network = asked()
    other = f.a_consultation([network.seko])
    token = a_link(consultation, network.members[0])

    assert send(Client(), other, token).status_code == 409
    assert send(Client(), consultation, token[:-1] + ("a" if token[-1] != "a" else "b")).status_code == 409
    assert send(Client(), consultation, token, consultation.leads_deadline_at + timedelta(seconds=1)).status_code == 409
    late = a_link(consultation, network.members[0], until=NOW + timedelta(days=90))
    assert send(Client(), consultation, late, NOW + timedelta(days=14, seconds=1)).status_code == 409
    assert send(Client(), consultation, late, NOW + timedelta(days=13)).status_code == 302


def test_the_letter_of_the_opening_carries_it_for_those_who_may_have_one() -> None:
    consultation, network = asked()
    with_factor(network.members[1])
    of_the_state(network.partners[0])
    notices.opened(consultation, by=network.lead, now=NOW)

    letters = {str(row.recipient): row.context.get("token", "") for row in Outbox.objects.all()}
    assert {person for person, token in letters.items() if token} == {network.members[0].person_id}
    assert len(letters) == 4
    assert not any("token" in row.context for row in Notice.objects.all())
    assert send(Client(), consultation, letters[network.members[0].person_id]).status_code == 302


def test_who_asks_gets_one_and_nobody_learns_whether() -> None:
    consultation, network = asked()
    assert consultation.version is not None
    Release.objects.create(version=consultation.version, circle="public", starts_at=f.ANNOUNCED)
    member = network.members[0]
    with_factor(network.members[1])
    assert member.person is not None and network.members[1].person is not None
    pages = []
    for address in (member.person.email.upper(), network.members[1].person.email, "niko@primer.example"):
        with clock.pinned(NOW):
            answer = Client().post(reverse("link-ask", args=[consultation.code]), {"email": address})
        assert answer.status_code == 200
        pages.append(answer.content.decode().replace(address.lower(), "").count("<p"))

    assert len(set(pages)) == 1
    kinds = {str(row.recipient): row.kind for row in Outbox.objects.all()}
    assert kinds == {member.person_id: "consultation-link", network.members[1].person_id: "confirm-address"}


def let_in(consultation: Consultation, actor: Actor, **more: Any) -> Client:
    client = Client(headers={"accept-language": "sr-Cyrl-RS,sr;q=0.9"})
    assert send(client, consultation, a_link(consultation, actor, **more)).status_code == 302
    return client


def test_a_coordination_is_not_let_in_by_link() -> None:
    consultation, network = asked()

    assert send(Client(), consultation, a_link(consultation, network.lead)).status_code == 409


def test_it_leads_to_the_receipt() -> None:
    consultation, network = asked()
    member = network.members[0]
    client = let_in(consultation, member)
    fields = {"unsent": str(uuid4()), "at": "1-1", "words": "Недостаје показатељ.", "acting": member.mandate_id}
    with clock.pinned(NOW):
        page = client.get(reverse("reading", args=[consultation.code]))
        assert page.status_code == 200
        sent = client.post(reverse("comment-send", args=[consultation.code]), fields)
        comment = Comment.objects.get()
        assert client.get(sent.headers["Location"]).status_code == 200
        assert client.get(reverse("comment", args=[f"{consultation.code}-{comment.number:04d}"])).status_code == 200

    assert comment.organisation == member.organisation


@pytest.mark.parametrize("method", ["get", "post"])
def test_it_opens_nothing_else(method: str) -> None:
    consultation, network = asked()
    other = f.a_consultation([network.seko])
    member = network.members[0]
    assert member.organisation is not None
    client = let_in(consultation, member)
    f.an_actor(f.an_organisation("Друга"), Role.REPRESENTATIVE, member.person)
    sign_in = reverse("sign-in")
    with clock.pinned(NOW):
        for name, args in (
            ("desk", []),
            ("record", []),
            ("security", []),
            ("own-data", []),
            ("person-invite", [member.organisation.slug]),
            ("mandate-end", [member.organisation.slug, member.mandate_id]),
            ("board", [consultation.code, network.seko.code]),
            ("mandate-choose", []),
            ("comment-send", [other.code]),
            ("unsent-save", [other.code]),
        ):
            before = Entry.objects.count()
            answer = getattr(client, method)(reverse(name, args=args), {"words": "Нешто.", "email": "n@primer.example"})
            led = (
                answer.status_code == 403
                if method == "post"
                else answer.headers.get("Location", "").startswith(sign_in)
            )
            assert led, name
            assert Entry.objects.count() == before
        assert client.get(reverse("reading", args=[other.code])).status_code == 404
    assert not Invitation.objects.exists() and not Comment.objects.exists()


def test_signing_in_opens_the_rest_and_signing_out_ends_it() -> None:
    consultation, network = asked()
    client = let_in(consultation, network.members[0])
    assert network.members[0].person is not None
    with clock.pinned(NOW):
        assert client.get(reverse("desk")).status_code == 302
        client.post(reverse("sign-out"))
        assert "_auth_user_id" not in client.session
        client = let_in(consultation, network.members[0], until=NOW + timedelta(days=1))
        client.force_login(network.members[0].person)
        assert client.get(reverse("desk")).status_code == 200


@pytest.mark.bad_input(95)
def test_who_is_asked_and_who_is_not_cost_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    consultation, network = asked()
    assert consultation.version is not None
    Release.objects.create(version=consultation.version, circle="public", starts_at=f.ANNOUNCED)
    made: list[str] = []
    own = Argon2PasswordHasher.encode

    def counted(self: Any, *given: Any, **named: Any) -> Any:
        made.append("hash")
        return own(self, *given, **named)

    monkeypatch.setattr(Argon2PasswordHasher, "encode", counted)
    assert network.members[0].person is not None
    hashes = []
    for address in (network.members[0].person.email, "niko@primer.example"):
        made.clear()
        with clock.pinned(NOW):
            Client().post(reverse("link-ask", args=[consultation.code]), {"email": address})
        hashes.append(len(made))

    assert Outbox.objects.count() == 1
    assert hashes == [1, 1]
