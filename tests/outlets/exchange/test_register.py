"""The register from a spreadsheet: a preview row by row, nothing before it is confirmed, repeatable without doubles."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seko.actors.mechanism.actions import admit_members
from seko.actors.mechanism.models import Membership, Sector, Seko
from seko.actors.organisations.actions import refresh_name_keys
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind
from seko.actors.organisations.models import Invitation, Organisation
from seko.demo.networks import load_networks
from seko.foundation.core import clock
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.jobs import runner
from seko.foundation.notifications.models import Outbox
from seko.outlets.exchange import actions
from seko.outlets.exchange.enums import Choice, Verdict
from seko.outlets.exchange.judging import Judged
from seko.outlets.exchange.models import RegisterImport
from tests import factories as f
from tests.outlets.exchange.planting import (
    EMAIL,
    FAULTS,
    FIRST_ROW,
    NAME,
    REGISTRY,
    REPEATED,
    TAX,
    TOWN,
    clean_rows,
    planted,
    workbook,
)

pytestmark = pytest.mark.django_db

NOW = f.COMMENTING
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def ministry() -> Actor:
    for order, row in enumerate(load_networks(), start=1):
        sector = Sector.objects.create(
            code=row.code, name_sr=row.name, name_en=row.name_en, valid_from=date(2014, 11, 20)
        )
        Seko.objects.create(code=row.code, sector=sector, name_sr=f"СЕКО: {row.name}", name_en=row.name_en, order=order)
    return f.ministry()


def begun(content: bytes, by: Actor, name: str = "registar.xlsx") -> RegisterImport:
    return actions.begin_import(SimpleUploadedFile(name, content, XLSX), by=by, now=NOW)


def judged(found: RegisterImport) -> dict[int, Judged]:
    found.refresh_from_db()
    return {each.row.number: each for each in actions.judged_rows(found, NOW)}


def taken_in(content: bytes, by: Actor) -> RegisterImport:
    """Bring a file in; rows that are doubtful because of a namesake with another number are said to be others."""
    found = begun(content, by)
    doubtful = {
        str(number): Choice.ANOTHER for number, each in judged(found).items() if each.verdict == Verdict.DOUBTFUL
    }
    return actions.confirm_import(actions.weigh_rows(found, choices=doubtful, by=by, now=NOW), by=by, now=NOW)


def verdicts(found: RegisterImport) -> Counter[str]:
    return Counter(each.verdict.value for each in judged(found).values())


def test_forty_planted_faults_are_named_with_their_row_and_the_rest_comes_in(ministry: Actor) -> None:
    rows, expected = planted()
    assert (len(rows), len(FAULTS) + REPEATED, len(expected)) == (418, 40, 40)
    found = begun(workbook(rows), ministry)
    before = Organisation.objects.count()
    named = {
        number: {fault.column for fault in each.faults}
        for number, each in judged(found).items()
        if each.verdict == Verdict.WRONG
    }
    assert sorted(named) == sorted(expected)
    assert [number for number, column in expected.items() if column not in named[number]] == []
    assert Organisation.objects.count() == before, "nothing is written before it is confirmed"

    doubtful = [each for each in judged(found).values() if each.verdict == Verdict.DOUBTFUL]
    assert len(doubtful) == 4, "namesakes in the other script, each with its own number"
    done = taken_in(workbook(rows), ministry)
    assert done.taken == {"new": 374, "doubtful": 4, "wrong": 40, "taken": 378}
    assert Organisation.objects.count() == before + 378
    assert Membership.objects.filter(role="member", starts_on=date(2014, 11, 20)).count() >= 378


def test_the_same_file_again_changes_nothing(ministry: Actor) -> None:
    rows, _expected = planted()
    taken_in(workbook(rows), ministry)
    kept = list(Organisation.objects.order_by("pk").values()), list(Membership.objects.order_by("pk").values())
    again = begun(workbook(rows), ministry)
    assert verdicts(again) == {"same": 378, "wrong": 40}
    done = actions.confirm_import(again, by=ministry, now=NOW)
    assert done.taken["taken"] == 0
    assert (
        list(Organisation.objects.order_by("pk").values()),
        list(Membership.objects.order_by("pk").values()),
    ) == kept


def test_what_is_corrected_comes_in_and_nothing_comes_twice(ministry: Actor) -> None:
    rows, _expected = planted()
    taken_in(workbook(rows), ministry)
    corrected = begun(workbook(clean_rows()), ministry)
    assert set(verdicts(corrected)) <= {"same", "new", "changed", "doubtful"}
    taken_in(workbook(clean_rows()), ministry)
    registered = Organisation.objects.exclude(registry_number="")
    assert registered.count() == registered.values("registry_number").distinct().count() == 418


def test_changed_facts_are_shown_old_beside_new_and_taken(ministry: Actor) -> None:
    rows = clean_rows()[:5]
    actions.confirm_import(begun(workbook(rows), ministry), by=ministry, now=NOW)
    rows[1][TOWN], rows[2][TAX] = "Сомбор", ""
    found = begun(workbook(rows), ministry)
    row = judged(found)[1 + FIRST_ROW]
    old = clean_rows()[1][TOWN]
    assert (row.verdict, row.changes) == (Verdict.CHANGED, {"town": (old, "Сомбор")})
    assert verdicts(found) == {"changed": 1, "same": 4}, "an empty cell changes nothing"
    actions.confirm_import(found, by=ministry, now=NOW)
    assert Organisation.objects.filter(town="Сомбор", registry_number=rows[1][REGISTRY]).exists()


def test_doubtful_rows_stay_out_until_somebody_says_which_they_are(ministry: Actor) -> None:
    rows = clean_rows()[:6]
    actions.confirm_import(begun(workbook(rows), ministry), by=ministry, now=NOW)
    first, second = Organisation.objects.filter(registry_number__in=[rows[0][REGISTRY], rows[1][REGISTRY]]).order_by(
        "pk"
    )
    doubtful = [
        [1, f"{first.name} Нова", first.registry_number, "", "", "", "", "", ""],  # known number, other name
        [2, second.name, rows[5][REGISTRY], "", "", "", "", "", ""],  # known name, the number of a third one
    ]
    found = begun(workbook(doubtful), ministry)
    assert verdicts(found) == {"doubtful": 2}
    assert actions.confirm_import(found, by=ministry, now=NOW).taken["taken"] == 0
    again = begun(workbook(doubtful), ministry)
    again = actions.weigh_rows(again, choices={str(FIRST_ROW): Choice.CORRECT}, by=ministry, now=NOW)
    actions.confirm_import(again, by=ministry, now=NOW)
    first.refresh_from_db()
    assert (first.name, first.former_names.count()) == (
        f"{rows[0][NAME] if first.registry_number == rows[0][REGISTRY] else rows[1][NAME]} Нова",
        0,
    )


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("Zeleni talas Vojvodine", "Зелени талас Војводине"),
        ("Udruženje „Đurđevak“", "Ђурђевак"),
        ("Cista reka", "Чиста река"),
    ],
)
def test_a_name_in_another_script_is_found_and_not_entered_twice(ministry: Actor, written: str, sought: str) -> None:
    kept = f.an_organisation(written)
    refresh_name_keys()
    found = begun(workbook([[1, sought, "", "", "Ниш", "", "", "", ""]]), ministry)
    row = judged(found)[FIRST_ROW]
    assert (row.match, row.verdict in (Verdict.SAME, Verdict.CHANGED, Verdict.DOUBTFUL)) == (kept, True)


def test_the_number_of_queries_does_not_grow_with_the_rows(ministry: Actor) -> None:
    few, many = begun(workbook(clean_rows()[:5]), ministry), begun(workbook(clean_rows()), ministry)
    counts = []
    for found in (few, many):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            actions.judged_rows(found, NOW)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_it_is_confirmed_once_and_by_those_who_keep_the_register_alone(ministry: Actor) -> None:
    found = begun(workbook(clean_rows()[:2]), ministry)
    for other in (f.an_officer(), f.a_network().lead, Actor()):
        with pytest.raises(Refused):
            actions.confirm_import(found, by=other, now=NOW)
    actions.confirm_import(found, by=ministry, now=NOW)
    with pytest.raises(WrongState):
        actions.confirm_import(found, by=ministry, now=NOW)
    with pytest.raises(WrongState):
        actions.weigh_rows(found, choices={"4": "leave"}, by=ministry, now=NOW)


def test_what_has_ended_takes_nothing_and_what_was_merged_is_found_under_either_name(ministry: Actor) -> None:
    ended, alias, kept = (f.an_organisation(name) for name in ("Угашено друштво", "Двоструки уписи", "Прави назив"))
    refresh_name_keys()
    Organisation.objects.filter(pk=ended.pk).update(ended_on=date(2026, 5, 1))
    Organisation.objects.filter(pk=alias.pk).update(merged_into=kept)
    found = begun(workbook([[1, ended.name, "", "", "", "Енергетика"], [2, alias.name, "", "", "Ниш"]]), ministry)
    rows = judged(found)
    assert (rows[FIRST_ROW].verdict, rows[FIRST_ROW + 1].verdict) == (Verdict.WRONG, Verdict.CHANGED)
    assert rows[FIRST_ROW + 1].match == kept
    before = Organisation.objects.count()
    actions.confirm_import(found, by=ministry, now=NOW)
    kept.refresh_from_db()
    assert (Organisation.objects.count(), Membership.objects.count(), kept.town) == (before, 0, "Ниш")


def test_a_place_that_nobody_could_be_given_is_named_with_its_row_and_nothing_is_written(ministry: Actor) -> None:
    body = f.an_organisation("Дирекција за воде", OrganisationKind.AGENCY)
    kept = f.an_organisation("Зелена мрежа")
    refresh_name_keys()
    lines = (
        "Назив;Врста;Мрежа",
        f"{body.name};;Енергетика",
        "Завод за мерења;Агенција или дирекција;Енергетика",
        "Завод за статистику;Агенција или дирекција;",
        f"{kept.name};Министарство;Енергетика",
        "Плава мрежа;Удружење;Енергетика",
    )
    found = actions.begin_import(
        SimpleUploadedFile("registar.csv", "\n".join(lines).encode(), "text/csv"), by=ministry, now=NOW
    )
    rows = judged(found)
    assert [rows[number].verdict for number in range(2, 7)] == [
        *(Verdict.WRONG, Verdict.WRONG, Verdict.NEW, Verdict.WRONG, Verdict.NEW)
    ]
    for number in (2, 3, 5):
        [fault] = rows[number].faults
        assert (fault.column, fault.cell) == ("seko", f"C{number}")
        assert str(fault.words) == "Само организација цивилног друштва може бити у СЕКО."

    actions.confirm_import(found, by=ministry, now=NOW)

    assert [row.organisation.name for row in Membership.objects.select_related("organisation")] == ["Плава мрежа"]


def test_the_one_way_in_refuses_such_a_place_too(ministry: Actor) -> None:
    body = f.an_organisation("Дирекција за воде", OrganisationKind.AGENCY)
    row = Membership(organisation=body, seko=Seko.objects.all()[0], role="member", starts_on=date(2026, 1, 1))
    with pytest.raises(Invalid):
        admit_members([row], by=ministry, now=NOW)
    assert not Membership.objects.exists()


def test_old_imports_are_deleted_with_their_files(ministry: Actor) -> None:
    found = begun(workbook(clean_rows()[:2]), ministry)
    actions.confirm_import(found, by=ministry, now=NOW)
    actions.forget_imports(f.CONSOLIDATING)
    assert RegisterImport.objects.count() == 1
    actions.forget_imports(f.AFTER_REPLIES)
    assert RegisterImport.objects.count() == 0


def test_the_pages_lead_from_the_file_to_the_register(ministry: Actor) -> None:
    rows, expected = planted()
    browser = f.client_of(ministry)
    with clock.pinned(NOW):
        sent: Any = browser.post("/sr/register/imports/", {"file": SimpleUploadedFile("r.xlsx", workbook(rows), XLSX)})
        assert sent.status_code == 302
        page = sent.headers["Location"]
        wrong = browser.get(f"{page}?show=wrong").content.decode()
        assert [number for number in expected if f'id="r{number}"' not in wrong] == []
        left = browser.get(f"{page}rows/csv/").content.decode()
        assert left.count("\r\n") >= 41
        assert browser.post(f"{page}confirm/", {"take": "1"}).status_code == 302
        assert "У регистар су унета 374 реда." in browser.get(page).content.decode()
        assert f.client_of(f.an_officer()).get(page).status_code == 404
    assert Organisation.objects.exclude(registry_number="").count() >= 370


def test_columns_can_be_named_by_hand(ministry: Actor) -> None:
    rows = [["Нешто", "Назив"], ["12345", "Удружење Плави змај"]]
    from io import BytesIO

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    found = begun(out.getvalue(), ministry)
    assert found.places == {"name": 1}
    browser = f.client_of(ministry)
    with clock.pinned(NOW):
        page = f"/sr/register/imports/{found.pk}/"
        missing = browser.post(f"{page}columns/", {"column-0": "registry_number"})
        assert (missing.status_code, "Наведите у којој колони" in missing.content.decode()) == (400, True)
        assert browser.post(f"{page}columns/", {"column-0": "registry_number", "column-1": "name"}).status_code == 302
    assert [fault.column for fault in judged(found)[2].faults] == ["registry_number"]


def test_contact_persons_are_invited_once_and_only_after_the_rows_stand_in_the_register(ministry: Actor) -> None:
    rows = clean_rows()[:3]
    rows[2][EMAIL] = ""
    found = begun(workbook(rows), ministry)
    with pytest.raises(WrongState):
        actions.ask_to_invite(found, by=ministry, now=NOW)
    found = actions.confirm_import(found, by=ministry, now=NOW)
    for _turn in range(2):
        with clock.pinned(NOW):
            runner.run(actions.ask_to_invite(found, by=ministry, now=NOW).pk)
    invited = Invitation.objects.order_by("email").values_list(
        "email", "role", "organisation__registry_number", "language"
    )
    assert list(invited) == [
        (rows[0][EMAIL], "representative", rows[0][REGISTRY], "sr"),
        (rows[1][EMAIL], "representative", rows[1][REGISTRY], "sr"),
    ]
    assert Outbox.objects.filter(kind="mandate-invitation").count() == Outbox.objects.count() == 2


def test_a_colleague_who_has_contact_persons_invited_stands_for_it(ministry: Actor) -> None:
    found = actions.confirm_import(begun(workbook(clean_rows()[:2]), ministry), by=ministry, now=NOW)
    colleague = f.another_of(ministry)

    with clock.pinned(NOW):
        runner.run(actions.ask_to_invite(found, by=colleague, now=NOW).pk)

    assert set(Invitation.objects.values_list("invited_by", flat=True)) == {colleague.person and colleague.person.pk}
