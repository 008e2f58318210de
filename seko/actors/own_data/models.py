"""Requests to be erased."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from seko.actors.own_data.enums import WAITING, ErasureStatus
from seko.foundation.workflow.lifecycle import status_field


class ErasureRequest(models.Model):
    """A person asks that their data be erased; the ministry decides, two administrators carry it out.

    A refusal bears its legal reason (a duty to keep, Personal Data Protection Act, Article 30(3)). The row outlives the
    person's data: it holds no name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="erasure_requests")
    words = models.TextField(blank=True)
    status = status_field(ErasureStatus, ErasureStatus.ASKED)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=models.Q(status__in=WAITING), name="one_open_erasure_request"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="refused") | ~models.Q(decision_reason=""), name="refusal_has_its_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.status}"
