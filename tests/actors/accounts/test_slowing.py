"""Guessing is slowed by account and by address, strangers lock nobody out, and no answer tells who has an account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from seko.actors.accounts import actions
from seko.foundation.notifications.models import Outbox
from tests import factories as f
from tests.actors.accounts.signing import (
    a_person_with_password,
    follow_link,
    is_signed_in,
    sign_in,
    words_of,
)

pytestmark = pytest.mark.django_db
TOO_MANY = "Било је превише погрешних покушаја"
FROM_ELSEWHERE: dict[str, Any] = {"REMOTE_ADDR": "192.0.2.7"}


def wrong(client: Client, email: str, times: int = 1, **more: Any) -> Any:
    answer = None
    for number in range(times):
        answer = client.post(reverse("sign-in"), {"login": email, "password": f"погрешна {number}"}, **more)
    return answer


@pytest.mark.bad_input(94)
def test_an_account_is_slowed_from_wherever_it_is_tried_and_its_owner_gets_in_by_link(client: Client) -> None:
    person = a_person_with_password()

    for number in range(10):
        wrong(client, person.email, REMOTE_ADDR=f"192.0.2.{number}")

    refused = sign_in(Client(), person)
    assert TOO_MANY in refused.content.decode()
    follow_link(client, actions.confirmation_token(person))
    assert is_signed_in(client)


@pytest.mark.bad_input(94)
def test_one_address_is_slowed_whatever_accounts_it_tries_and_others_are_not(client: Client) -> None:
    person = a_person_with_password()

    for number in range(30):
        wrong(client, f"osoba-{number}@primer.example")

    assert TOO_MANY in sign_in(client, person).content.decode()
    elsewhere = Client(**FROM_ELSEWHERE)
    assert sign_in(elsewhere, person).status_code == 302


@pytest.mark.bad_input(94)
def test_right_passwords_between_the_wrong_ones_do_not_start_the_count_anew(client: Client) -> None:
    person, mine = a_person_with_password(), a_person_with_password()

    for _ in range(5):
        wrong(client, person.email, 2)
        sign_in(Client(), mine)

    assert TOO_MANY in sign_in(client, person).content.decode()


@pytest.mark.bad_input(94)
def test_the_owner_is_told_once_a_day_of_an_existing_account_only(client: Client) -> None:
    person = a_person_with_password(email="ana@primer.example")
    Outbox.objects.all().delete()

    wrong(client, person.email, 4)
    assert not Outbox.objects.exists()
    wrong(client, person.email, 4)
    wrong(client, "niko@primer.example", 8, **FROM_ELSEWHERE)
    cache.clear()
    wrong(client, person.email, 8)

    assert list(Outbox.objects.values_list("recipient", "kind")) == [(person.pk, "wrong-passwords")]


@pytest.mark.bad_input(94)
def test_links_are_mailed_so_often_only(client: Client) -> None:
    f.a_person(email="ana@primer.example")

    answers = [client.post(reverse("password-forgotten"), {"email": "ana@primer.example"}) for _ in range(6)]

    assert [each.status_code for each in answers] == [200] * 5 + [429]
    assert answers[-1]["Retry-After"] == "600"
    assert Outbox.objects.count() <= 5


@pytest.mark.bad_input(94)
def test_codes_of_the_second_step_are_slowed_too(client: Client) -> None:
    from tests.actors.accounts.signing import code_of, with_app

    person = a_person_with_password()
    secret = with_app(person)
    sign_in(client, person)

    for number in range(11):
        client.post(reverse("sign-in-second"), {"code": f"{number:06}"})
    answer = client.post(reverse("sign-in-second"), {"code": code_of(secret)})

    assert TOO_MANY in answer.content.decode()
    assert not is_signed_in(client)


@pytest.mark.bad_input(103)
def test_what_a_visitor_claims_to_come_from_counts_only_behind_our_own_proxy(settings: Any) -> None:
    person = a_person_with_password()
    for number in range(30):
        wrong(Client(), f"osoba-{number}@primer.example", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert TOO_MANY in sign_in(Client(), person).content.decode()
    cache.clear()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    for number in range(30):
        wrong(Client(), f"druga-{number}@primer.example", HTTP_X_FORWARDED_FOR=f"1.2.3.{number}, 198.51.100.9")

    assert (
        TOO_MANY in wrong(Client(), "x@primer.example", HTTP_X_FORWARDED_FOR="8.8.8.8, 198.51.100.9").content.decode()
    )
    assert TOO_MANY not in wrong(Client(), "x@primer.example", HTTP_X_FORWARDED_FOR="198.51.100.10").content.decode()


def forms(email: str) -> dict[str, Callable[[Client], Any]]:
    return {
        "sign-in": lambda client: client.post(reverse("sign-in"), {"login": email, "password": "погрешна лозинка"}),
        "password-forgotten": lambda client: client.post(reverse("password-forgotten"), {"email": email}),
        "register": lambda client: client.post(reverse("register"), {"name": "Ана", "email": email}),
    }


@pytest.mark.bad_input(95)
@pytest.mark.parametrize("name", ["sign-in", "password-forgotten", "register"])
def test_the_answer_is_the_same_for_a_known_and_an_unknown_address(client: Client, name: str) -> None:
    a_person_with_password(email="ana@primer.example")

    known = forms("ana@primer.example")[name](client)
    unknown = forms("nix@primer.example")[name](client)

    assert known.status_code == unknown.status_code == 200
    assert words_of(known.content.decode()).replace("ana@", "nix@") == words_of(unknown.content.decode())


@pytest.mark.bad_input(95)
@pytest.mark.parametrize("name", ["sign-in", "password-forgotten", "register"])
def test_a_known_and_an_unknown_address_cost_the_same_work(
    settings: Any, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Nearly all of the time goes into hashing: as many hashes are made whether or not there is an account, and whether
    or not it has a password. Counted, not timed: what else runs on the machine does not matter.
    """
    settings.ACCOUNT_RATE_LIMITS = {}
    a_person_with_password(email="ana@primer.example")
    f.a_person(email="bez@primer.example")  # without a password
    made: list[str] = []
    for deed in ("encode", "verify"):
        own = getattr(Argon2PasswordHasher, deed)

        def counted(self: Any, *given: Any, own: Any = own, deed: str = deed, **named: Any) -> Any:
            made.append(deed)
            return own(self, *given, **named)

        monkeypatch.setattr(Argon2PasswordHasher, deed, counted)
    hashes = {}
    for who in ("ana", "bez", "nix"):
        made.clear()
        forms(f"{who}@primer.example")[name](Client())
        hashes[who] = len(made)
    assert set(hashes.values()) == {1 if name == "sign-in" else hashes["nix"]}
