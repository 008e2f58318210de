"""A file that was uploaded or made."""

from __future__ import annotations

import uuid

from django.db import models

from seko.foundation.files.enums import SERVED, ScanState


class StoredFile(models.Model):
    """A file under its own identifier: nothing of its name is ever part of a path (reliability.md C4 48).

    `name` is cleaned for showing; `kind` is a registered kind's code; `size` in bytes; `sha256` in hex; `uploaded_by`
    is a person's identifier, None for what the platform made. A row whose file was refused has an empty `path`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    path = models.CharField(max_length=100, blank=True)
    scan_state = models.CharField(max_length=12, choices=ScanState.choices)
    uploaded_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("created_at",)
        indexes = (
            models.Index(fields=("scan_state", "created_at"), name="file_scan_state"),
            models.Index(fields=("uploaded_by",), name="file_uploaded_by"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def is_served(self) -> bool:
        """Whether it may be given to others than the person who uploaded it."""
        return self.scan_state in SERVED
