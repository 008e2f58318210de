"""The pages on which one answers questions, corrects, chooses between two texts and waits for a late decision, as they
stand in a browser: wide and narrow, in the three language forms, with scripts and without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Page

from seko.dialogue.comments import actions
from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core import clock
from seko.foundation.files import actions as files
from tests import factories as f

pytestmark = pytest.mark.django_db(transaction=True)
PageAt = Callable[..., Page]
WAYS = [(1280, "sr", True), (320, "sr-latn", False), (320, "en", True), (1280, "en", False)]
every_way = pytest.mark.parametrize(("width", "language", "javascript"), WAYS)


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    clock.pin(f.COMMENTING)
    yield
    clock.pin(None)


@pytest.fixture
def network() -> f.Network:
    """A SEKO whose members write."""
    return f.a_network()


@pytest.fixture
def consultation(network: f.Network) -> Consultation:
    """Its consultation on a draft that everybody may read."""
    return f.a_consultation([network.seko], version=f.a_version(circle="public"))


def a_file(network: f.Network) -> Any:
    upload = SimpleUploadedFile("анализа ваздуха.txt", "Текст анализе.".encode(), "text/plain")
    return files.receive(upload, kind="attachment", by=network.members[0], now=f.COMMENTING)


def saved(consultation: Consultation, network: f.Network, words: str, **extra: Any) -> Any:
    return actions.save_unsent(
        identifier=extra.pop("identifier", uuid4()),
        consultation=consultation,
        fields={"words": words, "anchor": {"kind": "whole"}, "reason": "Станица већ постоји."},
        by=network.members[0],
        now=f.COMMENTING,
        seko=network.seko,
        **extra,
    )


@every_way
def test_questions_without_a_draft_are_answered(
    page_at: PageAt, check_page: Callable[[Page], None], network: f.Network,
    width: int, language: str, javascript: bool,
) -> None:  # fmt: skip
    asked = f.a_consultation([network.seko], questions=["Шта недостаје у области ваздуха?", "Ко одговара?", "Када?"])
    page = page_at(width, language, javascript=javascript, actor=network.members[0])
    page.goto(f"/{language}/consultations/{asked.code}/")
    check_page(page)
    page.locator(".deeds a.button.primary").click()
    check_page(page)
    page.locator(".deeds a.button").nth(1).click()
    check_page(page)
    page.fill("textarea[name=words]", "Одговара министарство.")
    page.click("form.compose button.primary")

    page.wait_for_url("**/receipt/**")
    check_page(page)


@every_way
def test_a_comment_is_corrected(
    page_at: PageAt, check_page: Callable[[Page], None], network: f.Network, consultation: Consultation,
    width: int, language: str, javascript: bool,
) -> None:  # fmt: skip
    first = actions.send_comment(
        identifier=uuid4(),
        consultation=consultation,
        fields={"words": "Додати мерну станицу у Бору.", "anchor": {"kind": "passage", "places": ["1-2"]}},
        by=network.members[0],
        now=f.COMMENTING,
        seko=network.seko,
        attachment=a_file(network),
    )
    page = page_at(width, language, javascript=javascript, actor=network.members[0])
    page.goto(f"/{language}/comments/{number_of(first)}/")
    check_page(page)
    page.locator("a.button[href*='correct=']").click()
    check_page(page)
    page.fill("textarea[name=words]", "Додати две мерне станице у Бору.")
    page.click("form.compose button.primary")
    page.wait_for_url("**/receipt/**")
    check_page(page)
    page.goto(f"/{language}/comments/{number_of(first)}/")

    check_page(page)


@every_way
def test_two_texts_stand_side_by_side(
    page_at: PageAt, check_page: Callable[[Page], None], network: f.Network, consultation: Consultation,
    width: int, language: str, javascript: bool,
) -> None:  # fmt: skip
    unsent = saved(consultation, network, "Додати мерну станицу у Бору.", attachment=a_file(network))
    page = page_at(width, language, javascript=javascript, actor=network.members[0])
    page.goto(f"/{language}/consultations/{consultation.code}/text/?p=whole")
    check_page(page)
    saved(consultation, network, "Додати две мерне станице у Бору и Нишу.", identifier=unsent.pk)
    page.fill("textarea[name=words]", "Додати мерну станицу у Бору, одмах.")
    page.click("form.compose button.primary")
    page.locator("button[name=compose]").wait_for()
    check_page(page)
    page.click("button[name=compose]")

    assert "одмах" in page.input_value("textarea[name=words]")
    check_page(page)


@every_way
def test_a_late_text_waits_for_its_decision(
    page_at: PageAt, check_page: Callable[[Page], None], network: f.Network, consultation: Consultation,
    width: int, language: str, javascript: bool,
) -> None:  # fmt: skip
    unsent = saved(consultation, network, "Додати мерну станицу у Бору.", attachment=a_file(network))
    clock.pin(f.DISSENTING)
    page = page_at(width, language, javascript=javascript, actor=network.members[0])
    page.goto(f"/{language}/record/unsent/{unsent.pk}/")
    check_page(page)
    page.fill("textarea[name=reason]", "Болест.")
    page.click("button.primary")
    page.locator("form[action*='recall']").wait_for()
    check_page(page)
    ministry = page_at(width, language, javascript=javascript, actor=f.ministry())
    ministry.goto(f"/{language}/late-requests/")

    check_page(ministry)
