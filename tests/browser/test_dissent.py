"""Dissent on the pages that lead to it: an author's own comment, the list of all, the desk; a partner's stale word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page

from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import number_of
from seko.dialogue.positions.actions import carry, dissent, ensure_position, merge, reword, set_aside, submit_position
from tests import factories as f
from tests.browser.conftest import PageAt

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "language"), [(1280, "sr"), (320, "sr-latn"), (320, "en")])
def test_the_author_finds_the_dissent_and_sees_it_waiting(
    page_at: PageAt,
    check_page: Callable[[Page], None],
    moment: Callable[[datetime], None],
    width: int,
    language: str,
) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    author, other = network.members
    left_out = f.a_comment(consultation, author, "Краћи рок за пројекат.", seko=network.seko, place="1-3")
    changed = f.a_comment(consultation, author, "Три станице у Бору.", seko=network.seko, place="1-2")
    kept = f.a_comment(consultation, other, "Станица у Бору.", seko=network.seko, place="1-2")
    merge([kept, changed], wording="Станица у Бору и Смедереву.", by=network.lead, now=f.CONSOLIDATING)
    set_aside([left_out], reason="Понавља се из другог документа.", by=network.lead, now=f.CONSOLIDATING)
    moment(f.CONSOLIDATING)
    page = page_at(width, language, actor=author)

    def address(name: str, *arguments: object) -> str:
        with translation.override(language):
            return reverse(name, args=arguments)

    page.goto(address("comment", number_of(left_out)))
    assert page.locator("#dissent-deed").get_attribute("aria-disabled") == "true"
    check_page(page)

    position = ensure_position(consultation, network.seko, by=network.lead, now=f.CONSOLIDATING)
    submit_position(position, by=network.lead, now=f.CONSOLIDATING)
    moment(f.DISSENTING)
    page.goto(address("desk"))
    check_page(page)
    page.locator(".row-link", has_text="2").first.click()
    assert page.url.endswith(address("record") + "?show=dissent")
    check_page(page)
    page.goto(address("comment", number_of(changed)))
    check_page(page)
    page.locator("#dissent-words").fill("Остајемо при своме: три станице.")
    page.locator("form.form button.button").click()
    assert page.locator("#dissent-words").count() == 0
    assert page.get_by_text("Остајемо при своме" if language != "sr-latn" else "Ostajemo pri svome").count() == 1
    check_page(page)
    assert Comment.objects.get(pk=changed.pk).own_point.dissented_at == f.DISSENTING


def test_a_partner_reads_the_new_wording_before_agreeing(
    page_at: PageAt, check_page: Callable[[Page], None], moment: Callable[[datetime], None]
) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    sent = f.a_comment(consultation, network.members[0], "Краћи рок за пројекат.", seko=network.seko, place="1-3")
    point = carry([sent], by=network.lead, now=f.CONSOLIDATING)[0]
    moment(f.CONSOLIDATING)
    page = page_at(320, "sr", actor=network.partners[0], javascript=False)
    page.goto(reverse("board", args=[consultation.code, network.seko.code]))
    reword(point, wording="Рок од тридесет месеци.", by=network.lead, now=f.CONSOLIDATING)

    page.locator('button[value="agree:1@0"]').click()

    page.locator('button[value="agree:1@1"]').wait_for()
    assert page.locator(".message .said").inner_text() == "Рок од тридесет месеци."
    check_page(page)
    page.locator('button[value="agree:1@1"]').click()
    page.locator("#no-1 .s-agrees").wait_for()


def test_the_board_shows_what_is_out_of_the_leads_hands(
    page_at: PageAt, check_page: Callable[[Page], None], moment: Callable[[datetime], None]
) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    sent = f.a_comment(consultation, network.members[0], "Краћи рок за пројекат.", seko=network.seko, place="1-3")
    set_aside([sent], reason="Понавља се.", by=network.lead, now=f.CONSOLIDATING)
    position = ensure_position(consultation, network.seko, by=network.lead, now=f.CONSOLIDATING)
    submit_position(position, by=network.lead, now=f.CONSOLIDATING)
    dissent(sent, words="Остајемо при своме.", by=network.members[0], now=f.CONSOLIDATING)
    moment(f.CONSOLIDATING)
    page = page_at(1280, "sr", actor=network.lead)

    page.goto(reverse("board-take-back", args=[consultation.code, network.seko.code]))
    page.locator("textarea").fill("Ипак.")
    page.locator("form.form button.button").click()

    assert page.locator('button[value="undo:1"]').count() == 0
    assert page.locator('input[name="c"]').count() == 0
    check_page(page)
