"""The board when the server fails or the line is lost: it says so in the page's language, and keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Route, expect

from tests import factories as f
from tests.browser.conftest import PageAt

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {
    ("sr", "server"): "Сервер није могао то да изврши.",
    ("sr", "line"): "Нема везе са сервером.",
    ("en", "server"): "The server could not do it.",
    ("en", "line"): "There is no connection to the server.",
}


@pytest.mark.parametrize(("language", "fault"), list(WORDS))
def test_a_deed_that_does_not_go_through_says_so_and_can_be_tried_again(
    page_at: PageAt, moment: Callable[[datetime], None], language: str, fault: str
) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    f.a_comment(consultation, network.members[0], "Краћи рок.", seko=network.seko, place="1-3")
    moment(f.CONSOLIDATING)
    page = page_at(1280, language, actor=network.lead)
    with translation.override(language):
        page.goto(reverse("board", args=[consultation.code, network.seko.code]))
    chosen, said = page.locator("input[name=c]").first, page.locator("[data-fault]")

    def fail(route: Route) -> None:
        if fault == "line":
            route.abort("connectionfailed")
        else:
            route.fulfill(status=503, body="<h1>503</h1>")

    expect(said).to_be_hidden()
    chosen.check()
    page.route("**/deed/**", fail)
    page.locator("button[value=carry]").first.click()

    expect(said).to_contain_text(WORDS[language, fault])
    expect(said).to_be_visible()
    expect(chosen).to_be_checked()

    page.unroute("**/deed/**")
    page.locator("button[value=carry]").first.click()
    expect(page.locator("#done")).to_be_visible()
    expect(said).to_be_hidden()
