"""Every page of the demonstration in a real browser, as the roles that have it: no fault, in any width or form."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page

from tests.browser.inspection import faults_of
from tests.crawling import PUBLIC, Visited, client_as, walk
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db(transaction=True)
PageAt = Callable[..., Page]
COMMENTS = 60
# Every form is looked at in both widths.
WIDTHS = (1280, 320)
EVERYBODY = (PUBLIC, "member")
GROUPS = {
    "everybody": EVERYBODY,
    "consortium": ("lead", "partner"),
    "state": ("ministry", "officer", "auditor", "administrator"),
}
FEWEST = {"everybody": 18, "consortium": 2, "state": 10}
# So end the names of addresses that are answered with a file, not with a page.
FILES = ("-file", "-export", "-attachment")


def pages_of(role: str, language: str) -> list[Visited]:
    """Return one page of each kind that the role reaches."""
    with translation.override(language):
        start = reverse("home") if role == PUBLIC else reverse("desk")
    return [page for page in walk(client_as(role, language), start, of_a_kind=1) if not page.kind.endswith(FILES)]


@pytest.mark.parametrize("group", GROUPS)
def test_no_page_has_a_fault(group: str, page_at: PageAt) -> None:
    with translation.override("sr"):
        call_command("load_catalogues", stdout=StringIO())
        call_command("load_demonstration", comments=COMMENTS, stdout=StringIO())
        work_through_the_queue()
    faults = []
    for language in ("sr", "sr-latn", "en"):
        found, seen = look_at(group, language, page_at)
        faults += found
        assert seen >= FEWEST[group]

    assert faults == [], "\n".join(faults)


def look_at(group: str, language: str, page_at: PageAt) -> tuple[list[str], int]:
    """Return the faults of a group's pages in a language form, and how many pages were looked at.

    What axe finds hangs on the form in names alone: in the derived and the English form it looks at one width.
    """
    known = {page.kind for role in EVERYBODY for page in pages_of(role, language)} if group != "everybody" else set()
    faults, seen = [], 0
    for role in GROUPS[group]:
        window = page_at(1280, language)
        if role != PUBLIC:
            kept = client_as(role, language).cookies[settings.SESSION_COOKIE_NAME].value
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": kept, "domain": "localhost", "path": "/"}
            window.context.add_cookies([cookie])  # type: ignore[list-item]
        for page in pages_of(role, language):
            if page.kind in known:
                continue  # it was looked at under another role
            known.add(page.kind)
            seen += 1
            window.goto(page.address)
            for width in WIDTHS:
                window.set_viewport_size({"width": width, "height": 900})
                found = faults_of(window, with_axe=language == "sr" or width == WIDTHS[-1])
                faults += [f"{role} {page.kind} {language} {width} px {page.address}: {fault}" for fault in found]
        window.context.close()
    return faults, seen
