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
from tests.crawling import PUBLIC, ROLES, client_as, walk
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db(transaction=True)
PageAt = Callable[..., Page]
COMMENTS = 120
WIDTHS = (1280, 320)
# Answered with a file, not with a page.
FILES = frozenset({"version-file", "report-file", "attachment", "comments-file"})


def test_no_page_has_a_fault(language: str, page_at: PageAt) -> None:
    with translation.override("sr"):
        call_command("load_catalogues", stdout=StringIO())
        call_command("load_demonstration", comments=COMMENTS, stdout=StringIO())
        work_through_the_queue()
    known: set[str] = set()
    faults = []
    for role in ROLES:
        client = client_as(role, language)
        with translation.override(language):
            start = reverse("home") if role == PUBLIC else reverse("desk")
        pages = [page for page in walk(client, start, of_a_kind=1) if page.kind not in FILES]
        window = page_at(1280, language)
        if role != PUBLIC:
            kept = client.cookies[settings.SESSION_COOKIE_NAME].value
            window.context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": kept, "domain": "localhost", "path": "/"}]
            )
        for page in pages:
            if page.kind in known and role not in (PUBLIC, "member", "ministry"):
                continue  # the same page was looked at under another role
            known.add(page.kind)
            window.goto(page.address)
            for width in WIDTHS:
                window.set_viewport_size({"width": width, "height": 900})
                faults += [f"{role} {page.kind} {width} px {page.address}: {fault}" for fault in faults_of(window)]

    assert len(known) > 30
    assert faults == [], "\n".join(faults)
