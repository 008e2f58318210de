"""Returned files and the things found in them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from seko.actors.organisations.models import Organisation
from seko.dialogue.comments.models import Unsent
from seko.dialogue.consultations.models import Consultation
from seko.foundation.files.models import StoredFile
from seko.outlets.returns.enums import Choice, ReturnStatus, Verdict


class ReturnedFile(models.Model):
    """One file of comments that came back for a consultation, on its way to unsent comments; nothing by halves.

    `counts` is what the file held, as read (`documents.model.returning.returned.Counts`); `origin` says whether it
    carries our marks ("same" version, "other" version, or ""); `refusal` is a code of `sentences`. `name` and `sha256`
    stay when the file is deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=12, choices=ReturnStatus.choices, default=ReturnStatus.READING)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    origin = models.CharField(max_length=8, blank=True)
    refusal = models.CharField(max_length=60, blank=True)
    refusal_params = models.JSONField(default=dict)
    job_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.name} {self.status}"


class ReturnedItem(models.Model):
    """One thing of a returned file. `number` counts in the file, `thread` is the number of the comment it answers.

    `anchor` is its place in the draft, or null while a person is asked (`asked` says why; `candidates` are anchors,
    best first). `identity` is by what the same thing is known when it comes again; `unsent_id` the unsent comment it
    became. `author` is who wrote it as the file says: shown in the preview, taken into no comment. Of a row of a
    table, `said_place` is its place as the table names it, `row_key` by what the row is known, `remarks` are codes of
    what is odd in it with the cell, and `replaces` is the unsent comment that an earlier state of the row became.
    `revision` is the one that the unsent comment had when it was kept, `replaces_revision` that of `replaces`: another
    one says that somebody edited it since. `fault` says why it could not be kept.
    """

    file = models.ForeignKey(ReturnedFile, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    deed = models.CharField(max_length=10, blank=True)
    words = models.TextField(blank=True)
    proposed = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    stood_on = models.TextField(blank=True)
    said_place = models.CharField(max_length=300, blank=True)
    target = models.TextField(blank=True)
    thread = models.PositiveIntegerField(default=0)
    is_resolved = models.BooleanField(default=False)
    anchor = models.JSONField(null=True)
    candidates = models.JSONField(default=list)
    asked = models.CharField(max_length=12, blank=True)
    choice = models.CharField(max_length=6, choices=Choice.choices, default=Choice.TAKE)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.NEW)
    row_key = models.CharField(max_length=80, blank=True)
    remarks = models.JSONField(default=list)
    replaces = models.UUIDField(null=True)
    replaces_revision = models.PositiveIntegerField(null=True)
    author = models.CharField(max_length=200, blank=True)
    identity = models.UUIDField()
    unsent_id = models.UUIDField(null=True)
    revision = models.PositiveIntegerField(null=True)
    fault = models.TextField(blank=True)

    class Meta:
        ordering = ("file", "number")
        constraints = (models.UniqueConstraint(fields=("file", "number"), name="returned_number"),)
        indexes = (models.Index(fields=("identity",), name="returned_identity"),)

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"

    def goes_on_in(self, earlier: Unsent) -> bool:
        """Return whether the unsent comment that it replaces still says what was last kept in it."""
        return self.replaces == earlier.pk and self.replaces_revision == earlier.revision
