"""From an answered first draft to the next one in a browser: preview, doubtful places, tracing, report, desk.

`SEKO_JOURNEY_COMMENTS=2000` walks it with as many comments; how long each step took stands in the output (`-s`).
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from playwright.sync_api import Page, expect

from seko.actors.organisations.actor import ANONYMOUS
from seko.demo.cast import Cast
from seko.demo.document import build_action_document
from seko.demo.drafts import create_action_document
from seko.demo.register import load_register
from seko.demo.year import first_round
from seko.dialogue.changes.models import Placement
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.queries import source_comments
from seko.dialogue.tracing.enums import Outcome
from seko.dialogue.tracing.models import Cause
from seko.dialogue.tracing.queries import outcome_counts
from seko.drafts.documents.queries import places_in
from seko.foundation.core.clock import BELGRADE
from seko.foundation.core.dates import local_date
from tests.browser.test_chain import follow, press, wait_for_work
from tests.working import work_through_the_queue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
PageAt = Callable[..., Page]
Check = Callable[[Page], None]

COMMENTS = int(os.environ.get("SEKO_JOURNEY_COMMENTS", "160"))
NOW = datetime(2027, 6, 1, 10, tzinfo=BELGRADE)
UPLOADED, TRACED, REPORTED = NOW - timedelta(days=20), NOW - timedelta(days=19), NOW - timedelta(days=17)
FEW = 3
LONG_MS = 120_000


class Steps:
    """Says how long each step took."""

    def __init__(self) -> None:
        self.began = time.perf_counter()

    def done(self, step: str) -> None:
        """Say so, and begin the next."""
        print(f"{step}: {time.perf_counter() - self.began:.1f} s")  # noqa: T201 - read by whoever measures
        self.began = time.perf_counter()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The demonstration's people, and its first consultation: commented on, answered, concluded with an exception."""
    with translation.override("sr"), transaction.atomic():
        call_command("load_catalogues", verbosity=0)
        found = Cast(load_register(NOW - timedelta(days=120)), local_date(NOW))
        document = create_action_document(found, NOW - timedelta(days=85))
        first_round(document, found, NOW, COMMENTS)
    work_through_the_queue()
    return found


def test_the_next_draft_shows_what_became_of_every_promise(
    cast: Cast, page_at: PageAt, check_page: Check, moment: Callable[[datetime], None], tmp_path: Path
) -> None:
    steps = Steps()
    coordinator, second = page_at(actor=cast.ministry[0]), page_at(actor=cast.ministry[1])
    coordinator.set_default_timeout(LONG_MS)
    consultation = Consultation.objects.get(code="zs-n1")

    moment(UPLOADED)
    upload(coordinator, tmp_path, check_page)
    steps.done("uploaded, previewed, carried and compared")
    publish(second, check_page)
    steps.done("published")

    moment(TRACED)
    decide_places(coordinator, check_page)
    steps.done("doubtful places decided")
    before = counts(consultation)
    confirm(page_at(actor=cast.ministry[0]), check_page)
    say_that_no_change_is_needed(coordinator, check_page)
    after = counts(consultation)
    assert after[Outcome.DONE] == before[Outcome.DONE] + FEW
    assert after[Outcome.NOT_NEEDED] == before[Outcome.NOT_NEEDED] + 1
    assert after[Outcome.NOT_FOUND] == before[Outcome.NOT_FOUND] - FEW - 1
    steps.done("traced")
    name_another_reason(coordinator, check_page)
    read_what_was_not_found(page_at(width=320), after[Outcome.NOT_FOUND], check_page)
    steps.done("read by everybody")

    moment(REPORTED)
    publish_report(coordinator)
    read_the_report(page_at())
    steps.done("reported")
    read_own_change(cast, page_at, check_page)


def counts(consultation: Consultation) -> dict[str, int]:
    return outcome_counts(consultation, ANONYMOUS, TRACED)


def without_a_commented_paragraph(data: bytes) -> bytes:
    """Return the draft without the first paragraph whose words a comment quotes, so that a comment loses its place."""
    document = docx.Document(BytesIO(data))
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs if len(paragraph.text) > 100}
    comments = Comment.objects.filter(consultation__code="zs-n1", anchor__kind="words").order_by("number")
    known = places_in(Consultation.objects.select_related("version").get(code="zs-n1").version)
    quoted = (known[comment.anchor["segments"][0]["place"]].text for comment in comments)
    gone = next(by_text[text] for text in quoted if text in by_text)._p
    above = gone.getparent()
    assert above is not None
    above.remove(gone)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def upload(page: Page, folder: Path, check_page: Check) -> None:
    file = folder / "nacrt-2.docx"
    file.write_bytes(without_a_commented_paragraph(build_action_document(is_revised=True)))
    page.goto("/sr/documents/ad-vode/")
    follow(page, "Додај нацрт")
    page.get_by_label(re.compile("Датотека програма Word")).set_input_files(file)
    page.get_by_label("српски").check()
    press(page, "Прочитај датотеку")
    wait_for_work(page)
    expect(page.get_by_role("heading", name="Пре него што се сачува")).to_be_visible(timeout=LONG_MS)
    expect(page.get_by_text(re.compile("Своје место изгуби"))).to_be_visible()
    check_page(page)
    for box in page.locator("[name=acknowledged]").all():
        box.check()
    press(page, re.compile("Сачувај као нацрт 2"))
    wait_for_work(page)
    work_through_the_queue()
    sent = Comment.objects.filter(consultation__code="zs-n1").count()
    assert Placement.objects.filter(comment__isnull=False).count() == sent
    press(page, "Предложи за објављивање")


