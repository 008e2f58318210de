"""The indicators of a draft: what is said of them before it is kept, their page, what became of them, their files."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from lxml import etree

from seko.drafts.documents.indicators import indicators_of
from seko.drafts.documents.models import Import, Version
from tests import factories as f
from tests.drafts.documents.model.builder import docx, p, tbl, tr
from tests.drafts.documents.model.iati_schema import schema
from tests.drafts.documents.uploading import Uploading, in_form, main_of, uploading

pytestmark = pytest.mark.django_db

HEADER = "<w:tblHeader/>"
HEADS = (
    "Ланац резултата",
    "Показатељи",
    "Јединица мере",
    "Почетна вредност",
    "Циљна вредност",
    "Извори провере",
    "Претпоставке",
)
FIRST = (
    ("Исход 1: Чист ваздух", "1.1 Станице које мере", "број", "4 (2024)", "12 (2099)", "Агенција", "Има новца"),
    ("", "1.2 Дани са прекорачењем", "дана", "30 (2024)", "10 (2099)", "Агенција", ""),
    ("Резултат 1.1: Обуке", "1.1.1 Обучени, по полу", "", "", "60 (2020)", "Листе", ""),
)
SECOND = (
    ("Исход 1: Чист ваздух", "1.1 Станице које мере", "број", "4 (2024)", "15 (2099)", "Агенција", "Има новца"),
    ("Резултат 1.1: Обуке", "1.1.1 Обучени, по полу", "број", "0 (2024)", "60 (2099)", "Листе", ""),
    ("", "1.1.2 Приручници", "број", "0 (2024)", "3 (2099)", "Сајт", ""),
)


def draft(rows: tuple[tuple[str, ...], ...]) -> bytes:
    return docx(p("Логичка матрица", "Heading1") + tbl(tr(*HEADS, properties=HEADER), *(tr(*row) for row in rows)))


def kept(desk: Uploading, rows: tuple[tuple[str, ...], ...], **decided: Any) -> Version:
    return desk.kept(desk.read(draft(rows)), **decided)


def page(client: Client, version: Version, query: str = "", language: str = "sr") -> Any:
    url = in_form(language, "version-indicators", version.document.code, version.number)
    return client.get(url + query)


def test_before_a_draft_is_kept_every_fault_is_named_with_its_row_and_what_to_do() -> None:
    desk = uploading()
    found = desk.read(draft(FIRST))
    words = main_of(desk.shown(found))

    assert "Показатељи без почетне вредности: 1. Додајте вредност и њену годину." in words
    assert "Циљне вредности мање од почетних: 1. Ако смањење није намера, замените вредности." in words
    assert "Показатељи без јединице мере: 1." in words
    assert "Циљне вредности за годину која је прошла: 1." in words
    assert "1.2 Дани са прекорачењем Циљна вредност мања од почетне: 30 (2024) → 10 (2099)" in words
    assert "1.1 Станице које мере Циљна" not in words
    result = Import.objects.get(pk=found.pk).result or {}
    codes = [each["code"] for each in result["findings"]]
    assert codes == [
        "indicator-no-baseline",
        "indicator-below-baseline",
        "indicator-no-unit",
        "indicator-year-past",
    ]


def test_faults_are_kept_with_the_draft() -> None:
    version = kept(uploading(), FIRST)
    assert {each["code"] for each in version.findings} == {
        "indicator-no-baseline",
        "indicator-below-baseline",
        "indicator-no-unit",
        "indicator-year-past",
    }


def test_a_draft_without_a_logical_framework_has_no_such_findings() -> None:
    desk = uploading()
    words = main_of(desk.shown(desk.read(docx(p("Увод", "Heading1") + p("Ваздух.")))))
    assert "Показатељ" not in words


def test_indicators_stand_by_result_with_links_into_the_draft() -> None:
    desk = uploading()
    version = kept(desk, FIRST)
    answer = page(desk.client, version)
    words = main_of(answer)

    assert "3 показатеља" in words
    assert "Исход 1: Чист ваздух" in words
    assert "Резултат 1.1: Обуке" in words
    row = indicators_of(version)[0].row
    url = in_form("sr", "version", version.document.code, version.number)
    assert f'href="{url}#p-{row}"' in answer.content.decode()
    assert answer.content.decode().count('<svg class="spark"') == 2
    assert (
        f'href="{in_form("sr", "version-indicators", version.document.code, 1)}"'
        in desk.client.get(url).content.decode()
    )


def test_faults_are_shown_to_those_who_upload_only() -> None:
    desk = uploading()
    version = kept(desk, FIRST)
    assert "Показатељи које треба погледати" in main_of(page(desk.client, version))
    auditor = f.client_of(f.an_actor(f.an_organisation("Ревизија"), "auditor"))
    answer = page(auditor, version)
    assert answer.status_code == 200
    assert "Показатељи које треба погледати" not in main_of(answer)


def test_changes_since_an_earlier_draft() -> None:
    desk = uploading()
    kept(desk, FIRST)
    second = kept(desk, SECOND, acknowledged=["much-lost:1"])
    words = main_of(page(desk.client, second, "?since=1"))

    assert "1.1 Станице које мере Циљна вредност: 12 (2099) → 15 (2099)" in words
    assert "1.2 Дани са прекорачењем Уклоњено" in words
    assert "1.1.2 Приручници Ново" in words
    changed = words[words.index("1.1.1 Обучени, по полу") :]
    assert "Јединица мере: – → број" in changed
    assert "Циљна вредност: 60 (2020) → 60 (2099)" in changed
    assert "Почетна вредност: – → 0 (2024)" in changed


@pytest.mark.parametrize("since", ["2", "3", "x", "0"])
def test_only_earlier_drafts_are_compared_with(since: str) -> None:
    desk = uploading()
    kept(desk, FIRST)
    second = kept(desk, SECOND, acknowledged=["much-lost:1"])
    words = main_of(page(desk.client, second, f"?since={since}"))
    assert "Раније и сада" not in words


def test_the_list_as_a_spreadsheet() -> None:
    desk = uploading()
    version = kept(desk, FIRST)
    answer = page(desk.client, version, "?format=xlsx")
    assert answer.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [row for row in sheet.iter_rows(values_only=True) if "1.1" in row]
    assert len(rows) == 1
    row = dict(zip(next(r for r in sheet.iter_rows(values_only=True) if "Код" in r), rows[0], strict=True))
    assert row["Показатељ"] == "Станице које мере"
    assert (row["Почетна вредност, број"], row["Почетна вредност, година"]) == (4, 2024)
    assert (row["Циљна вредност, број"], row["Циљна вредност, година"]) == (12, 2099)
    assert (row["Јединица мере"], row["Резултат"]) == ("број", "Исход 1")


def test_the_list_as_an_iati_file_that_the_schema_takes() -> None:
    desk = uploading()
    version = kept(desk, FIRST)
    answer = page(desk.client, version, "?format=iati", "en")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith('.xml"')
    root = etree.fromstring(answer.content)
    schema().assertValid(root)
    assert root.findtext("iati-activity/iati-identifier") == "XM-EXAMPLE-ad-vazduh"
    assert [each.text for each in root.iterfind("iati-activity/title/narrative")] == ["Чист ваздух", "Clean air"]
    assert [each.get("type") for each in root.iter("result")] == ["2", "1"]


def test_an_unknown_format_is_not_there() -> None:
    desk = uploading()
    assert page(desk.client, kept(desk, FIRST), "?format=doc").status_code == 404


def test_who_may_not_read_the_draft_does_not_learn_of_its_indicators() -> None:
    desk = uploading()
    version = kept(desk, FIRST)
    for query in ("", "?format=json"):
        answer = page(Client(), version, query)
        assert answer.status_code == 404
        assert "Станице" not in answer.content.decode()
