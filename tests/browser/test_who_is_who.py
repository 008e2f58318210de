"""Who is who, walked in a browser: a person between two organisations, a new consortium, a lead replaced halfway."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from seko.actors.organisations.enums import Role
from seko.foundation.core import clock
from seko.foundation.core.clock import BELGRADE
from seko.foundation.notifications.sending import send_due
from tests import factories as f
from tests.actors.accounts.signing import PASSWORD
from tests.browser.conftest import PageAt
from tests.browser.test_chain import follow, press, wait_for_work
from tests.browser.test_signing_in import code_from
from tests.drafts.memoranda.signing import holder, roots_in, sign
from tests.smtp import Mailbox

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
CALL_PREPARED = datetime(2027, 1, 11, 9, tzinfo=BELGRADE)
APPLYING = datetime(2027, 1, 20, 9, tzinfo=BELGRADE)
JUDGING = datetime(2027, 2, 1, 9, tzinfo=BELGRADE)
OBJECTIONS_PAST = datetime(2027, 2, 18, 9, tzinfo=BELGRADE)
IN_OFFICE = datetime(2027, 3, 2, 10, tzinfo=BELGRADE)
CALL = {
    "code": "konzorcijum",
    "text": "Тражи се нови конзорцијум.",
    "opens_on": "2027-01-11",
    "closes_on": "2027-01-29",
    "starts_on": "2027-03-01",
}
CRITERIA = (("Искуство у области", "30", "2", "10"), ("Капацитети", "20", "1", "5"))
Check = Callable[[Page], None]
LINK = re.compile(r"https?://\S+/invitations/\S+")


def sent_link(mailbox: Mailbox, address: str, organisation: str) -> str:
    """Send what is due; return the link of the invitation that the address was mailed last."""
    send_due(clock.read())
    letters = [each for each in mailbox if address in each.recipients and organisation in each.text]
    assert len(letters) == 1
    assert organisation in letters[0].html
    [link] = LINK.findall(letters[0].text)
    return str(link)


def person_menu(page: Page) -> None:
    page.locator("header details.person > summary").click()


def who_is_who(page: Page) -> None:
    """Go to who is who by the bar, which on a phone is behind its button."""
    button = page.locator("header .menu > summary")
    if button.is_visible():
        button.click()
    follow(page, "Ко је ко")


def invite(page: Page, name: str, address: str, check_page: Check) -> None:
    page.goto("/sr/desk/")
    follow(page, "Људи у организацији")
    check_page(page)
    follow(page, "Позови особу")
    page.get_by_label("Име и презиме").fill(name)
    page.get_by_label("Адреса е-поште").fill(address)
    page.get_by_role("radio", name="Овлашћено лице организације").check()
    check_page(page)
    press(page, "Пошаљи позив")
    expect(page.get_by_text("Позив је на путу.")).to_be_visible()


def test_from_an_invitation_to_acting_for_two_organisations(
    page_at: PageAt, check_page: Check, moment: Callable[[datetime], None], mailbox: Mailbox
) -> None:
    network = f.a_network(partners=1, members=0)
    f.a_consultation([network.seko])
    first, second = network.lead, network.partners[0]
    moment(f.COMMENTING)
    address = "vera@primer.example"
    invite(page_at(actor=first), "Вера Верић", address, check_page)

    vera = page_at()
    vera.goto(sent_link(mailbox, address, first.organisation_name))
    check_page(vera)
    press(vera, "Прихвати позив")
    press(vera, "Потврди и пријави се")
    vera.fill("#id_password1", PASSWORD)
    vera.fill("#id_password2", PASSWORD)
    press(vera, "Постави лозинку")
    person_menu(vera)
    follow(vera, "Налог и пријава")
    check_page(vera)
    follow(vera, "Подесите апликацију за потврду")
    secret = str(vera.locator("code.by-hand").text_content()).replace(" ", "")
    vera.fill("#id_code", code_from(secret))
    press(vera, "Подеси")
    follow(vera, "Сачувани су, настави")
    sign_out_and_in(vera, address, secret)

    invite(page_at(actor=second), "Вера Верић", address, check_page)
    vera.goto(sent_link(mailbox, address, second.organisation_name))
    press(vera, "Прихвати позив")
    check_page(vera)
    expect(vera.get_by_text("У чије име сада поступате?")).to_be_visible()
    comment(vera, "Додати мерну станицу у Бору.")
    expect(vera.get_by_role("heading", level=1)).to_have_text("У чије име пишете?")
    check_page(vera)
    press(vera, f"{second.organisation_name}, Овлашћено лице организације")
    expect(vera.get_by_role("heading", level=1)).to_have_text("Коментар је примљен")
    number = str(vera.locator("#receipt-title").text_content())
    follow(vera, "Моји коментари и одговори")
    follow(vera, re.compile("Додати мерну станицу"))
    expect(vera.get_by_text(number).first).to_be_visible()
    expect(vera.get_by_role("heading", level=1)).to_have_text(second.organisation_name)
    check_page(vera)

    person_menu(vera)
    vera.locator("header .person").get_by_role("button", name=re.compile(first.organisation_name)).click()
    vera.wait_for_url("**/sr/desk/")
    vera.go_back()
    vera.reload()
    expect(vera.get_by_role("heading", level=1)).to_have_text(second.organisation_name)
    expect(vera.locator("header .person > summary")).to_contain_text(first.organisation_name)
    comment(vera, "Рок је кратак.")
    expect(vera.get_by_role("heading", level=1)).to_have_text("Коментар је примљен")
    follow(vera, "Моји коментари и одговори")
    follow(vera, re.compile("Рок је кратак"))
    expect(vera.get_by_role("heading", level=1)).to_have_text(first.organisation_name)

    clock.pin(None)  # sessions end by the machine's own clock
    person_menu(vera)
    follow(vera, "Налог и пријава")
    expect(vera.get_by_role("heading", name="Где сте пријављени")).to_be_visible()
    expect(vera.get_by_text("овај уређај")).to_be_visible()
    check_page(vera)


def comment(page: Page, words: str) -> None:
    page.goto("/sr/desk/")
    follow(page, re.compile("Прочитајте нацрт"))
    follow(page, "Прочитај и коментариши")
    follow(page, "Коментариши цео документ")
    page.get_by_label("Коментар", exact=True).fill(words)
    press(page, "Пошаљи коментар")


def sign_out_and_in(page: Page, address: str, secret: str) -> None:
    person_menu(page)
    press(page, "Одјава")
    follow(page, "Пријава")
    page.fill("#id_login", address)
    page.fill("#id_password", PASSWORD)
    press(page, "Пријави се")
    page.fill("#id_code", code_from(secret))
    press(page, "Настави")
    page.wait_for_url("**/sr/desk/")


def judge(page: Page, marks: dict[str, tuple[int, int]], check_page: Check) -> None:
    """Say that one is impartial, and give each application its marks."""
    page.goto("/sr/desk/")
    follow(page, re.compile("Размотрите 2 пријаве"))
    check_page(page)
    page.get_by_role("radio", name=re.compile("^Нисам у сукобу интереса")).check()
    press(page, "Сачувај")
    for name, (first, second) in marks.items():
        follow(page, name)
        page.get_by_label("Искуство у области").fill(str(first))
        page.get_by_label("Капацитети").fill(str(second))
        press(page, "Сачувај бодове")
        follow(page, "Пријаве и бодови")
    check_page(page)


def apply(page: Page, title: str, partners: list[str], check_page: Check) -> None:
    page.goto("/sr/")
    who_is_who(page)
    follow(page, "Јавни позиви")
    follow(page, title)
    follow(page, "Поднеси пријаву")
    page.get_by_label("Зашто се ваша организација пријављује").fill("Радимо у области десет година.")
    page.get_by_label(re.compile("^Партнерске организације")).fill("\n".join(partners))
    page.locator("#id_contact").fill("Вера, 011 123 456")
    for box in page.locator("[name=declarations]").all():
        box.check()
    check_page(page)
    press(page, "Пошаљи пријаву")
    check_page(page)


def confirm(page: Page, check_page: Check) -> None:
    """Confirm as the second person the one thing that stands on the page of proposals."""
    page.goto("/sr/desk/")
    follow(page, "Предлози који чекају другу особу")
    page.locator("main .rows a").click()
    check_page(page)
    press(page, "Потврди и спроведи")
    expect(page.get_by_text("Потврђено и спроведено.")).to_be_visible()


def issue(page: Page, seko: str, title: str, check_page: Check) -> None:
    page.goto("/sr/")
    who_is_who(page)
    follow(page, "Јавни позиви")
    check_page(page)
    follow(page, "Нови јавни позив")
    page.locator("#id_seko").select_option(label=seko)
    for name, value in CALL.items():
        page.locator(f"#id_{name}").fill(value)
    page.locator("#id_title").fill(title)
    page.locator("#id_is_scored").check()
    for place, row in enumerate(CRITERIA):
        for name, value in zip(("text", "most", "weight", "least"), row, strict=True):
            page.locator(f"#id_criterion-{place}-{name}").fill(value)
    check_page(page)
    press(page, "Сачувај")
    check_page(page)
    press(page, "Отвори јавни позив")


def test_from_a_call_to_a_new_consortium_and_its_signed_memorandum(
    page_at: PageAt, check_page: Check, moment: Callable[[datetime], None], settings: Any, tmp_path: Path
) -> None:
    settings.TRUST_ROOTS = str(roots_in(tmp_path))
    network, coordinator = f.a_network(partners=2), f.ministry()
    better = f.an_actor(f.an_organisation("Зелени круг"), Role.REPRESENTATIVE)
    worse = f.an_actor(f.an_organisation("Плава обала"), Role.REPRESENTATIVE)
    for name in ("Чиста река", "Бистри извор", "Тиха шума", "Бели пут"):
        f.an_organisation(name)
    ministry, second = page_at(actor=coordinator), page_at(actor=f.another_of(coordinator))
    title = "Јавни позив за конзорцијум"

    moment(CALL_PREPARED)
    issue(ministry, network.seko.name_sr, title, check_page)
    moment(APPLYING)
    winner, loser = page_at(320, actor=better), page_at(actor=worse)
    apply(winner, title, ["Чиста река", "Бистри извор"], check_page)
    apply(loser, title, ["Тиха шума", "Бели пут"], check_page)

    moment(JUDGING)
    for page in (ministry, second):
        judge(page, {"Зелени круг": (28, 15), "Плава обала": (20, 10)}, check_page)
    draft_decision(ministry, check_page)
    confirm(second, check_page)
    public = page_at(320, "sr-latn")
    public.goto("/sr-latn/calls/konzorcijum/")
    check_page(public)
    shown = public.locator("main").inner_text()
    assert "Rang-lista" in shown
    assert "Najbolja po oba kriterijuma." in shown

    moment(OBJECTIONS_PAST)
    ministry.goto("/sr/calls/konzorcijum/")
    press(ministry, "Утврди коначну листу")
    check_page(ministry)
    follow(ministry, network.seko.name_sr)
    expect(consortium(ministry)).to_contain_text(network.lead.organisation_name)
    moment(IN_OFFICE)
    ministry.reload()
    check_page(ministry)
    for name in ("Зелени круг", "Чиста река", "Бистри извор"):
        expect(consortium(ministry)).to_contain_text(name)
    expect(consortium(ministry).locator("> ul")).not_to_contain_text(network.lead.organisation_name)

    agree(ministry, check_page)
    sign_and_upload(winner, check_page)
    bring_into_force(ministry, check_page)
    confirm(second, check_page)
    public.goto("/sr-latn/memoranda/")
    follow(public, re.compile("Memorandum o saradnji"))
    check_page(public)
    expect(public.locator(".head")).to_contain_text("Na snazi")
    expect(public.locator("main")).to_contain_text("Zeleni krug")


def consortium(page: Page) -> Any:
    return page.locator("section[aria-labelledby=consortium]")


def draft_decision(page: Page, check_page: Check) -> None:
    expect(page.get_by_role("radio", name="Зелени круг")).to_be_checked()
    page.get_by_label("Образложење: Зелени круг").fill("Најбоља по оба критеријума.")
    page.get_by_label("Образложење: Плава обала").fill("Мање искуства у области.")
    page.get_by_label("Текст одлуке").fill("Конзорцијум води Зелени круг.")
    press(page, "Предложи за објављивање")
    check_page(page)


def agree(page: Page, check_page: Check) -> None:
    """Prepare a memorandum with the new lead and offer it."""
    page.goto("/sr/")
    who_is_who(page)
    follow(page, "Меморандуми")
    follow(page, "Нови меморандум")
    page.fill("#id_code", "konzorcijum")
    page.fill("#id_title_sr", "Меморандум о сарадњи")
    page.fill("#id_party-0-name", "Министарство за европске интеграције")
    page.fill("#id_party-1-name", "Зелени круг")
    page.fill("#id_obligation-0-text", "Одговор на сваки коментар.")
    page.fill("#id_obligation-1-text", "Обавештавање мреже.")
    check_page(page)
    page.locator("form.form > .deeds").get_by_role("button", name="Сачувај").click()
    press(page, "Понуди за потписивање")
    check_page(page)


def sign_and_upload(page: Page, check_page: Check) -> None:
    """As the new lead on a phone: download the PDF, send it back with both signatures, read the verdict."""
    page.goto("/sr/")
    who_is_who(page)
    follow(page, "Меморандуми")
    follow(page, re.compile("Меморандум о сарадњи"))
    with page.expect_download() as begun:
        page.get_by_role("link", name="PDF", exact=True).click()
    data = signed(begun.value.path().read_bytes())
    page.set_input_files("#id_file", FilePayload(name="potpisan.pdf", mimeType="application/pdf", buffer=data))
    press(page, "Пошаљи и провери потписе")
    page.wait_for_url("**/job/**")
    wait_for_work(page)
    check_page(page)
    verdict = page.locator("section[aria-labelledby=signed]").inner_text()
    assert "Потписник: Весна Весић (Зелени круг)." in verdict
    assert "Потписник: Мина Минић (Министарство за европске интеграције)." in verdict
    assert "Издавалац је међу онима којима ова платформа верује" in verdict
    assert "После потписивања ништа није измењено." in verdict
    assert "Текст датотеке је текст понуђеног меморандума." in verdict


def signed(data: bytes) -> bytes:
    """Return the PDF with two signatures."""
    civil, state = holder("Весна Весић", "Зелени круг"), holder("Мина Минић", "Министарство за европске интеграције")
    return sign(sign(data, civil), state, field="Signature2")


def bring_into_force(page: Page, check_page: Check) -> None:
    page.reload()
    page.locator("summary", has_text="Забележи ко је потписао").click()
    for day in page.get_by_label("Потписано дана").all():
        day.fill("2027-03-02")
    press(page, "Сачувај ко је потписао")
    page.locator("summary", has_text="Ступање на снагу").click()
    page.fill("#id_force-reason", "Потписани примерак је овде.")
    check_page(page)
    press(page, "Предложи ступање на снагу")


def appoint(page: Page, area: str, organisation: str, check_page: Check) -> None:
    """Propose another lead on the area's page."""
    page.goto("/sr/")
    who_is_who(page)
    follow(page, "Области и мреже")
    follow(page, area)
    follow(page, "Одређивање водеће организације")
    page.get_by_label(re.compile("^Нова водећа организација")).select_option(label=organisation)
    page.get_by_role("radio", name="иступа из СЕКО").check()
    page.get_by_label(re.compile("^Основ")).fill("Одлука 12/2027 од 11. марта 2027.")
    check_page(page)
    press(page, "Предложи")
    check_page(page)


