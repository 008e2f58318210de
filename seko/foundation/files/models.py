"""A stored file: what it is, whether it was scanned, where it lies."""

from __future__ import annotations

import uuid

from django.db import models


class StoredFile(models.Model):
    """A file kept under its own identifier, byte for byte; `name` is only for showing and is never a path."""

    class Scan(models.TextChoices):
        CLEAN = "clean"
        WAITING = "waiting"
        NOT_SCANNED = "not-scanned"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    scan_state = models.CharField(max_length=12, choices=Scan.choices, default=Scan.WAITING)
    uploaded_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
