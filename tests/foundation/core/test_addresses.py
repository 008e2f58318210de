"""Addresses: where `next` leads, whose host counts, paths and queries that make no sense (reliability.md C10)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse, translate_url
from django.utils import translation

from seko.foundation.core.redirects import is_ours, next_of
from tests import factories as f
from tests.actors.accounts.signing import PASSWORD, a_person_with_password

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "https:evil.example",
    "https://evil.example/",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://testserver@evil.example/",
    "https://testserver/sr/notices/",
    "\x08//evil.example",
    "\x00/sr/",
    "\t//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "sr/notices/",
    "",
]


@pytest.mark.bad_input(102)
@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_next_never_leads_elsewhere(client: Client, language: str, wanted: str) -> None:
    person = a_person_with_password()
    with translation.override(language):
        page, desk = reverse("sign-in"), reverse("desk")

    shown = client.get(page, {"next": wanted})
    answer = client.post(page, {"login": person.email, "password": PASSWORD, "next": wanted})

    assert 'name="next" value=""' in shown.content.decode()
    assert (answer.status_code, answer["Location"]) == (302, desk)
    assert client.get(page, {"next": wanted})["Location"] == desk


@pytest.mark.bad_input(102)
@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_the_one_helper_says_what_is_ours(wanted: str) -> None:
    request = RequestFactory().get("/", {"next": wanted})

    assert not is_ours(request, wanted)
    assert next_of(request, "/sr/") == "/sr/"
    assert next_of(RequestFactory().post("/", {"next": "/en/notices/?page=2"}), "/sr/") == "/en/notices/?page=2"


@pytest.mark.bad_input(103)
@pytest.mark.parametrize(
    "claimed",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": "localhost:8000@evil.example"},
        {"HTTP_HOST": "localhost, evil.example"},
        {"HTTP_HOST": ""},
        {"HTTP_HOST": "\u0440rimer"},
    ],
)
def test_a_forged_host_is_refused(client: Client, claimed: dict[str, Any]) -> None:
    answer = client.get(reverse("sign-in"), **claimed)

    assert answer.status_code == 400
    assert b"evil" not in answer.content


@pytest.mark.bad_input(103)
def test_forwarded_headers_count_only_from_the_proxy_of_our_own(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = client.get(
        reverse("sign-in"),
        HTTP_X_FORWARDED_HOST="evil.example",
        HTTP_X_FORWARDED_PROTO="https",
        HTTP_FORWARDED="host=e",
    )

    assert answer.status_code == 200
    assert b"evil" not in answer.content
    assert not answer.wsgi_request.is_secure()
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert client.get(reverse("sign-in"), HTTP_X_FORWARDED_PROTO="https").wsgi_request.is_secure()


@pytest.mark.bad_input(104)
@pytest.mark.parametrize(
    "path",
    [
        "/sr/консултације/",
        "/sr/%D0%BA%D0%BE%D0%BD%D1%81/",
        "/sr/consultations/%252e%252e/",
        "/sr/consultations/%00/",
        "/sr/consultations/k;jsessionid=1/",
        "/sr/consultations/../../etc/passwd",
        "/sr/" + "x" * 8_192 + "/",
        "/sr/consultations/" + "%F0%9F%A6%86" * 500 + "/",
        "/xx/sign-in/",
        "/sr/sign-in",
        "/sr/sign-in/second/1/",
        "/sr/confirm/a/b/",
        "/accounts/login/",
    ],
)
def test_a_path_that_makes_no_sense_is_not_there(path: str) -> None:
    for client in (Client(), f.client_of(f.ministry())):
        answer = client.get(path, follow=True)
        assert answer.status_code in (400, 404, 200), path
        assert answer.status_code != 200 or path == "/sr/sign-in"


@pytest.mark.bad_input(104)
@pytest.mark.parametrize(
    "query",
    [
        "page=-1&per_page=1e9&sort=password",
        "page=99999999999999999999",
        "page=NaN&sort=-person__email",
        "page[]=1&page=2",
        "person__email__startswith=a",
        "order=%00&q=%00",
        "q=" + "x" * 8_192,
        "page=１",
        "%F0%28%8C%28=1",
    ],
)
@pytest.mark.parametrize("name", ["home", "consultations", "documents", "answers", "answers-list", "search", "notices"])
def test_a_query_that_makes_no_sense_breaks_nothing(name: str, query: str) -> None:
    client = f.client_of(f.a_network().members[0])

    assert client.get(f"{reverse(name)}?{query}").status_code in (200, 400, 404)


@pytest.mark.bad_input(105)
@pytest.mark.parametrize("name", ["sign-in", "register", "consultations", "search"])
def test_the_switch_of_language_keeps_the_page_and_its_query(client: Client, name: str) -> None:
    with translation.override("sr"):
        here = reverse(name) + "?q=%D0%B2%D0%B0%D0%B7%D0%B4%D1%83%D1%85"
    page = client.get(here).content.decode()

    for language in ("sr-latn", "en"):
        there = translate_url(here, language)
        assert f'href="{there}"' in page
        answer = client.get(there)
        assert answer.status_code == 200
        assert f'href="{here}"' in answer.content.decode()


@pytest.mark.bad_input(105)
def test_an_address_of_another_form_opens_in_that_form_whatever_the_browser_prefers(client: Client) -> None:
    answer = client.get("/sr-latn/sign-in/", headers={"accept-language": "en"})

    assert answer.status_code == 200
    assert 'lang="sr-Latn"' in answer.content.decode()
