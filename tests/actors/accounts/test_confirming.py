"""Registering and confirming an address: the same answer for known ones, a link that works once, by POST alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from seko.actors.accounts import actions
from seko.actors.accounts.enums import Purpose
from seko.actors.accounts.models import Person
from seko.foundation.core.errors import Invalid, WrongState
from seko.foundation.notifications.models import Outbox

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def register(email: str = "Ana@Primer.example", name: str = "Ана Анић") -> None:
    actions.register_person(name=name, email=email, language="sr", now=NOW)


def test_an_address_is_stored_folded_and_mailed_once() -> None:
    register()
    register("ana@primer.EXAMPLE")

    person = Person.objects.get()
    assert person.email == "ana@primer.example"
    assert not person.has_confirmed_email
    assert Outbox.objects.filter(recipient=person.pk, kind="confirm-address").count() == 1


@pytest.mark.parametrize("email", ["", "a@b", "ana", "a\nb@primer.example", "x" * 300 + "@primer.example"])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(Invalid) as raised:
        register(email)

    assert list(raised.value.faults) == ["email"]


def test_the_link_confirms_once() -> None:
    register()
    token = actions.confirmation_token(Person.objects.get())

    person = actions.confirm_address(token, now=NOW)
    with pytest.raises(WrongState):
        actions.confirm_address(token, now=NOW)

    assert person.email_confirmed_at == NOW


@pytest.mark.parametrize("purpose", list(Purpose))
@pytest.mark.parametrize("how", ["password", "sessions"])
def test_a_link_dies_with_the_password_and_with_the_sessions(purpose: Purpose, how: str) -> None:
    register()
    person = Person.objects.get()
    token = actions.confirmation_token(person, purpose)
    assert actions.person_of_token(token) == person

    if how == "password":
        actions.set_password(person, "sasvim nova lozinka 123", now=NOW)
    else:
        actions.end_sessions(person, now=NOW)

    with pytest.raises(WrongState):
        actions.person_of_token(token)


@pytest.mark.parametrize("token", ["", "abc", "a:b:c"])
def test_a_damaged_link_is_refused(token: str) -> None:
    with pytest.raises(WrongState):
        actions.person_of_token(token)


def test_opening_the_link_changes_nothing_and_the_button_signs_in(client: Client) -> None:
    register()
    person = Person.objects.get()
    url = reverse("address-confirm", args=[actions.confirmation_token(person)])

    client.get(url)
    client.head(url)
    assert Person.objects.get().email_confirmed_at is None

    response = client.post(url)
    assert Person.objects.get().email_confirmed_at is not None
    assert response.status_code == 302
    assert client.post(url).status_code == 409


def test_the_page_answers_the_same_for_a_known_address(client: Client) -> None:
    register()
    url = reverse("register")

    known: Any = client.post(url, {"name": "Ана", "email": "ana@primer.example"})
    unknown: Any = client.post(url, {"name": "Ана", "email": "nova@primer.example"})

    assert known.status_code == unknown.status_code == 200
    assert known.content.decode().replace("ana@", "x@") == unknown.content.decode().replace("nova@", "x@")
