"""The report's page and its files, by role and by time."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from seko.foundation.core import clock
from seko.foundation.jobs import runner
from seko.outlets.reporting.actions import freeze_report
from seko.outlets.reporting.models import FeedbackReport
from tests import factories as f
from tests.outlets.reporting.conftest import REPORTED, TYPED, Year

pytestmark = pytest.mark.django_db


def taken(url: str) -> HttpResponse:
    """Return a file as somebody without an account takes it away, read to its end: that closes it."""
    response: Any = Client().get(url)
    return HttpResponse(b"".join(response), headers=dict(response.items()))


def address(year: Year, rest: str = "", form: str = "sr") -> str:
    return f"/{form}/consultations/{year.consultation.code}/report/{rest}"


@pytest.fixture(autouse=True)
def at_the_report() -> object:
    with clock.pinned(REPORTED):
        yield


def frozen(year: Year) -> FeedbackReport:
    report = freeze_report(year.consultation, by=year.coordinator, now=REPORTED)
    assert report.job is not None
    runner.run(report.job)
    return report


def test_before_it_is_frozen_only_the_ministry_sees_a_preview(year: Year) -> None:
    seen = {
        name: client.get(address(year)).status_code
        for name, client in {
            "anonymous": Client(),
            "member": f.client_of(year.network.members[0]),
            "officer": f.client_of(year.officer),
            "ministry": f.client_of(year.coordinator),
        }.items()
    }
    assert seen == {"anonymous": 404, "member": 404, "officer": 404, "ministry": 200}
    assert f.client_of(year.coordinator).get(address(year, "pdf/")).status_code == 404


def test_the_preview_says_what_is_possible(year: Year) -> None:
    page = f.client_of(year.coordinator).get(address(year)).content.decode()
    assert 'class="button primary" type="submit"' in page
    with clock.pinned(f.REPLIES_UNTIL):
        early = f.client_of(year.coordinator).get(address(year)).content.decode()
    assert "Рок за изјашњења још није прошао: неслагања улазе у извештај." in early


def test_before_the_leads_deadline_there_is_no_preview(year: Year) -> None:
    with clock.pinned(f.CONSOLIDATING):
        page = f.client_of(year.coordinator).get(address(year)).content.decode()
    assert "Извештај почиње када прође крајњи рок за заједничке ставове." in page
    assert "Краћи рок." not in page


def test_everybody_reads_the_frozen_report(year: Year, language: str) -> None:
    report = frozen(year)
    client = Client()
    response = client.get(address(year, form=language))
    page = response.content.decode()

    assert response.status_code == 200
    assert report.hash in page
    assert TYPED not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


def test_the_page_is_there_while_the_files_are_being_made(year: Year) -> None:
    freeze_report(year.consultation, by=year.coordinator, now=REPORTED)
    page = Client().get(address(year)).content.decode()

    assert "Станица у Бору и околини." in page
    assert Client().get(address(year, "pdf/")).status_code == 409
    assert taken(address(year, "json/")).status_code == 200


def test_files_are_taken_away_in_the_form_of_the_page(year: Year, language: str) -> None:
    frozen(year)
    names = {}
    for format in ("docx", "pdf", "xlsx", "html", "json"):
        response = taken(address(year, f"{format}/", language))
        names[format] = (response.status_code, response["Content-Disposition"])
    code = year.consultation.code

    assert names == {
        format: (200, f'attachment; filename="{code}-{language}.{format}"')
        for format in ("docx", "pdf", "xlsx", "html", "json")
    }
    assert Client().get(address(year, "page/", language)).status_code == 404
    assert Client().get(address(year, "exe/", language)).status_code == 404


def test_anybody_can_recount_the_fingerprint(year: Year) -> None:
    report = frozen(year)
    digest = sha256()
    for form in ("sr", "sr-latn", "en"):
        digest.update(taken(address(year, "json/", form)).content + b"\n")

    assert digest.hexdigest() == report.hash


def test_preparing_and_freezing_on_the_page(year: Year) -> None:
    client = f.client_of(year.coordinator)
    saved = client.post(address(year, "prepare/"), {"activities": "Панел у Нишу.", "revision": "0"}, follow=True)
    assert "Панел у Нишу." in saved.content.decode()
    done = client.post(address(year, "freeze/"), follow=True)

    assert (done.status_code, FeedbackReport.objects.get().status) == (200, "frozen")
    assert client.post(address(year, "freeze/")).status_code == 403
    assert client.post(address(year, "files/")).status_code == 302


def test_others_cannot_freeze_on_the_page(year: Year) -> None:
    assert f.client_of(year.network.lead).post(address(year, "freeze/")).status_code == 403
    assert Client().post(address(year, "freeze/")).status_code == 403
    assert not FeedbackReport.objects.exists()


def test_a_reader_of_nothing_finds_nothing(year: Year) -> None:
    frozen(year)
    year.consultation.version.releases.all().delete()  # type: ignore[union-attr]
    assert Client().get(address(year)).status_code == 404
    assert Client().get(address(year, "pdf/")).status_code == 404
