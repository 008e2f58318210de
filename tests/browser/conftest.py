"""A real Chromium before a live server: pages in a width and a language form, and what every page must fulfil."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, Page, Playwright
from pytest_django.live_server_helper import LiveServer

from seko.actors.organisations.actor import Actor
from seko.foundation.core import clock
from tests.browser.inspection import Watch, faults_of
from tests.conftest import ACCEPTED
from tests.factories import client_of

# Playwright keeps an event loop running in the test's thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HEIGHT = 900
PATIENCE_MS = 20_000
FAILED = pytest.StashKey[bool]()
FAILURES = Path(__file__).resolve().parents[2] / "build" / "browser"
PageAt = Callable[..., Page]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, Any]:
    """Remember that a test failed, so that a picture of its windows is kept under `build/browser`."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as a browser's test."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium, quiet: it fetches nothing on its own."""
    found = CHROMIUM if Path(CHROMIUM).exists() else shutil.which("chromium") or shutil.which("google-chrome")
    return {**browser_type_launch_args, "executable_path": found, "args": ARGUMENTS, "headless": True}


@pytest.fixture(scope="session")
def playwright(playwright: Playwright) -> Iterator[Playwright]:
    """Return Playwright; before it ends, what it opened of the database is closed.

    While its event loop runs, Django keeps other connections for this thread than before and after: one that is
    still open when the loop has ended is seen by nobody, and the test database cannot be dropped.
    """
    yield playwright
    connections.close_all()


@pytest.fixture
def live_site(live_server: LiveServer, settings: Any) -> LiveServer:
    """Return the running site; `.url` is its origin."""
    settings.SITE_URL = live_server.url
    return live_server


@pytest.fixture
def page_at(browser: Browser, live_site: LiveServer, request: pytest.FixtureRequest) -> Iterator[PageAt]:
    """Return `page_at(width, language, javascript=True, forced_colors=None, actor=None)`: a new browser window on the
    live site, in which the actor is signed in.

    `width` is in CSS pixels; `language` is `sr`, `sr-latn` or `en`; addresses given to `page.goto` begin with `/`.
    """
    contexts = []

    def open_page(
        width: int = 1280,
        language: str = "sr",
        *,
        javascript: bool = True,
        forced_colors: str | None = None,
        actor: Actor | None = None,
    ) -> Page:
        context = browser.new_context(
            base_url=live_site.url,
            viewport={"width": width, "height": HEIGHT},
            locale=ACCEPTED[language].split(",")[0],
            java_script_enabled=javascript,
            forced_colors=forced_colors,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        contexts.append(context)
        if actor is not None:
            kept = client_of(actor).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": kept, "url": live_site.url}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        Watch.over(page, live_site.url, javascript=javascript)
        return page

    yield open_page
    for number, context in enumerate(contexts):
        if request.node.stash.get(FAILED, False) and context.pages:
            FAILURES.mkdir(parents=True, exist_ok=True)
            context.pages[0].screenshot(path=FAILURES / f"{request.node.name}-{number}.png")
        context.close()


@pytest.fixture
def moment() -> Iterator[Callable[[datetime], None]]:
    """Return `moment(when)`: from then on the live site's clock stands at that time."""
    yield clock.pin
    clock.pin(None)


@pytest.fixture
def check_page() -> Callable[[Page], None]:
    """Return `check_page(page)`: fails with every fault of the page as it stands now.

    Accessibility (axe, WCAG 2.2 AA and best practice), no sideways scroll, one main heading, nothing against the
    content security policy, nothing loaded from elsewhere, and `lang` right for every piece of text.
    """

    def check(page: Page) -> None:
        faults = faults_of(page)
        assert not faults, f"{page.url}\n" + "\n".join(faults)

    return check
