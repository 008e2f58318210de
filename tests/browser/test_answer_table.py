"""An institution's answer table in a real browser: taken away, filled in, brought back, looked at, taken in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from seko.dialogue.responses.actions import assign
from seko.dialogue.responses.models import Response
from tests import factories as f
from tests.browser.conftest import PageAt
from tests.browser.inspection import faults_of
from tests.outlets.papers.filling import fill, workbook
from tests.outlets.papers.planting import with_file
from tests.working import work_through_the_queue

pytestmark = pytest.mark.django_db(transaction=True)
OUTCOMES = {"sr": "Прихваћено", "sr-latn": "Prihvaćeno", "en": "Accepted"}


@pytest.mark.parametrize("language", OUTCOMES)
def test_answers_of_an_institution_come_back_in_a_table(
    page_at: PageAt, moment: Callable[[datetime], None], tmp_path: Path, language: str
) -> None:
    network, ministry, officer = f.a_network(), f.ministry(), f.an_officer()
    consultation = f.a_consultation([network.seko], version=with_file())
    comments = [f.a_comment(consultation, network.members[0], seko=network.seko, place="1-2") for _ in range(3)]
    assert officer.organisation is not None
    points = [comment.own_point for comment in comments]
    assign(points, institution=officer.organisation, by=ministry, now=f.ANSWERING)
    moment(f.ANSWERING)
    letter = tmp_path / "dopis.pdf"
    letter.write_bytes(b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    page = page_at(1280, language, actor=ministry)

    def inspect() -> list[str]:
        found = []
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            found += faults_of(page)
        page.set_viewport_size({"width": 1280, "height": 900})
        return found

    with translation.override(language):
        page.goto(reverse("papers", args=[consultation.code]))
    assert inspect() == []
    page.locator("#answers a").click()
    with page.expect_download() as taken:
        page.locator(".row-end a", has_text="Excel").click()
    assert inspect() == []
    taken.value.save_as(tmp_path / "tabela.xlsx")
    filled = tmp_path / "odgovori.xlsx"

    def answer(sheet: object) -> None:
        fill(sheet, 0, outcome=OUTCOMES[language])  # type: ignore[arg-type]
        fill(sheet, 1, outcome="?")  # type: ignore[arg-type]

    filled.write_bytes(workbook((tmp_path / "tabela.xlsx").read_bytes(), answer))
    page.set_input_files("#id_file", filled)
    page.locator("form.form button").click()
    expect(page.locator(".errors li")).to_have_count(3)
    assert inspect() == []
    page.set_input_files("#id_file", filled)
    page.set_input_files("#id_letter", letter)
    page.fill("#id_letter_number", "110-00-12/2027")
    page.fill("#id_letter_on", "2027-03-20")
    page.locator("form.form button").click()
    expect(page.locator(".rows .field-error")).to_have_count(1)
    assert inspect() == []
    preview = page.url
    page.locator("button[name=sends][value='1']").click()
    work_through_the_queue()
    page.goto(preview)
    expect(page.locator(".message.done")).to_be_visible()
    assert inspect() == []
    assert [each.status for each in Response.objects.all()] == ["proposed"]
