"""Freezing: who may, when, what is kept, and that nothing of it ever changes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from seko.actors.organisations.actor import ANONYMOUS, Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.consultations.models import Consultation, DateChange
from seko.dialogue.responses.actions import propose_correction, translate_answer
from seko.dialogue.responses.models import Response
from seko.drafts.documents.actions import propose_hiding
from seko.drafts.documents.models import Release
from seko.foundation.core import clock
from seko.foundation.core.errors import Conflict, Invalid, Refused, Unavailable, WrongState
from seko.foundation.files import storage
from seko.foundation.jobs import runner
from seko.foundation.jobs.models import Job
from seko.foundation.journal.models import Entry
from seko.foundation.notifications import registry
from seko.foundation.notifications.letters import put_into_words
from seko.foundation.notifications.models import Notice, Outbox
from seko.foundation.workflow import second
from seko.outlets.reporting import permissions
from seko.outlets.reporting.actions import ask_for_files, freeze_report, prepare_report
from seko.outlets.reporting.canonical import from_json, hash_of, to_json
from seko.outlets.reporting.compiling import FORMS
from seko.outlets.reporting.models import FeedbackReport, ReportFile
from seko.outlets.reporting.presenters import frozen_body
from seko.outlets.reporting.queries import files_of, report_of, reports_visible_to
from tests import factories as f
from tests.outlets.reporting.conftest import CONCLUDED, REPORTED, Year

pytestmark = pytest.mark.django_db
FORMATS = ("docx", "html", "json", "page", "pdf", "xlsx")


def frozen(year: Year) -> FeedbackReport:
    return freeze_report(year.consultation, by=year.coordinator, now=REPORTED)


def read(kept: ReportFile) -> bytes:
    return storage.read(kept.file.path, kept.file.sha256)


def made(report: FeedbackReport) -> dict[tuple[str, str], bytes]:
    """Run the job and return every file of the report."""
    assert report.job is not None
    runner.run(report.job)
    assert Job.objects.get(pk=report.job).status == "done"
    rows = ReportFile.objects.filter(report=report).select_related("file")
    return {(row.format, row.language): read(row) for row in rows}


def test_a_correction_that_waits_is_closed_and_its_proposer_told(year: Year) -> None:
    response = Response.objects.get(point=year.point("citizen"), status="published")
    other = {"disposition": "not-accepted", "reason": "Друго образложење."}
    proposed = propose_correction(response, fields=other, reason="Грешка.", by=year.second, now=CONCLUDED)
    assert proposed in second.everything_waiting()

    frozen(year)

    assert proposed not in second.everything_waiting()
    [notice] = Notice.objects.filter(kind="correction-lapsed")
    assert year.second.person is not None
    assert notice.recipient == year.second.person.pk
    [mail] = Outbox.objects.filter(kind="correction-lapsed")
    kind = registry.find(mail.kind)
    assert kind is not None
    words = put_into_words(mail, kind, "sr")
    assert words is not None
    assert words.line.startswith("Исправка није унета: ")


def test_freezing_keeps_the_content_and_marks_the_consultation(year: Year) -> None:
    report = frozen(year)
    contents = [read(files_of(report, form)["json"]) for form in FORMS]

    assert (report.status, report.frozen_at, report.made_by) == (
        "frozen",
        REPORTED,
        "Министарство за европске интеграције",
    )
    assert report.hash == hash_of(contents)
    assert [from_json(content).form for content in contents] == list(FORMS)
    assert Consultation.objects.get(pk=year.consultation.pk).status == "reported"
    entries = Entry.objects.filter(kind__in=("report-frozen", "consultation-reported")).order_by("sequence")
    assert [entry.kind for entry in entries] == ["report-frozen", "consultation-reported"]
    assert entries[0].facts["sha256"] == report.hash
    told = set(Notice.objects.filter(kind="consultation-reported").values_list("recipient", flat=True))
    assert {actor.person.pk for actor in year.network.members if actor.person} <= told


def test_the_content_comes_back_as_it_was(year: Year) -> None:
    report = frozen(year)
    for form in FORMS:
        content = read(files_of(report, form)["json"])
        assert to_json(from_json(content)) == content


def test_every_file_is_made_once_and_the_same_again(year: Year) -> None:
    report = frozen(year)
    files = made(report)
    assert sorted(files) == sorted((format, form) for format in FORMATS for form in FORMS)

    again = ask_for_files(report, by=year.coordinator, now=REPORTED)
    runner.run(again.pk)
    assert ReportFile.objects.filter(report=report).count() == len(files)


def test_the_same_content_gives_the_same_bytes(year: Year) -> None:
    from seko.outlets.reporting.jobs import draw

    report = frozen(year)
    files = made(report)
    for form in FORMS:
        for format in FORMATS:
            if format != "json":
                assert draw(files["json", form], format, report.hash).content == files[format, form], (format, form)


def test_what_comes_after_does_not_change_it(year: Year) -> None:
    report = frozen(year)
    before = made(report)
    name = year.stranger.organisation
    assert name is not None
    name.name = "Друго име"
    name.save()
    answer = year.point("merged-1").responses.get()
    words = {"reason": "This is the reason.", "will_change": "It is added."}
    translate_answer(answer, language="en", fields=words, by=year.coordinator, now=REPORTED)

    assert made(ask_again(report, year)) == before


def ask_again(report: FeedbackReport, year: Year) -> FeedbackReport:
    ask_for_files(report, by=year.coordinator, now=REPORTED + timedelta(days=1))
    report.refresh_from_db()
    return report


def test_it_is_frozen_once(year: Year) -> None:
    frozen(year)
    year.consultation.refresh_from_db()

    with pytest.raises((Refused, WrongState)):
        freeze_report(year.consultation, by=year.second, now=REPORTED)
    assert FeedbackReport.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "now", "reason"),
    [
        ({"status": "opened"}, REPORTED, "Консултације прво морају да се закључе."),
        ({"status": "reported"}, REPORTED, "Извештај је објављен и више се не мења."),
        ({"status": "cancelled"}, REPORTED, "Нема о чему да се извештава."),
        ({}, f.REPLIES_UNTIL, "Рок за изјашњења још није прошао: неслагања улазе у извештај."),
        ({}, CONCLUDED, "Рок за изјашњења још није прошао: неслагања улазе у извештај."),
    ],
)
def test_it_is_not_frozen_before_its_time(year: Year, change: dict[str, str], now: object, reason: str) -> None:
    Consultation.objects.filter(pk=year.consultation.pk).update(**change)
    year.consultation.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        freeze_report(year.consultation, by=year.coordinator, now=now)  # type: ignore[arg-type]
    assert str(refusal.value.sentence) == reason
    assert not ReportFile.objects.exists()


def test_it_is_not_frozen_while_the_draft_it_quotes_is_not_public(year: Year) -> None:
    Release.objects.filter(version=year.consultation.version).update(circle="networks")

    with pytest.raises(Refused) as refusal:
        frozen(year)
    assert str(refusal.value.sentence) == "Нацрт прво мора да буде доступан јавности: извештај га цитира."


def roles(year: Year) -> dict[str, Actor]:
    body = f.an_organisation("Тело")
    return {
        "anonymous": ANONYMOUS,
        "member": year.network.members[0],
        "lead": year.network.lead,
        "officer": year.officer,
        "observer": f.an_actor(body, Role.OBSERVER),
        "auditor": f.an_actor(body, Role.AUDITOR),
        "administrator": f.an_actor(body, Role.ADMINISTRATOR),
        "ministry": year.coordinator,
    }


def test_only_the_coordination_prepares_and_freezes(year: Year) -> None:
    report = report_of(year.consultation)
    report.consultation = year.consultation

    may = {
        name: (
            bool(permissions.may_preview(actor, year.consultation, REPORTED)),
            bool(permissions.may_prepare(actor, year.consultation, REPORTED)),
            bool(permissions.may_freeze(actor, report, REPORTED)),
        )
        for name, actor in roles(year).items()
    }
    nobody = (False, False, False)
    assert may == {
        "anonymous": nobody,
        "member": nobody,
        "lead": nobody,
        "officer": nobody,
        "observer": nobody,
        "auditor": (True, False, False),
        "administrator": nobody,
        "ministry": (True, True, True),
    }


def test_a_refusal_is_no_report(year: Year) -> None:
    for name, actor in roles(year).items():
        if name != "ministry":
            with pytest.raises(Refused):
                freeze_report(year.consultation, by=actor, now=REPORTED)
            with pytest.raises(Refused):
                prepare_report(year.consultation, activities="Састанак.", revision=0, by=actor, now=REPORTED)
    assert not FeedbackReport.objects.exists()


def test_everybody_sees_it_once_it_is_frozen(year: Year) -> None:
    prepare_report(year.consultation, activities="Састанак.", revision=0, by=year.coordinator, now=REPORTED)
    everybody = roles(year)
    before = {name for name, actor in everybody.items() if reports_visible_to(actor, REPORTED).exists()}
    frozen(year)
    after = {name for name, actor in everybody.items() if reports_visible_to(actor, REPORTED).exists()}

    assert (before, after) == ({"ministry", "auditor"}, set(everybody))


def test_a_draft_hidden_later_leaves_its_report_to_everybody(year: Year) -> None:
    frozen(year)
    version = year.consultation.version
    assert version is not None
    hiding = propose_hiding(version, reason="Лични подаци.", by=year.coordinator, now=REPORTED)
    second.confirm(hiding, by=year.second, now=REPORTED)

    everybody = roles(year)
    assert {name for name, actor in everybody.items() if reports_visible_to(actor, REPORTED).exists()} == set(everybody)
    with clock.pinned(REPORTED):
        page = f.client_of(None).get(reverse("report", args=[year.consultation.code]))
    assert page.status_code == 200


def test_the_report_says_why_a_date_moved_by_itself(year: Year) -> None:
    change = DateChange.objects.filter(consultation=year.consultation).first()
    assert change is not None
    DateChange.objects.filter(pk=change.pk).update(reason="", by=None)
    report = frozen(year)

    content = read(files_of(report, "sr")["json"]).decode()
    assert "Објављени су одговори; аутори имају пет радних дана да се изјасне." in content


def test_what_was_done_outside_stands_in_the_report(year: Year) -> None:
    prepare_report(year.consultation, activities="Округли сто у Бору.", revision=0, by=year.coordinator, now=REPORTED)
    report = frozen(year)

    assert "Округли сто у Бору." in read(files_of(report, "sr")["json"]).decode()


def test_two_who_write_at_once_do_not_overwrite_each_other(year: Year) -> None:
    prepare_report(year.consultation, activities="Састанак.", revision=0, by=year.coordinator, now=REPORTED)

    with pytest.raises(Conflict) as conflict:
        prepare_report(year.consultation, activities="Панел.", revision=0, by=year.second, now=REPORTED)
    assert (conflict.value.theirs, conflict.value.yours) == ("Састанак.", "Панел.")
    assert FeedbackReport.objects.get().activities == "Састанак."


def test_a_forbidden_character_is_named(year: Year) -> None:
    with pytest.raises(Invalid) as invalid:
        prepare_report(year.consultation, activities="Са\x00станак.", revision=0, by=year.coordinator, now=REPORTED)
    assert list(invalid.value.faults) == ["activities"]


def refused(sql: str, identifier: UUID | int) -> bool:
    value = identifier
    if isinstance(identifier, UUID):
        value = str(identifier) if connection.vendor == "postgresql" else identifier.hex  # type: ignore[assignment]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [value])
            assert cursor.rowcount == 1
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "change",
    [
        "status = 'prepared'",
        "hash = 'x'",
        "hash = ''",
        "activities = 'x'",
        "frozen_at = NULL",
        "made_by = 'x'",
        "revision = 9",
    ],
)
def test_the_database_refuses_to_change_a_frozen_report(year: Year, change: str) -> None:
    report = frozen(year)
    assert refused(f"UPDATE reporting_feedbackreport SET {change} WHERE id = %s", report.pk)  # noqa: S608


def test_the_database_refuses_to_delete_a_frozen_report_or_its_files(year: Year) -> None:
    report = frozen(year)
    file = ReportFile.objects.filter(report=report).first()
    assert file is not None

    assert refused("DELETE FROM reporting_reportfile WHERE id = %s", file.pk)
    assert refused("UPDATE reporting_reportfile SET format = 'pdf' WHERE id = %s", file.pk)
    assert refused("UPDATE reporting_reportfile SET language = 'de' WHERE id = %s", file.pk)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM reporting_feedbackreport")
        assert cursor.fetchone() == (1,)
    assert refused("DELETE FROM reporting_feedbackreport WHERE id = %s", report.pk)


def test_one_being_prepared_may_change(year: Year) -> None:
    report = prepare_report(year.consultation, activities="Панел.", revision=0, by=year.coordinator, now=REPORTED)
    assert not refused("UPDATE reporting_feedbackreport SET activities = 'x' WHERE id = %s", report.pk)
    assert refused("UPDATE reporting_feedbackreport SET status = 'frozen' WHERE id = %s", report.pk)
    assert not refused("DELETE FROM reporting_feedbackreport WHERE id = %s", report.pk)


def test_missing_files_are_asked_for_by_the_coordination_alone(year: Year) -> None:
    report = frozen(year)
    with pytest.raises(Refused):
        ask_for_files(report, by=year.network.lead, now=REPORTED)
    prepared = FeedbackReport(consultation=year.consultation)
    with pytest.raises(Refused):
        ask_for_files(prepared, by=year.coordinator, now=REPORTED)


@pytest.mark.parametrize("format", ["json", "page"])
def test_a_report_whose_file_was_changed_is_not_shown_beside_its_hash(year: Year, format: str) -> None:
    report = frozen(year)
    if format == "page":
        assert report.job is not None
        runner.run(report.job)
    file = files_of(report, "sr")[format].file
    path = Path(settings.MEDIA_ROOT) / file.path
    path.write_bytes(path.read_bytes().replace("Станица".encode(), "Станици".encode()))

    with pytest.raises(Unavailable):
        frozen_body(report, "sr")
