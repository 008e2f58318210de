"""Everything that changes a report."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.actions import mark_reported
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.dialogue.responses.actions import lapse_corrections
from seko.foundation.core.errors import Conflict, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.files.actions import store
from seko.foundation.jobs.actions import enqueue
from seko.foundation.jobs.models import Job
from seko.foundation.journal import actions as journal
from seko.outlets.reporting import permissions
from seko.outlets.reporting.canonical import hash_of, to_json
from seko.outlets.reporting.compiling import FORMS, compile_report, gather
from seko.outlets.reporting.lifecycle import REPORT
from seko.outlets.reporting.models import FeedbackReport, ReportFile

CONTENT = "json"
KIND = "report"


def prepare_report(
    consultation: Consultation, *, activities: str, revision: int, by: Actor, now: datetime
) -> FeedbackReport:
    """Keep what was done outside the platform (meetings, panels): the report quotes it.

    `revision` is that of the text the person began from. Raises `Refused`, `Invalid` (a forbidden character, too long),
    `Conflict` when somebody else saved meanwhile.
    """
    refuse_unless(permissions.may_prepare(by, consultation, now))
    activities = read_text(activities, "activities")
    with transaction.atomic():
        row = _row_of(locked(consultation))
        refuse_unless(permissions.may_prepare(by, row.consultation, now))
        if row.revision != revision:
            raise Conflict(_("Somebody else saved this text meanwhile."), theirs=row.activities, yours=activities)
        row.activities = activities
        row.revision += 1
        row.save(update_fields=("activities", "revision"))
        journal.record("report-prepared", "report", row.pk, by=by, now=now, scope=row.consultation_id)
    return row


def _row_of(consultation: Consultation) -> FeedbackReport:
    """Return the consultation's report, made when first needed; the consultation's lock keeps two from making it."""
    row, _is_new = FeedbackReport.objects.get_or_create(consultation=consultation)
    row.consultation = consultation
    return row


def freeze_report(consultation: Consultation, *, by: Actor, now: datetime) -> FeedbackReport:
    """Compile the report, freeze it, mark the consultation reported, and ask for its files.

    The content is read, compiled in the three language forms, hashed and kept in one transaction; its files are drawn
    from what was kept. Raises `Refused` (not concluded, replies still open, the draft not public), `WrongState` (frozen
    already).
    """
    refuse_unless(permissions.may_freeze(by, FeedbackReport(consultation=consultation), now))
    with transaction.atomic():
        locked(consultation)
        row = _row_of(_whole(consultation))
        contents = _contents(row, by, now)
        digest = hash_of(contents.values())

        def write(fresh: FeedbackReport) -> None:
            fresh.frozen_at, fresh.hash = now, digest
            fresh.made_by, fresh.by = by.organisation_name, by.person

        frozen: FeedbackReport = REPORT.run(row, "freeze", by=by, now=now, write=write, facts={"sha256": digest})
        for language, content in contents.items():
            keep_file(frozen, CONTENT, language, content, "application/json", now=now)
        mark_reported(consultation, by=by, now=now)
        lapse_corrections(consultation, by=by, now=now)
        _ask_for_files(frozen, by)
    return frozen


def _whole(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_related("version__document__institution").get(pk=consultation.pk)


def _contents(row: FeedbackReport, by: Actor, now: datetime) -> dict[str, bytes]:
    facts = gather(row.consultation, now)
    return {
        language: to_json(
            compile_report(
                row.consultation,
                language,
                now,
                facts=facts,
                activities=row.activities,
                made_by=by.organisation_name,
                is_final=True,
            )
        )
        for language in FORMS
    }


def keep_file(
    report: FeedbackReport, format: str, language: str, content: bytes, media_type: str, *, now: datetime
) -> ReportFile:
    """Keep one file of a frozen report, under the name readers save it as."""
    extension = "html" if format == "page" else format
    name = f"{report.consultation.code}-{language}.{extension}"
    stored = store(content, name=name, media_type=media_type, kind=KIND, by=None, now=now)
    return ReportFile.objects.create(report=report, format=format, language=language, file=stored)


def ask_for_files(report: FeedbackReport, *, by: Actor, now: datetime) -> Job:
    """Let the missing files of a frozen report be drawn. Raises `Refused`."""
    refuse_unless(permissions.may_make_files(by, report, now))
    with transaction.atomic():
        job = _ask_for_files(report, by)
        journal.record("report-files-asked", "report", report.pk, by=by, now=now, scope=report.consultation_id)
    return job


def _ask_for_files(report: FeedbackReport, by: Actor) -> Job:
    person = by.person.pk if by.person else None
    job = enqueue("report-files", for_person=person, report=str(report.pk))
    FeedbackReport.objects.filter(pk=report.pk).update(job=job.pk)
    report.job = job.pk
    return job
