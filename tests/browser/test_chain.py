"""The whole chain walked in a browser by five roles: a real Word file, comments, position, answers, replies, report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from seko.actors.organisations.actor import Actor
from seko.demo.document import build_action_document
from seko.foundation.core.clock import BELGRADE
from tests import factories as f
from tests.working import work_through_the_queue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
PageAt = Callable[..., Page]

DRAFT_ON = datetime(2027, 2, 8, 9, tzinfo=BELGRADE)
OPENED = datetime(2027, 3, 1, 9, tzinfo=BELGRADE)
COMMENTING = datetime(2027, 3, 5, 10, tzinfo=BELGRADE)
CONSOLIDATING = datetime(2027, 3, 16, 10, tzinfo=BELGRADE)
ANSWERING = datetime(2027, 3, 29, 10, tzinfo=BELGRADE)
REPLYING = datetime(2027, 4, 6, 10, tzinfo=BELGRADE)
AFTER_REPLIES = datetime(2027, 4, 26, 10, tzinfo=BELGRADE)
DATES = {
    "opens_on": date(2027, 3, 1),
    "members_on": date(2027, 3, 12),
    "leads_deadline_on": date(2027, 3, 19),
    "answers_due_on": date(2027, 4, 9),
    "replies_until_on": date(2027, 4, 23),
    "report_due_on": date(2027, 5, 5),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts: two of the ministry, the institution's officer, a network with its lead and members."""

    coordinator: Actor
    second: Actor
    officer: Actor
    network: f.Network


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    call_command("load_catalogues", verbosity=0)
    coordinator = f.ministry()
    return Cast(coordinator, f.another_of(coordinator), f.an_officer(), f.a_network(partners=0))


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name, exact=isinstance(name, str)).click()
    page.wait_for_load_state()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("link", name=name, exact=isinstance(name, str)).first.click()
    page.wait_for_load_state()


def wait_for_work(page: Page) -> None:
    """Let the worker do what is queued; who waits on the job's page is led on by itself."""
    work_through_the_queue()
    page.wait_for_url(re.compile(r"^(?!.*/job/)"))


def test_a_draft_goes_out_and_every_comment_comes_back_answered(
    cast: Cast,
    page_at: PageAt,
    check_page: Callable[[Page], None],
    moment: Callable[[datetime], None],
    tmp_path: Path,
) -> None:
    window = {
        name: page_at(actor=actor)
        for name, actor in (
            ("coordinator", cast.coordinator),
            ("second", cast.second),
            ("officer", cast.officer),
            ("lead", cast.network.lead),
            ("member", cast.network.members[0]),
            ("other", cast.network.members[1]),
        )
    }
    window["public"] = page_at()

    moment(DRAFT_ON)
    import_draft(window["coordinator"], tmp_path, check_page)
    publish_draft(window["second"], check_page)
    prepare(window["coordinator"], cast.network.seko.name_sr, check_page)

    moment(COMMENTING)
    comment_on_words(window["member"], "Рок треба да буде две године, јер градови немају пројекте.", check_page)
    comment_on_words(window["other"], "Рок од годину дана је кратак.", check_page)

    moment(CONSOLIDATING)
    hand_in(window["lead"], check_page)

    moment(ANSWERING)
    assign(window["coordinator"], "Министарство заштите животне средине", check_page)
    answer(window["officer"], check_page)
    approve(window["second"], check_page)

    moment(REPLYING)
    reply(window["member"], check_page)

    moment(AFTER_REPLIES)
    conclude_and_report(window["coordinator"], check_page)
    read_as_the_public(window["public"], check_page)


def import_draft(page: Page, folder: Path, check_page: Callable[[Page], None]) -> None:
    file = folder / "nacrt.docx"
    file.write_bytes(build_action_document())
    page.goto("/sr/desk/")
    follow(page, "Документи")
    check_page(page)
    follow(page, "Нови документ")
    page.get_by_label("Наслов", exact=True).fill("Чистије воде и мање отпада")
    page.get_by_label(re.compile("Институција")).select_option(index=1)
    page.get_by_label("Кратка ознака").fill("ad-voda")
    check_page(page)
    press(page, "Направи документ")
    check_page(page)
    page.get_by_label(re.compile("Датотека програма Word")).set_input_files(file)
    page.get_by_label("српски").check()
    press(page, "Прочитај датотеку")
    check_page(page)
    wait_for_work(page)
    expect(page.get_by_role("heading", name="Пре него што се сачува")).to_be_visible()
    for box in page.locator("[name=acknowledged]").all():
        box.check()
    check_page(page)
    press(page, re.compile("Сачувај као нацрт 1"))
    wait_for_work(page)
    check_page(page)
    press(page, "Предложи за објављивање")


def publish_draft(page: Page, check_page: Callable[[Page], None]) -> None:
    page.goto("/sr/desk/")
    check_page(page)
    follow(page, re.compile("Објавите предложени нацрт"))
    check_page(page)
    press(page, "Објави нацрт")
    page.locator("[name=circle]").select_option("public")
    press(page, "Омогући читање")
    check_page(page)


