"""A spreadsheet of organisations on its way into the register."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from seko.foundation.files.models import StoredFile
from seko.foundation.workflow.lifecycle import status_field
from seko.outlets.exchange.enums import ImportStatus


class RegisterImport(models.Model):
    """One spreadsheet: what was read from it (`tables.table.Table`), which column means what, what somebody said of
    doubtful rows. What each row is to the register is worked out anew whenever it is shown, and when it is confirmed.

    `places` holds the place of each column by its name; `choices` a choice by the number of a row; `taken` how many
    rows confirming took in, by verdict.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=255)
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    table = models.JSONField()
    head_row = models.PositiveIntegerField()
    places = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    taken = models.JSONField(default=dict)
    status = status_field(ImportStatus, ImportStatus.READ)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.name} {self.status}"