def test_a_lead_is_replaced_in_the_middle_of_consolidating(
    page_at: PageAt, check_page: Check, moment: Callable[[datetime], None]
) -> None:
    network = f.a_network(partners=3)
    consultation = f.a_consultation([network.seko])
    for place, words in (("1-2", "Три станице у Бору."), ("1-2", "Станица у Бору."), ("1-3", "Краћи рок.")):
        f.a_comment(consultation, network.members[0], words, seko=network.seko, place=place)
    new = f.another_of(network.partners[0], Role.COORDINATOR)
    coordinator = f.ministry()
    old_page, new_page, ministry = page_at(actor=network.lead), page_at(actor=new), page_at(actor=coordinator)
    moment(f.CONSOLIDATING)

    old_page.goto("/sr/desk/")
    follow(old_page, re.compile("Обрадите 3 коментара"))
    for box in old_page.locator("[name=c]").all()[:2]:
        box.check()
    old_page.locator(".deed-bar").get_by_role("button", name="Споји", exact=True).click()
    old_page.locator("#no-1").wait_for()
    follow(old_page, re.compile("^Измени"))
    old_page.get_by_label("Текст обједињеног коментара").fill("Мерна станица у Бору.")
    press(old_page, "Сачувај текст")
    check_page(old_page)

    appoint(ministry, "Животна средина", network.partners[0].organisation_name, check_page)
    confirm(page_at(actor=f.another_of(coordinator)), check_page)

    old_page.locator("[name=c]").last.check()
    old_page.locator(".deed-bar").get_by_role("button", name="Преузми", exact=True).click()
    old_page.get_by_role("heading", name="Нема такве стране").wait_for()

    new_page.goto("/sr/desk/")
    follow(new_page, re.compile("Обрадите 1 коментар"))
    check_page(new_page)
    expect(new_page.locator("#no-1")).to_contain_text("Мерна станица у Бору.")
    new_page.locator("[name=c]").last.check()
    new_page.locator(".deed-bar").get_by_role("button", name="Преузми", exact=True).click()
    new_page.locator("#no-2").wait_for()
    new_page.locator("#no-1").get_by_role("link", name=re.compile("^Историја")).click()
    history = new_page.locator("#history")
    expect(history).to_contain_text(re.compile(f"Нови текст.*{network.lead.organisation_name}, 12. март", re.DOTALL))
    expect(history).not_to_contain_text(f"{new.organisation_name}, ")
    check_page(new_page)
    follow(new_page, "Назад на заједнички став")
    follow(new_page, "Предај став")
    check_page(new_page)
    press(new_page, "Предај став")
    check_page(new_page)
    expect(new_page.get_by_text("Заједнички став је предат.")).to_be_visible()
    expect(new_page.locator("main")).to_contain_text("2 обједињена коментара")
    expect(new_page.locator("main")).to_contain_text("Мерна станица у Бору.")
