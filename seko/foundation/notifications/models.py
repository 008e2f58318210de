"""The outbox of mail and the notices inside the platform."""

from __future__ import annotations

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from seko.foundation.notifications.enums import MailState


class Told(models.Model):
    """One person told of one event. `context` holds identifiers and plain strings; no text is stored, it is made when
    sent or shown. The event's key and the recipient are unique together, so that nobody is told twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event_key = models.CharField(max_length=200)
    recipient = models.UUIDField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    context = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Outbox(Told):
    """A mail to be sent: one row, one recipient, one mail.

    `attempts` counts conversations about this mail; `reply_code` is the server's last answer to it. `may_be_double`
    marks a mail that may have arrived twice: a worker was killed after sending and before it could note it, or the
    line was cut before the server's answer (reliability.md, "Mail honesty").
    """

    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    reply_code = models.PositiveSmallIntegerField(null=True)
    may_be_double = models.BooleanField(default=False)

    class Meta:
        ordering = ("created_at", "id")
        constraints = (models.UniqueConstraint(fields=("event_key", "recipient"), name="one_mail_per_event"),)
        indexes = (
            models.Index(fields=("state", "next_try_at"), name="outbox_due"),
            models.Index(fields=("subject", "subject_id"), name="outbox_subject"),
        )


class Notice(Told):
    """What a person finds in the platform."""

    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = (models.UniqueConstraint(fields=("event_key", "recipient"), name="one_notice_per_event"),)
        indexes = (models.Index(fields=("recipient", "-created_at"), name="notice_recipient"),)
