"""The consultation, its questions and the history of its dates."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from seko.actors.mechanism.models import Seko
from seko.dialogue.consultations.enums import Audience, Status
from seko.drafts.documents.models import Version


class Consultation(models.Model):
    """Opens a version (or questions without a document) to an audience, with a timetable.

    `code` is the short code of comment numbers. Times are hard deadlines and lock; `members_on` and `answers_due_on`
    are days that inform. Date-only deadlines mean 23:59:59 in Belgrade.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=24, unique=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations")
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    open_matters = models.TextField(blank=True)
    open_matters_en = models.TextField(blank=True)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.SEKOS)
    sekos = models.ManyToManyField(Seko, related_name="consultations", blank=True)
    allows_direct = models.BooleanField(default=False)
    network_reads = models.BooleanField(default=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PREPARED)

    opens_at = models.DateTimeField()
    members_on = models.DateField()
    leads_deadline_at = models.DateTimeField()
    dissents_until_at = models.DateTimeField()
    answers_due_on = models.DateField()
    answers_words = models.CharField(max_length=200, blank=True)
    answers_words_en = models.CharField(max_length=200, blank=True)
    replies_until_at = models.DateTimeField()
    report_due_on = models.DateField()
    acknowledged = models.JSONField(default=list)

    comments_sent = models.PositiveIntegerField(default=0)
    public_stamp = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    exception_reason = models.TextField(blank=True)
    exception_by = models.CharField(max_length=200, blank=True)
    cancelled_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-opens_at", "code")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(leads_deadline_at__gt=models.F("opens_at"))
                & models.Q(dissents_until_at__gte=models.F("leads_deadline_at"))
                & models.Q(replies_until_at__gte=models.F("dissents_until_at")),
                name="timetable_order",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One of the three to five questions a reader may answer."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_en = models.TextField(blank=True)

    class Meta:
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=("consultation", "order"), name="question_order"),)

    def __str__(self) -> str:
        return self.text[:60]


class DateChange(models.Model):
    """A date of the timetable that was moved: the old one stays, with the reason and who decided.

    Without a reason it moved by itself, because answers were published late (`actions.give_time_for_replies`).
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="date_changes")
    field = models.CharField(max_length=30)
    old = models.CharField(max_length=40)
    new = models.CharField(max_length=40)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.field}: {self.old} → {self.new}"
