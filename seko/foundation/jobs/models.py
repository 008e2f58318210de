"""A job with its progress, and the slots of timed jobs."""

from __future__ import annotations

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from seko.foundation.jobs.enums import FINAL, JobStatus


class Job(models.Model):
    """One piece of background work, called by name so that it outlives the code that asked for it.

    `task_id` is its place in the worker's queue; `language` the language form in which it was asked for; `error` is a
    stable code and `error_params` hold its sentence per language form, never a trace. `seen_at` moves while it runs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    kwargs = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    queue = models.CharField(max_length=32, default="default")
    for_person = models.UUIDField(null=True)
    language = models.CharField(max_length=8, default="sr")
    status = models.CharField(max_length=10, choices=JobStatus.choices, default=JobStatus.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    phase = models.CharField(max_length=60, blank=True)
    result = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    error = models.CharField(max_length=60, blank=True)
    error_params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    attempts = models.PositiveSmallIntegerField(default=0)
    task_id = models.UUIDField(null=True)
    run_after = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)
        indexes = (
            models.Index(fields=("status", "seen_at"), name="job_status_seen"),
            models.Index(fields=("for_person", "-created_at"), name="job_person"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.id} {self.status}"

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.status in FINAL


class Slot(models.Model):
    """One turn of a timed job: its unique row lets exactly one of several schedulers take the turn."""

    name = models.CharField(max_length=80)
    at = models.CharField(max_length=32)
    attempts = models.PositiveSmallIntegerField(default=1)
    claimed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("name", "at"), name="one_turn_per_slot"),)

    def __str__(self) -> str:
        return f"{self.name} {self.at}"
