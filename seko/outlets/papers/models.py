"""Files that took long to make, kept for a while; answer tables of institutions that came back."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from seko.actors.organisations.models import Organisation
from seko.dialogue.consultations.models import Consultation
from seko.foundation.files.models import StoredFile
from seko.foundation.workflow.lifecycle import status_field
from seko.outlets.papers.enums import TableStatus


class MadePaper(models.Model):
    """A draft with its comments as a file, or the job that makes it. `key` tells what is in it (`drafts.key_of`): it is
    given to whoever may read exactly that, and to nobody else.
    """

    key = models.CharField(max_length=64, primary_key=True)
    job = models.UUIDField(null=True)
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ("-asked_at",)

    def __str__(self) -> str:
        return self.key


class AnswerTable(models.Model):
    """An institution's answers, filled in away from the platform, with the letter by which they came.

    `content` is what was read (`filled.rows.Filled`), emptied with its file 30 days after it was settled; what each row
    is to the answers is worked out anew whenever it is shown, and when it is taken in. `taken` counts what taking did.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    content = models.JSONField(default=dict)
    letter = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    letter_number = models.CharField(max_length=80, blank=True)
    letter_on = models.DateField(null=True)
    status = status_field(TableStatus, TableStatus.READ)
    taken = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.institution_id} {self.status}"
