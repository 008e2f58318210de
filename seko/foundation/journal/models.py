"""The entries and the tail of the chain."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One thing that was done: kinds, identifiers, times and digests; never a name, an address or free text.

    No foreign keys: an entry outlives the rows it speaks of, and a person can be erased without touching it.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    scope = models.CharField(max_length=40, blank=True)
    person = models.CharField(max_length=40, blank=True)
    mandate = models.CharField(max_length=40, blank=True)
    organisation = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("sequence",)
        indexes = (
            models.Index(fields=("subject", "subject_id", "sequence"), name="journal_subject"),
            models.Index(fields=("scope", "sequence"), name="journal_scope"),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind} {self.subject} {self.subject_id}"


class Tail(models.Model):
    """The end of the chain: the one row that is locked while an entry is added."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash[:12]}"
