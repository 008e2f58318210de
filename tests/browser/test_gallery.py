"""The gallery in a real browser: accessible at every width, in forced colours, by keyboard, without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db(transaction=True)
PageAt = Callable[..., Page]

# Everything that is folded is opened, so that it is looked at too.
UNFOLD = "() => document.querySelectorAll('details').forEach(block => { block.open = !block.matches('[data-menu]') })"


def _open(page_at: PageAt, width: int, language: str, **settings: Any) -> Page:
    page = page_at(width, language, **settings)
    page.goto(f"/{language}/gallery/")
    if settings.get("javascript", True):
        page.evaluate(UNFOLD)
    return page


@pytest.mark.parametrize("forced_colors", [None, "active"])
@pytest.mark.parametrize("width", [1280, 768, 320])
def test_no_fault_in_any_width(
    width: int, forced_colors: str | None, page_at: PageAt, check_page: Callable[[Page], None]
) -> None:
    check_page(_open(page_at, width, "sr", forced_colors=forced_colors))


def test_no_fault_in_any_language_form(language: str, page_at: PageAt, check_page: Callable[[Page], None]) -> None:
    check_page(_open(page_at, 1280, language))


@pytest.mark.parametrize("status", [403, 404, 409])
def test_no_fault_on_an_error_page(status: int, page_at: PageAt, check_page: Callable[[Page], None]) -> None:
    page = page_at(320, "sr")
    page.goto(f"/sr/gallery/errors/{status}/")

    check_page(page)


@pytest.mark.parametrize("width", [1280, 1024, 768, 480, 320])
def test_nothing_scrolls_sideways(width: int, page_at: PageAt) -> None:
    page = _open(page_at, width, "sr")

    assert page.evaluate("document.scrollingElement.scrollWidth") == width


def test_type_of_twice_the_size_folds_instead_of_scrolling(page_at: PageAt) -> None:
    page = page_at(1280, "sr")
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.goto("/sr/gallery/")

    assert page.evaluate("getComputedStyle(document.body).fontSize") == "32px"
    assert page.evaluate("document.scrollingElement.scrollWidth") == 1280
    expect(page.locator(".menu > summary")).to_be_visible()


@pytest.mark.parametrize(("width", "is_folded"), [(1280, False), (320, True)])
def test_the_menu_works_without_script(width: int, is_folded: bool, page_at: PageAt) -> None:
    page = _open(page_at, width, "sr", javascript=False)
    link = page.locator(".langs a").nth(1)
    menu = page.locator(".menu > summary")

    expect(menu).to_be_visible(visible=is_folded)
    expect(link).to_be_visible(visible=not is_folded)
    if is_folded:
        menu.click()
    link.click()
    expect(page.locator("html")).to_have_attribute("lang", "sr-Latn")


def test_the_summary_of_errors_takes_the_focus_and_leads_into_the_field(page_at: PageAt) -> None:
    page = _open(page_at, 1280, "sr")

    expect(page.locator(".errors")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#wrong_comment")).to_be_in_viewport()


def test_keys_act_only_where_they_belong(page_at: PageAt) -> None:
    page = _open(page_at, 1280, "sr")
    dialog = page.locator("dialog#keys")

    page.locator("#plain_comment").focus()
    page.keyboard.press("?")
    expect(dialog).not_to_be_visible()
    page.locator("[data-keys] input[data-digit='2']").focus()
    page.keyboard.press("3")
    expect(page.locator("input[data-digit='3']")).to_be_checked()
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    dialog.locator("[data-keys-switch]").uncheck()
    page.keyboard.press("Escape")
    page.locator("input[data-digit='3']").focus()
    page.keyboard.press("1")
    expect(page.locator("input[data-digit='1']")).not_to_be_checked()


def test_cyrillic_keys_answer_too(page_at: PageAt) -> None:
    page = _open(page_at, 1280, "sr")
    page.evaluate("addEventListener('seko:key', event => { document.title = event.detail; event.preventDefault() })")
    page.locator("[data-keys] input[data-digit='2']").focus()

    for key, name in {"ј": "passage-next", "к": "passage-previous", "н": "awaiting", "ц": "comment"}.items():
        page.evaluate(
            "key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))", key
        )
        assert page.title() == name


def test_what_is_typed_survives_a_reload(page_at: PageAt) -> None:
    page = _open(page_at, 1280, "sr")
    page.locator("#plain_comment").fill("Списак мора бити јаван.")
    line = page.locator("form[data-autosave-key] [data-saved]")
    expect(line).to_have_attribute("data-state", "saved")

    page.reload()

    expect(page.locator("#plain_comment")).to_have_value("Списак мора бити јаван.")
    expect(line).to_contain_text("Нађено на овом уређају")


def test_the_thread_stands_beside_its_passage_and_after_it_in_reading_order(page_at: PageAt) -> None:
    page = _open(page_at, 1280, "sr")
    passage, thread = page.locator("#p113").bounding_box(), page.locator("#reading-thread").bounding_box()
    following = page.locator("#reading-thread + .p").bounding_box()
    assert passage and thread and following

    assert thread["x"] >= passage["x"] + passage["width"]
    assert abs(thread["y"] - passage["y"]) < 8
    assert following["y"] < thread["y"] + thread["height"]
    assert page.evaluate("document.querySelector('#p113').nextElementSibling.id") == "reading-thread"


@pytest.mark.parametrize(
    ("status", "state", "words"),
    [
        (200, "saved", "Сачувано у "),
        (401, "offline", "Пријава је истекла. Текст је сачуван на овом уређају."),
        (409, "offline", "У међувремену је сачуван и други текст. Ваш је на овом уређају."),
        (500, "offline", "Нема везе са сервером. Текст је сачуван на овом уређају."),
        (None, "offline", "Нема везе са сервером. Текст је сачуван на овом уређају."),
    ],
)
def test_autosave_says_what_became_of_the_words(status: int | None, state: str, words: str, page_at: PageAt) -> None:
    page = _open(page_at, 1280, "sr")
    page.route("**/unsent/1", lambda route: route.abort() if status is None else route.fulfill(status=status))
    page.evaluate("document.querySelector('form[data-autosave-key]').dataset.autosave = '/unsent/1'")
    line = page.locator("form[data-autosave-key] [data-saved]")

    with page.expect_request("**/unsent/1") as sent:
        page.locator("#plain_comment").fill("Рок је кратак.")

    assert sent.value.method == "PUT"
    expect(line).to_contain_text(words)
    expect(line).to_have_attribute("data-state", state)
    kept = page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.startsWith('seko.unsent.')).map(([, v]) => v)"
    )
    assert ["Рок је кратак." in text for text in kept] == ([] if status == 200 else [True])
