"""Deeds that wait for a second person."""

from __future__ import annotations

import uuid

from django.db import models


class ProposedDeed(models.Model):
    """A deed that one person proposed and another must confirm (design.md section 2, mark **2**).

    `payload` holds identifiers and values the deed needs; `reason` is published with the deed where the rule says so.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        CONFIRMED = "confirmed"
        REFUSED = "refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    deed = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    reason = models.TextField()
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.WAITING)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("proposed_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("deed", "subject", "subject_id"),
                condition=models.Q(status="waiting"),
                name="one_waiting_deed",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("proposed_by")),
                name="second_person_differs",
            ),
        )

    def __str__(self) -> str:
        return f"{self.deed} {self.subject} {self.subject_id} {self.status}"