def prepare(page: Page, seko: str, check_page: Callable[[Page], None]) -> None:
    page.goto("/sr/consultations/")
    follow(page, "Припреми консултације")
    page.get_by_label("Кратка ознака").fill("voda-1")
    page.get_by_label(re.compile("^Нацрт")).select_option(index=1)
    page.get_by_label("Наслов", exact=True).fill("Чистије воде и мање отпада")
    page.get_by_label(seko).check()
    for name, day in DATES.items():
        page.locator(f"[name={name}]").fill(day.isoformat())
    check_page(page)
    press(page, "Сачувај")
    check_page(page)
    for box in page.locator("[name=acknowledged]").all():
        box.check()
    press(page, "Отвори консултације")
    expect(page.get_by_text("Најављено").first).to_be_visible()


SELECT = """(count) => {
  const passage = [...document.querySelectorAll(".doc .p:not(.foot-note) > p")].find(p => p.textContent.length > 200);
  const text = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT).nextNode();
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(text, Math.min(count, text.length));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  document.dispatchEvent(new Event("selectionchange"));
  return range.toString();
}"""


def comment_on_words(page: Page, words: str, check_page: Callable[[Page], None]) -> None:
    page.goto("/sr/desk/")
    follow(page, re.compile("Прочитајте нацрт"))
    check_page(page)
    follow(page, "Прочитај и коментариши")
    check_page(page)
    chosen = page.evaluate(SELECT, 40)
    press(page, re.compile("^Коментариши"))
    page.get_by_label("Коментар", exact=True).fill(words)
    expect(page.locator("[data-quote]")).to_contain_text(chosen.strip()[:20])
    check_page(page)
    press(page, "Пошаљи коментар")
    expect(page.get_by_role("heading", level=1)).to_have_text("Коментар је примљен")
    check_page(page)


def hand_in(page: Page, check_page: Callable[[Page], None]) -> None:
    page.goto("/sr/desk/")
    check_page(page)
    follow(page, re.compile("Обрадите 2 коментара"))
    check_page(page)
    for box in page.locator("[name=c]").all():
        box.check()
    page.locator(".deed-bar").get_by_role("button", name="Споји", exact=True).click()
    page.wait_for_load_state()
    check_page(page)
    follow(page, re.compile("^Уреди"))
    check_page(page)
    page.get_by_label("Текст обједињеног коментара").fill("Рок продужити на две године.")
    press(page, "Сачувај текст")
    check_page(page)
    follow(page, "Предај став")
    check_page(page)
    press(page, "Предај став")
    check_page(page)


def assign(page: Page, institution: str, check_page: Callable[[Page], None]) -> None:
    page.goto("/sr/desk/")
    follow(page, re.compile("Доделите институцији 1 коментар"))
    check_page(page)
    page.locator("[name=points]").first.check()
    page.locator("[name=to]").select_option(label=institution)
    press(page, re.compile("^Додели"))
    check_page(page)


def answer(page: Page, check_page: Callable[[Page], None]) -> None:
    page.goto("/sr/desk/")
    follow(page, re.compile("Одговорите на 1 коментар"))
    check_page(page)
    if page.url.rstrip("/").endswith("queue"):
        page.locator(".queue-list a").first.click()
    page.keyboard.press("2")
    expect(page.get_by_role("radio", name=re.compile("Делимично прихваћено"))).to_be_checked()
    page.get_by_label("Образложење").fill("Рок се продужава на осамнаест месеци; за две године нема новца.")
    page.get_by_label(re.compile("Шта се мења у тексту")).fill("осамнаест месеци")
    check_page(page)
    press(page, re.compile("^Пошаљи на одобрење"))
    check_page(page)


def approve(page: Page, check_page: Callable[[Page], None]) -> None:
    page.goto("/sr/desk/")
    follow(page, re.compile("Одобрите 1 одговор"))
    check_page(page)
    press(page, re.compile("^Одобри и објави"))
    check_page(page)


def reply(page: Page, check_page: Callable[[Page], None]) -> None:
    page.goto("/sr/desk/")
    check_page(page)
    follow(page, re.compile("Изјасните се о 1 одговору"))
    page.get_by_role("radio", name="Не слажемо се").check()
    page.get_by_label(re.compile("^Зашто")).fill("Осамнаест месеци није довољно за земљиште.")
    check_page(page)
    press(page, "Пошаљи изјашњења")
    check_page(page)


def conclude_and_report(page: Page, check_page: Callable[[Page], None]) -> None:
    page.goto("/sr/consultations/voda-1/")
    check_page(page)
    follow(page, "Вођење консултација")
    check_page(page)
    press(page, "Закључи консултације")
    check_page(page)
    page.goto("/sr/consultations/voda-1/")
    follow(page, "Извештај о спроведеним консултацијама")
    check_page(page)
    press(page, "Објави извештај")
    work_through_the_queue()
    page.reload()
    check_page(page)
    for format in ("DOCX", "PDF", "XLSX"):
        with page.expect_download() as download:
            page.get_by_role("link", name=re.compile(format)).first.click()
        assert download.value.path().stat().st_size > 5_000


def read_as_the_public(page: Page, check_page: Callable[[Page], None]) -> None:
    page.goto("/sr/consultations/voda-1/report/")
    check_page(page)
    report = page.locator("main").inner_text()
    assert "Рок продужити на две године." in report
    assert "Рок се продужава на осамнаест месеци; за две године нема новца." in report
    assert "Осамнаест месеци није довољно за земљиште." in report
    page.goto("/sr/comments/VODA-1-0001/")
    check_page(page)
    shown = page.locator("main").inner_text()
    assert "Рок треба да буде две године, јер градови немају пројекте." in shown
    assert "Делимично прихваћено" in shown
