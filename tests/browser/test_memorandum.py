"""A memorandum from the first line to the public: written without a script, signed, checked, confirmed by two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.urls import reverse
from playwright.sync_api import FilePayload, Page

from seko.drafts.memoranda.models import Memorandum
from seko.foundation.workflow import second
from tests.browser.conftest import PageAt
from tests.drafts.memoranda import agreeing as a
from tests.drafts.memoranda.signing import sign
from tests.working import work_through_the_queue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


def test_from_the_first_line_to_the_public(
    page_at: PageAt, check_page: Callable[[Page], None], moment: Callable[[datetime], None]
) -> None:
    cast = a.Cast()
    moment(a.OFFERED)
    ministry = page_at(1280, actor=cast.ministry, javascript=False)
    ministry.goto(reverse("memorandum-new"))
    ministry.fill("#id_code", "m")
    ministry.fill("#id_title_sr", "Меморандум о сарадњи")
    ministry.fill("#id_party-0-name", "Министарство за европске интеграције")
    ministry.fill("#id_party-1-name", "Зелена мрежа")
    ministry.click('button[value="add-party-civil"]')
    ministry.fill("#id_party-2-name", "Плава мрежа")
    ministry.fill("#id_obligation-0-text", "Одговор на сваки коментар.")
    ministry.click('button[value="remove-obligation-1"]')
    ministry.click("form.form .deeds button.primary")
    ministry.click("button.primary")
    memorandum = Memorandum.objects.get(code="m")
    assert (memorandum.status, memorandum.parties.count(), memorandum.obligations.count()) == ("offered", 3, 1)

    moment(a.UPLOADED)
    party = page_at(320, "sr-latn", actor=cast.first)
    party.goto("/sr-latn/memoranda/m/")
    check_page(party)
    with party.expect_download() as begun:
        party.click('a[href$="/file/pdf/"]')
    data = sign(begun.value.path().read_bytes())
    party.set_input_files("#id_file", FilePayload(name="potpisan.pdf", mimeType="application/pdf", buffer=data))
    with party.expect_navigation():  # else the answer to the upload may come after the next page was asked for
        party.click(".doings button.primary")
    work_through_the_queue()
    party.goto("/sr-latn/memoranda/m/")
    check_page(party)
    verdict = party.locator("#signed").locator("..").inner_text()
    assert "Potpisnik: Ana Anić (Zelena mreža)." in verdict
    assert "Posle potpisivanja ništa nije izmenjeno." in verdict
    assert "pa nije dokazano ko je potpisao" in verdict
    assert "Tekst datoteke je tekst ponuđenog memoranduma." in verdict

    ministry.goto(reverse("memorandum", args=["m"]))
    ministry.click("text=Забележи ко је потписао")
    for row in memorandum.parties.all()[:2]:
        ministry.fill(f"#id_party-{row.pk}-on", "2027-03-03")
    ministry.click("text=Сачувај ко је потписао")
    ministry.click("text=Ступање на снагу")
    ministry.fill("#id_force-reason", "Потписани примерак је у архиви.")
    ministry.click("text=Предложи ступање на снагу")
    other = page_at(1280, actor=cast.second)
    other.goto(reverse("proposal", args=[second.all_waiting(memorandum.pk)[0].pk]))
    check_page(other)
    assert "Нису потписали" in other.locator("main").inner_text()
    other.locator(f'form[action$="{second.all_waiting(memorandum.pk)[0].pk}/confirm/"] button').click()

    public = page_at(1280, "en")
    public.goto("/en/memoranda/")
    public.click("text=Меморандум о сарадњи")
    check_page(public)
    assert "In force" in public.locator(".head").inner_text()
