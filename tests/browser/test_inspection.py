"""What is looked at on every page: planted faults are found, a good page has none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser.inspection import faults_of

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
GOOD = """<!doctype html><html lang="sr-Cyrl"><head><title>Нацрт</title></head><body><main>
<h1>Нацрт</h1><p>Преузмите PDF или пишите на ana@primer.example.</p>
<p lang="sr-Latn">Latinica</p><p><span lang="en">English words</span></p></main></body></html>"""
BAD = {
    "asked outside the site": '<img src="https://elsewhere.example/a.png" alt="">',
    "against the content security policy": '<p style="color: red">Текст</p>',
    "has 2 main headings": "<h1>Други</h1>",
    "Cyrillic under lang=en": '<p lang="en">Текст</p>',
    "Latin under lang=sr-Cyrl": "<p>Latinica</p>",
    "axe image-alt": '<img src="/a.png">',
}


def _show(page: Page, html: str) -> None:
    def answer(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY})

    page.route("**/planted", answer)
    page.goto("/planted")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_good_page_has_no_faults(
    page_at: Callable[..., Page], check_page: Callable[[Page], None], javascript: bool
) -> None:
    page = page_at(320, "sr", javascript=javascript)

    _show(page, GOOD)

    check_page(page)


@pytest.mark.parametrize(("fault", "planted"), BAD.items())
def test_a_planted_fault_is_found(page_at: Callable[..., Page], fault: str, planted: str) -> None:
    page = page_at(1280, "sr")

    _show(page, GOOD.replace("</main>", f"{planted}</main>"))

    assert [found for found in faults_of(page) if found.startswith(fault)] != []


def test_without_scripts_faults_are_found_too(page_at: Callable[..., Page]) -> None:
    page = page_at(1280, "sr", javascript=False)

    _show(page, GOOD.replace("</main>", '<h1 style="color: red">Drugi</h1></main>'))

    assert [found.partition(":")[0] for found in faults_of(page)] == [
        "console",
        "has 2 main headings",
        "Latin under lang=sr-Cyrl",
    ]


def test_a_page_wider_than_the_window_is_found(page_at: Callable[..., Page]) -> None:
    page = page_at(320, "sr")

    _show(page, GOOD.replace("</main>", f"<p>{'реч' * 200}</p></main>"))

    assert [found for found in faults_of(page) if found.startswith("scrolls sideways")] != []
