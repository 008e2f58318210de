"""What only a browser shows of bad input: sessions that end, scripts off, narrow windows, words without end, stacked
marks, a paste beyond the limit (reliability.md C1 21; C5 56, 58, 65, 67).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from seko.actors.organisations.actor import CHOSEN_MANDATE, Actor
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core import clock
from tests import factories as f

pytestmark = pytest.mark.django_db(transaction=True)
PageAt = Callable[..., Page]
PASSWORD = "dovoljno-duga-lozinka-2027"


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    clock.pin(f.COMMENTING)
    yield
    clock.pin(None)


@pytest.fixture
def network() -> f.Network:
    """A SEKO whose members write; the first can sign in with a password."""
    network = f.a_network()
    person = network.members[0].person
    assert person is not None
    person.set_password(PASSWORD)
    person.save()
    return network


@pytest.fixture
def consultation(network: f.Network) -> Consultation:
    """A consultation whose draft has a word without end."""
    texts = ("Акција доприноси чистијем ваздуху.", "ш" * 300, "Крај.")
    return f.a_consultation([network.seko], version=f.a_version(texts, circle="public"))


def signed_in(page: Page, actor: Actor, origin: str) -> None:
    client = f.client_of(actor)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": origin}])
    assert client.session[CHOSEN_MANDATE] == actor.mandate_id


def open_form(page: Page, consultation: Consultation, language: str = "sr") -> None:
    page.goto(f"/{language}/consultations/{consultation.code}/text/?p=1-1#thread")


@pytest.mark.bad_input(65)
def test_a_session_that_ends_while_typing_loses_nothing_and_goes_on_after_a_sign_in(
    page_at: PageAt, live_site: Any, network: f.Network, consultation: Consultation
) -> None:
    member = network.members[0]
    assert member.person is not None
    page = page_at(1280, "sr")
    signed_in(page, member, live_site.url)
    open_form(page, consultation)
    Session.objects.all().delete()

    page.locator("#c-words").fill("Ово сам писао два сата.")
    link = page.locator("[data-saved] a")
    expect(link).to_be_visible()
    with page.context.expect_page() as opened:
        link.click()
    beside = opened.value
    beside.fill("[name=login]", member.person.email)
    beside.fill("[name=password]", PASSWORD)
    beside.locator("main button.primary, main [type=submit]").first.click()
    beside.wait_for_load_state()
    beside.close()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-saved]")).to_have_attribute("data-state", "saved")
    assert Unsent.objects.get().words == "Ово сам писао два сата."

    page.locator("form.compose button.primary").click()

    page.wait_for_url("**/receipt/**")
    assert Comment.objects.get().words == "Ово сам писао два сата."


@pytest.mark.bad_input(67)
def test_without_scripts_the_form_sends_and_keeps(
    page_at: PageAt, live_site: Any, network: f.Network, consultation: Consultation
) -> None:
    page = page_at(320, "sr", javascript=False)
    signed_in(page, network.members[0], live_site.url)
    open_form(page, consultation)
    page.locator("#c-words").fill(" ")
    page.locator("form.compose button.primary").click()
    expect(page.locator(".errors")).to_contain_text("Напишите коментар.")

    page.locator("#c-words").fill("Без иједне скрипте.")
    page.locator("form.compose button.primary").click()

    page.wait_for_url("**/receipt/**")
    assert Comment.objects.get().words == "Без иједне скрипте."


@pytest.mark.bad_input(21, 67)
@pytest.mark.parametrize("width", [320, 1280])  # 400 % of 1280 leaves 320
def test_no_window_is_too_narrow_and_no_word_too_long(
    page_at: PageAt,
    live_site: Any,
    network: f.Network,
    consultation: Consultation,
    check_page: Callable[[Page], None],
    width: int,
) -> None:
    page = page_at(width, "sr")
    signed_in(page, network.members[0], live_site.url)

    open_form(page, consultation)

    expect(page.locator("#c-words")).to_be_visible()
    check_page(page)


@pytest.mark.bad_input(58)
def test_stacked_marks_stay_within_their_box(
    page_at: PageAt, live_site: Any, network: f.Network, consultation: Consultation
) -> None:
    f.a_comment(consultation, network.members[0], "a" + "\u0323" * 10_000, seko=network.seko, place="1-1")
    page = page_at(1280, "sr")
    signed_in(page, network.members[0], live_site.url)

    open_form(page, consultation)

    said = page.locator(".thread .comment .said").first
    expect(said).to_be_visible()
    assert said.evaluate("element => getComputedStyle(element).overflowY") in ("clip", "hidden")
    assert page.evaluate("document.scrollingElement.scrollWidth") == 1280


@pytest.mark.bad_input(56)
def test_a_paste_beyond_the_limit_is_counted_and_not_cut(
    page_at: PageAt, live_site: Any, network: f.Network, consultation: Consultation
) -> None:
    page = page_at(1280, "sr")
    signed_in(page, network.members[0], live_site.url)
    open_form(page, consultation)

    page.locator("#c-words").fill("ш" * 20_001)

    expect(page.locator("#c-words-count")).to_have_text("Знакова: 20001; дозвољено је највише 20000")
    assert page.locator("#c-words").input_value() == "ш" * 20_001
