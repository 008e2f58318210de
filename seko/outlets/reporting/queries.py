"""Reading reports: who may see one is written here, once."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations import queries as consultations
from seko.dialogue.consultations.models import Consultation
from seko.outlets.reporting.enums import ReportStatus
from seko.outlets.reporting.models import FeedbackReport, ReportFile


def reports_visible_to(actor: Actor, now: datetime) -> QuerySet[FeedbackReport]:
    """Return the reports the actor may read: published ones of consultations it may see; the ministry's coordination
    and auditors also those being prepared.
    """
    rows = FeedbackReport.objects.filter(consultation__in=consultations.visible_to(actor, now))
    if actor.has_role(*consultations.READ_ALL):
        return rows
    return rows.filter(status=ReportStatus.FROZEN)


def report_of(consultation: Consultation) -> FeedbackReport:
    """Return the consultation's report: as kept, or a new one that is not kept yet."""
    found = FeedbackReport.objects.filter(consultation=consultation).select_related("consultation__version").first()
    return found or FeedbackReport(consultation=consultation)


def files_of(report: FeedbackReport, language: str) -> dict[str, ReportFile]:
    """Return the report's files in a language form, by format."""
    rows = ReportFile.objects.filter(Q(language=language), report=report).select_related("file")
    return {row.format: row for row in rows}
