"""Signing in in a real browser: from an invitation to the second factor, by app, by recovery code, by passkey."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, expect

from seko.actors.accounts import actions
from seko.actors.accounts.enums import Purpose
from seko.actors.accounts.models import Person
from seko.actors.organisations.enums import OrganisationKind, Role
from tests import factories as f
from tests.actors.accounts.signing import PASSWORD, a_person_with_password
from tests.browser.conftest import PageAt

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
MAIN_BUTTON = "main form button.primary"


def address(name: str, language: str = "sr", *arguments: object) -> str:
    with translation.override(language):
        return reverse(name, args=arguments)


def code_from(secret: str) -> str:
    cache.clear()  # in life half a minute passes between two uses of a code
    shown: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return shown


def an_official() -> Person:
    person = f.a_person("Јована Тасић", email="jovana@primer.example")
    f.an_actor(f.an_organisation("Министарство", OrganisationKind.MINISTRY), Role.MINISTRY, person)
    return person


def an_authenticator(page: Page) -> None:
    """Give the browser a virtual device that holds passkeys and whose owner always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in(page: Page, person: Person, language: str = "sr") -> None:
    page.goto(address("sign-in", language))
    page.fill("#id_login", person.email)
    page.fill("#id_password", PASSWORD)
    page.locator(MAIN_BUTTON).click()


@pytest.mark.parametrize(("width", "language"), [(1280, "sr"), (320, "sr-latn"), (320, "en")])
def test_from_the_invitation_to_the_app_and_in_again(
    page_at: PageAt, check_page: Callable[[Page], None], width: int, language: str
) -> None:
    person = an_official()
    token = actions.confirmation_token(person, Purpose.INVITATION)
    page = page_at(width, language)

    page.goto(address("address-confirm", language, token))
    check_page(page)
    page.locator(MAIN_BUTTON).click()
    page.wait_for_url(f"**{address('password', language)}?first=1")
    check_page(page)
    page.fill("#id_password1", PASSWORD)
    page.fill("#id_password2", PASSWORD)
    page.locator(MAIN_BUTTON).click()

    page.wait_for_url(f"**{address('second-factor', language)}")
    check_page(page)
    page.goto(address("desk", language))
    page.wait_for_url(f"**{address('second-factor', language)}")
    page.locator(f"a[href='{address('app-add', language)}']").click()
    expect(page.locator("svg.qr")).to_be_visible()
    check_page(page)
    secret = str(page.locator("code.by-hand").text_content()).replace(" ", "")
    page.fill("#id_code", "000000")
    page.locator(MAIN_BUTTON).click()
    check_page(page)
    page.fill("#id_code", code_from(secret))
    page.locator(MAIN_BUTTON).click()

    page.wait_for_url(f"**{address('recovery-codes', language)}")
    check_page(page)
    codes = page.locator(".codes code").all_text_contents()
    assert len(codes) == 10
    with page.expect_download() as kept:
        page.locator("a[download]").click()
    text = kept.value.path().read_text("utf-8")
    assert all(code in text for code in codes)
    page.goto(address("desk", language))
    page.wait_for_url(f"**{address('desk', language)}")
    page.goto(address("security", language))
    check_page(page)

    page.context.clear_cookies()
    sign_in(page, person, language)
    page.wait_for_url(f"**{address('sign-in-second', language)}")
    check_page(page)
    page.fill("#id_code", code_from(secret))
    page.locator("main form", has=page.locator("#id_code")).locator("button").click()
    page.wait_for_url(f"**{address('desk', language)}")

    page.context.clear_cookies()
    sign_in(page, person, language)
    page.fill("#id_code", codes[3])
    page.locator("main form", has=page.locator("#id_code")).locator("button").click()
    page.wait_for_url(f"**{address('desk', language)}")
    page.goto(address("recovery-codes", language))
    assert page.locator(".codes").count() == 0
    check_page(page)


def test_a_passkey_is_added_signs_in_alone_and_is_the_second_step_too(
    page_at: PageAt, check_page: Callable[[Page], None]
) -> None:
    person = an_official()
    actions.set_password(person, PASSWORD, now=f.OPENS)
    page = page_at(1280, "sr")
    an_authenticator(page)
    sign_in(page, person)
    page.wait_for_url(f"**{address('second-factor')}")

    page.locator(f"a[href='{address('passkey-add')}']").click()
    check_page(page)
    page.fill("#id_name", "службени рачунар")
    page.locator(MAIN_BUTTON).click()
    page.wait_for_url(f"**{address('recovery-codes')}")
    page.goto(address("security"))
    assert "службени рачунар" in page.locator("main").inner_text()
    check_page(page)

    page.context.clear_cookies()
    page.goto(address("sign-in"))
    check_page(page)
    page.locator("form[data-passkey] button").click()
    page.wait_for_url(f"**{address('desk')}")

    page.context.clear_cookies()
    sign_in(page, person)
    page.wait_for_url(f"**{address('sign-in-second')}")
    check_page(page)
    page.locator("form[data-passkey] button").click()
    page.wait_for_url(f"**{address('desk')}")


def test_another_device_shows_who_one_is_before_the_sign_in_is_changed(
    page_at: PageAt, check_page: Callable[[Page], None]
) -> None:
    person = a_person_with_password(email="ana@primer.example")
    page = page_at(320, "sr")
    an_authenticator(page)
    sign_in(page, person)
    page.goto(address("passkey-add"))
    page.locator(MAIN_BUTTON).click()
    page.wait_for_url(f"**{address('recovery-codes')}")
    _long_ago(person)

    page.goto(address("password"))
    page.wait_for_url(f"**{address('reauthenticate')}?next=*")
    check_page(page)
    page.locator("form[data-passkey] button").click()

    page.wait_for_url(f"**{address('password')}")
    check_page(page)


def _long_ago(person: Person) -> None:
    from django.contrib.sessions.backends.db import SessionStore

    from tests.actors.accounts.signing import sessions

    store = SessionStore(session_key=sessions(person).get().session_key)
    for record in store["account_authentication_methods"]:
        record["at"] -= 3_600
    store.modified = True
    store.save()


def test_without_javascript_password_and_code_are_enough(page_at: PageAt, check_page: Callable[[Page], None]) -> None:
    person = an_official()
    actions.set_password(person, PASSWORD, now=f.OPENS)
    page = page_at(320, "sr", javascript=False)
    sign_in(page, person)
    page.wait_for_url(f"**{address('second-factor')}")
    page.goto(address("app-add"))
    secret = str(page.locator("code.by-hand").text_content()).replace(" ", "")
    page.fill("#id_code", code_from(secret))
    page.locator(MAIN_BUTTON).click()
    page.wait_for_url(f"**{address('recovery-codes')}")
    page.goto(address("passkey-add"))
    assert not page.locator("form[data-passkey]").is_visible()
    page.goto(address("desk"))
    page.wait_for_url(f"**{address('desk')}")
