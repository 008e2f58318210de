"""A commented Word file on its way back, in a real browser: sent, looked at, decided, kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from seko.dialogue.comments.models import Comment, Unsent
from tests import factories as f
from tests.browser.conftest import PageAt
from tests.browser.inspection import faults_of
from tests.outlets.returns.returning import commented
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_a_commented_file_becomes_unsent_comments(
    page_at: PageAt, moment: Callable[[datetime], None], tmp_path: Path, language: str
) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    moment(f.COMMENTING)
    file = tmp_path / "nacrt.docx"
    file.write_bytes(commented())
    page = page_at(1280, language, actor=network.members[0])

    def inspect() -> list[str]:
        found = []
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            found += faults_of(page)
        return found

    with translation.override(language):
        page.goto(reverse("comments-return", args=[consultation.code]))
    page.locator("summary").last.click()
    assert inspect() == []
    page.set_input_files("#files", file)
    page.locator("form.form button").click()
    work_through_the_queue()
    page.reload()
    expect(page.locator(".found")).to_have_count(1)
    assert inspect() == []
    page.locator("button[name=keep]").click()
    expect(page.locator(".message.error")).to_be_visible()
    assert inspect() == []
    page.locator("[name=place-4][value=whole]").check()
    page.locator("button:not([name])[type=submit].button").first.click()
    page.locator(".segment a").last.click()
    expect(page.locator(".found")).to_have_count(5)
    assert inspect() == []
    page.locator("button[name=keep]").click()
    expect(page.locator(".message.done")).to_be_visible()
    assert Unsent.objects.count() == 3
    assert inspect() == []
    page.locator("main form button.primary").click()
    work_through_the_queue()
    page.reload()
    expect(page.locator("main form button.primary")).to_have_count(0)
    assert (Unsent.objects.count(), Comment.objects.count()) == (0, 3)
    assert inspect() == []
