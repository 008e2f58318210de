"""Files that took long to make, kept for a while."""

from __future__ import annotations

from django.db import models

from seko.foundation.files.models import StoredFile


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
