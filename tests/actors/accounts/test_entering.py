"""Signing in: by password, by code, by recovery code, by mailed link; a link never skips the second factor."""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from seko.actors.accounts import actions
from seko.actors.accounts.enums import Purpose
from seko.actors.accounts.models import Person
from seko.foundation.core import clock
from tests import factories as f
from tests.actors.accounts.signing import (
    PASSWORD,
    a_person_with_password,
    code_of,
    follow_link,
    is_signed_in,
    recovery_codes,
    sign_in,
    sign_in_fully,
    with_app,
    words_of,
)

pytestmark = pytest.mark.django_db


def session_key(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_address_and_password_sign_in_and_lead_to_the_desk(client: Client) -> None:
    answer = sign_in(client, a_person_with_password())

    assert (answer.status_code, answer["Location"]) == (302, reverse("desk"))
    assert is_signed_in(client)


def test_it_leads_on_to_where_one_was_going(client: Client) -> None:
    answer = sign_in(client, a_person_with_password(), next="/sr/notices/")

    assert answer["Location"] == "/sr/notices/"


@pytest.mark.bad_input(92)
@pytest.mark.parametrize(
    "typed", ["ANA@primer.example", " ana@primer.example ", "ana＠primer.example", "ａｎａ@primer.example"]
)
def test_the_address_is_compared_in_one_form(client: Client, typed: str) -> None:
    a_person_with_password(email="ana@primer.example")

    client.post(reverse("sign-in"), {"login": typed, "password": PASSWORD})

    assert is_signed_in(client)


@pytest.mark.bad_input(92)
@pytest.mark.parametrize(
    "typed", ["аna@primer.example", "ana@primer.exаmple", "ana+x@primer.example", "a.na@primer.example"]
)
def test_an_address_that_only_looks_alike_is_another(client: Client, typed: str) -> None:
    a_person_with_password(email="ana@primer.example")

    client.post(reverse("sign-in"), {"login": typed, "password": PASSWORD})

    assert not is_signed_in(client)


def test_who_is_inactive_is_answered_as_a_wrong_password(client: Client) -> None:
    person = a_person_with_password(email="ana@primer.example", is_active=False)

    right = sign_in(client, person).content.decode()
    wrong = sign_in(client, person, "нешто сасвим друго").content.decode()

    assert not is_signed_in(client)
    assert "Адреса или лозинка није исправна" in right
    assert words_of(right) == words_of(wrong)


@pytest.mark.bad_input(96)
def test_the_session_gets_a_new_key_when_signing_in(client: Client) -> None:
    person = a_person_with_password()
    client.get(reverse("sign-in-passkey"))
    planted = session_key(client)

    sign_in(client, person)

    assert session_key(client) != planted
    stale = Client()
    stale.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert not is_signed_in(stale)


def test_with_a_second_factor_the_password_alone_does_not_sign_in(client: Client) -> None:
    person = a_person_with_password()
    with_app(person)

    answer = sign_in(client, person)

    assert answer["Location"] == reverse("sign-in-second")
    assert not is_signed_in(client)
    page = client.get(reverse("sign-in-second"))
    assert "Други корак пријаве" in page.content.decode()
    assert client.post(reverse("sign-in-second"), {"code": "000000"}).status_code == 200
    assert not is_signed_in(client)


def test_the_code_of_the_app_is_the_second_step_and_works_once(client: Client) -> None:
    person = a_person_with_password()
    secret = with_app(person)

    answer = sign_in_fully(client, person, secret)
    again = Client()
    sign_in_fully(again, person, secret)

    assert answer["Location"] == reverse("desk")
    assert is_signed_in(client)
    assert not is_signed_in(again)


def test_a_recovery_code_works_once(client: Client) -> None:
    person = a_person_with_password()
    with_app(person)
    code = recovery_codes(person)[0]

    for browser in (client, again := Client()):
        sign_in(browser, person)
        browser.post(reverse("sign-in-second"), {"code": f"{code[:4]} {code[4:]}"})

    assert is_signed_in(client)
    assert not is_signed_in(again)
    assert code not in recovery_codes(person)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_mailed_link_never_skips_the_second_factor(client: Client, purpose: Purpose) -> None:
    person = f.a_person()
    secret = with_app(person)

    answer = follow_link(client, actions.confirmation_token(person, purpose))

    assert answer["Location"] == reverse("sign-in-second")
    assert not is_signed_in(client)
    client.post(reverse("sign-in-second"), {"code": code_of(secret)})
    assert is_signed_in(client)


@pytest.mark.bad_input(90)
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_mail_scanner_uses_no_link_up(client: Client, method: str) -> None:
    person = Person.objects.create_person("nova@primer.example", "Нова")
    token = actions.confirmation_token(person, Purpose.INVITATION)

    getattr(client, method)(reverse("address-confirm", args=[token]))
    person.refresh_from_db()
    assert (person.email_confirmed_at, person.last_login) == (None, None)

    assert follow_link(client, token)["Location"] == reverse("password") + "?first=1"
    assert follow_link(client, token).status_code == 409


def test_a_link_opened_by_somebody_else_who_is_signed_in_ends_that_session(client: Client) -> None:
    other, person = a_person_with_password(), f.a_person("Друга Особа")
    secret = with_app(person)
    sign_in(client, other)

    follow_link(client, actions.confirmation_token(person))
    assert not is_signed_in(client)
    client.post(reverse("sign-in-second"), {"code": code_of(secret)})

    assert "Друга Особа" in client.get(reverse("desk")).content.decode()


def test_after_the_first_sign_in_by_invitation_one_may_go_on_without_a_password(client: Client) -> None:
    person = f.a_person()

    follow_link(client, actions.confirmation_token(person, Purpose.INVITATION))
    page = client.get(reverse("password") + "?first=1").content.decode()

    assert "Настави без лозинке" in page
    assert client.get(reverse("desk")).status_code == 200


def test_a_forgotten_password_is_chosen_anew_by_a_mailed_link(client: Client) -> None:
    person = a_person_with_password()
    token = actions.confirmation_token(person, Purpose.PASSWORD)
    new = "сасвим нова дуга лозинка"

    assert follow_link(client, token)["Location"] == reverse("password")
    client.post(reverse("password"), {"password1": new, "password2": new})

    assert sign_in(Client(), person).status_code == 200
    assert sign_in(Client(), person, new)["Location"] == reverse("desk")


def test_the_browser_gets_what_a_passkey_must_sign(client: Client) -> None:
    answer = client.get(reverse("sign-in-passkey"))

    options = json.loads(answer.content)["publicKey"]
    assert answer["Content-Type"] == "application/json"
    assert options["userVerification"] == "required"
    assert options["allowCredentials"] == []


@pytest.mark.parametrize(
    "credential",
    ["", "{}", "[]", "1", '{"id": 5, "response": {}}', "{", '{"response": null}', "9" * 5_000, "[" * 100_000],
    ids=lambda typed: typed[:20],
)
def test_what_is_no_passkey_leads_back(client: Client, credential: str) -> None:
    client.get(reverse("sign-in-passkey"))

    answer = client.post(reverse("sign-in-passkey"), {"credential": credential})

    assert answer["Location"] == reverse("sign-in")


def test_the_second_step_without_the_first_leads_back(client: Client) -> None:
    assert client.get(reverse("sign-in-second"))["Location"] == reverse("account_login")
    assert reverse("account_login") == reverse("sign-in")


@pytest.mark.bad_input(97)
def test_signing_in_without_the_token_of_forms_is_refused() -> None:
    person, strict = a_person_with_password(), Client(enforce_csrf_checks=True)

    answer = sign_in(strict, person)

    assert answer.status_code == 403
    assert not is_signed_in(strict)
    assert PASSWORD not in answer.content.decode()
    text = strict.post(reverse("sign-in"), json.dumps({"login": person.email}), content_type="text/plain")
    assert text.status_code == 403


def test_signing_out_ends_the_session_for_whoever_kept_its_key(client: Client) -> None:
    sign_in(client, a_person_with_password())
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = session_key(client)
    assert is_signed_in(stolen)

    client.post(reverse("sign-out"))

    assert not is_signed_in(stolen)


def test_a_link_is_mailed_to_the_stored_address_whatever_was_typed(client: Client) -> None:
    from seko.foundation.notifications.models import Outbox

    person = f.a_person(email="ana@primer.example")

    client.post(reverse("password-forgotten"), {"email": "ＡＮＡ@Primer.example"})

    assert list(Outbox.objects.values_list("recipient", "kind")) == [(person.pk, "password-link")]
    assert clock.read() > person.created_at
