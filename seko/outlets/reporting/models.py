"""The report on a consultation and its files."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from seko.dialogue.consultations.models import Consultation
from seko.foundation.files.models import StoredFile
from seko.foundation.workflow.lifecycle import status_field
from seko.outlets.reporting.enums import ReportStatus


class FeedbackReport(models.Model):
    """The report on one consultation: compiled from everything, then frozen (a database rule holds it).

    `activities` are the words of the ministry's coordination on what was done outside the platform. `hash` is the
    SHA-256 (hex) of the canonical content of the three language forms (`canonical.hash_of`). `made_by` is the name of
    the organisation of that day; `job` the last work on its files.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="report")
    status = status_field(ReportStatus, ReportStatus.PREPARED)
    activities = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    job = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(status="prepared", frozen_at__isnull=True, hash="")
                | (models.Q(status="frozen", frozen_at__isnull=False) & ~models.Q(hash="")),
                name="report_frozen_has_its_hash",
            ),
        )

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.status}"

    @property
    def is_frozen(self) -> bool:
        """Whether it was published and never changes again."""
        return self.status == ReportStatus.FROZEN


class ReportFile(models.Model):
    """One file of a frozen report: `format` is a format of `rendering.formats`, `json` for the canonical content, or
    `page` for what the report's own page shows; `language` a language form.
    """

    report = models.ForeignKey(FeedbackReport, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=8)
    language = models.CharField(max_length=8)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("report", "format", "language")
        constraints = (models.UniqueConstraint(fields=("report", "format", "language"), name="one_report_file"),)

    def __str__(self) -> str:
        return f"{self.report_id} {self.format} {self.language}"