def publish(page: Page, check_page: Check) -> None:
    page.goto("/sr/documents/ad-vode/2/")
    press(page, "Објави нацрт")
    page.locator("[name=circle]").select_option("public")
    press(page, "Омогући читање")
    check_page(page)


def decide_places(page: Page, check_page: Check) -> None:
    page.goto("/sr/desk/")
    check_page(page)
    follow(page, re.compile("^Одредите мест"))
    check_page(page)
    follow(page, "Одреди места")
    check_page(page)
    waiting = Placement.objects.filter(status="check").count()
    assert waiting
    for _ in range(waiting):
        page.locator("[name=choice]").first.check()
        page.locator("form.form button").first.click()
        page.wait_for_load_state()
    assert not Placement.objects.filter(status="check").exists()
    assert Placement.objects.filter(chosen_at__isnull=False).count() == waiting


def confirm(page: Page, check_page: Check) -> None:
    """Confirm what is offered first with one key, one promise after the other; skip where nothing is offered."""
    page.goto("/sr/desk/")
    follow(page, re.compile("^Пронађите шта испуњава"))
    check_page(page)
    follow(page, re.compile("^Пронађите шта га испуњава"))
    check_page(page)
    confirmed, seen = 0, set[str]()
    while confirmed < FEW:
        assert page.url not in seen
        seen.add(page.url)
        if page.locator("[name=difference]:checked").count():
            expect(page.get_by_role("button", name="Потврди: ово испуњава обећање")).to_be_focused()
            page.keyboard.press("Enter")
            confirmed += 1
            expect(page.get_by_text("Забележено је шта испуњава обећање.")).to_be_visible()
        else:
            follow(page, "Пређите на следеће")


def say_that_no_change_is_needed(page: Page, check_page: Check) -> None:
    page.goto("/sr/consultations/zs-n1/promises/?outcome=not-found")
    follow(page, re.compile("^Пронађите шта га испуњава"))
    fold = page.get_by_text("Није у тексту: наведите шта је са обећањем")
    if not page.locator("[name=said]").first.is_visible():
        fold.click()
    page.get_by_label("Измена није потребна").check()
    page.get_by_label("Образложење").fill("Исто стоји у делу 3.1.3.")
    check_page(page)
    press(page, "Забележи")


def name_another_reason(page: Page, check_page: Check) -> None:
    page.goto("/sr/documents/ad-vode/2/changes/")
    check_page(page)
    page.locator("[name=difference]").first.check()
    page.locator("[name=reason]").select_option("editorial")
    press(page, "Забележи разлог")
    expect(page.locator(".causes").first).to_contain_text("Редакцијска измена")


def read_what_was_not_found(page: Page, count: int, check_page: Check) -> None:
    page.goto("/sr/consultations/zs-n1/promises/")
    check_page(page)
    page.locator(".key a").filter(has_text="Прихваћено, а није унето").click()
    page.wait_for_load_state()
    assert page.locator(".traced > li").count() == min(count, 50)
    for address in ("/sr/documents/ad-vode/compare/1/2/", "/sr/documents/ad-vode/compare/1/2/?view=aside"):
        page.goto(address)
        expect(page.get_by_text(re.compile("Измењено због")).first).to_be_visible()
        check_page(page)


def publish_report(page: Page) -> None:
    page.goto("/sr/consultations/zs-n1/report/")
    press(page, "Објави извештај")
    work_through_the_queue()


def read_the_report(page: Page) -> None:
    """The report names every change; its page as such is looked at in the walk through the whole chain."""
    page.goto("/sr/consultations/zs-n1/report/")
    report = page.locator("main").inner_text()
    for cause in Cause.objects.filter(point__isnull=False).select_related("difference"):
        assert " ".join(cause.difference.new[0]["words"].split())[:60] in " ".join(report.split())


def read_own_change(cast: Cast, page_at: PageAt, check_page: Check) -> None:
    """An author sees on the desk what the comment changed."""
    cause = Cause.objects.filter(point__isnull=False).order_by("pk").first()
    assert cause is not None
    assert cause.point is not None
    comment = source_comments(cause.point)[0]
    assert comment.organisation is not None
    page = page_at(actor=cast.voice(comment.organisation.slug))
    page.goto("/sr/desk/")
    expect(page.get_by_role("heading", name="Шта је измењено због ваших коментара")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile(f"-{comment.number:04d}$")).first).to_be_visible()
    expect(page.get_by_text(re.compile("објављен је нацрт 2"))).to_be_visible()
    check_page(page)
