"""Signing in through an identity provider: off unless configured; only people who are entered; then the second step."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from seko.actors.accounts.models import Person
from tests import factories as f
from tests.actors.accounts.provider import Provider, provider
from tests.actors.accounts.signing import PASSWORD, a_person_with_password, code_of, is_signed_in, with_app

pytestmark = pytest.mark.django_db
__all__ = ["provider"]


def go_through(client: Client, provider: Provider, **claims: Any) -> Any:
    """Press the button, be known to the provider under these claims, come back."""
    provider.claims = {"sub": "rs-1", "email": "ana@primer.example", "email_verified": True, **claims}
    there = client.post(reverse("openid_connect_login", args=["oidc"]))
    asked = parse_qs(urlsplit(there["Location"]).query)
    assert there["Location"].startswith(f"{provider.issuer}/authorize?")
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/oidc/oidc/back/"]
    return client.get("/oidc/oidc/back/", {"code": "kod", "state": asked["state"][0]})


def test_without_a_provider_there_is_no_button_and_no_address(client: Client) -> None:
    assert "/oidc/" not in client.get(reverse("sign-in")).content.decode()
    assert client.post("/oidc/oidc/").status_code == 404
    assert client.get("/oidc/oidc/back/").status_code == 404


def test_who_is_entered_under_the_address_signs_in(client: Client, provider: Provider) -> None:
    person = a_person_with_password(email="ana@primer.example")
    assert "Пријави се преко: еИД" in client.get(reverse("sign-in")).content.decode()

    answer = go_through(client, provider)

    assert answer["Location"] == "/sr/desk/"
    assert is_signed_in(client)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert any(each.startswith("/token") and "code_verifier" in each for each in provider.asked)


def test_later_the_provider_s_own_mark_counts_not_the_address(client: Client, provider: Provider) -> None:
    first = f.a_person("Прва Особа", email="ana@primer.example")
    go_through(client, provider)
    Person.objects.filter(pk=first.pk).update(email="nova@primer.example")
    f.a_person("Друга Особа", email="ana@primer.example")
    later = Client()

    go_through(later, provider)

    assert "Прва Особа" in later.get(reverse("desk")).content.decode()


def test_the_second_step_is_not_skipped(client: Client, provider: Provider) -> None:
    secret = with_app(f.a_person(email="ana@primer.example"))

    answer = go_through(client, provider)

    assert answer["Location"] == reverse("sign-in-second")
    assert not is_signed_in(client)
    client.post(reverse("sign-in-second"), {"code": code_of(secret)})
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "claims",
    [{"email": "niko@primer.example"}, {"email_verified": False}, {"email": None}, {"email": "аna@primer.example"}],
)
def test_nobody_else_gets_in_and_nobody_is_made(client: Client, provider: Provider, claims: dict[str, Any]) -> None:
    f.a_person(email="ana@primer.example")

    answer = go_through(client, provider, **claims)

    assert answer["Location"] == reverse("sign-in")
    assert not is_signed_in(client)
    assert Person.objects.count() == 1


@pytest.mark.parametrize("claims", [{"sub": None}, {"sub": ""}, {"sub": "x" * 500}, {"email": 5}])
def test_an_answer_without_the_person_s_mark_signs_nobody_in(
    client: Client, provider: Provider, claims: dict[str, Any]
) -> None:
    f.a_person(email="ana@primer.example")

    answer = go_through(client, provider, **claims)

    assert answer["Location"] == reverse("sign-in")
    assert not is_signed_in(client)


def test_who_was_deactivated_does_not_get_in(client: Client, provider: Provider) -> None:
    person = f.a_person(email="ana@primer.example")
    go_through(client, provider)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    later = Client()

    go_through(later, provider)

    assert not is_signed_in(later)


def test_a_provider_s_refusal_and_silence_are_sentences(client: Client, provider: Provider, settings: Any) -> None:
    refused = client.get("/oidc/oidc/back/", {"error": "access_denied", "state": "x"})
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    silent = client.post("/oidc/oidc/")

    assert refused["Location"] == silent["Location"] == reverse("sign-in")
    page = client.get(reverse("sign-in")).content.decode()
    assert "Пружалац услуге идентификације" in page
