"""Differences between two drafts, their causes, what is said of a promise, and which draft a person read last."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from seko.dialogue.positions.models import Point
from seko.dialogue.tracing.enums import DifferenceKind, Reason, Said
from seko.drafts.documents.models import Document, Version


class Difference(models.Model):
    """One difference between a draft and the published one before it, as `model.carrying.differences` cuts it.

    `old` and `new` are lists of {place, start, end, words}; one of them is empty where words came or went. `section` is
    the heading above it: in the new draft, or in the old one where nothing is left. `order` is that of the new draft.
    """

    old_version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="differences_after")
    new_version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="differences")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=DifferenceKind.choices)
    old = models.JSONField(default=list)
    new = models.JSONField(default=list)
    section = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("new_version", "order")
        constraints = (
            models.UniqueConstraint(fields=("old_version", "new_version", "order"), name="difference_order"),
        )

    def __str__(self) -> str:
        return f"{self.new_version_id} {self.order} {self.kind}"

    @property
    def before(self) -> str:
        """The old words, passages parted by line ends."""
        return "\n".join(each["words"] for each in self.old)

    @property
    def after(self) -> str:
        """The new words, passages parted by line ends."""
        return "\n".join(each["words"] for each in self.new)


class Cause(models.Model):
    """Why a difference came about: the answered comment it fulfils (`point`), or another reason with a note.

    `rank` is the place, from 1, at which the difference was offered to who confirmed it (none: it was looked for).
    """

    difference = models.ForeignKey(Difference, on_delete=models.PROTECT, related_name="causes")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, null=True, related_name="causes")
    note = models.TextField(blank=True)
    rank = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(reason="comment", point__isnull=False)
                | (~models.Q(reason="comment") & models.Q(point__isnull=True)),
                name="cause_names_its_comment",
            ),
            models.UniqueConstraint(
                fields=("difference", "point"),
                condition=models.Q(point__isnull=False, taken_back_at__isnull=True),
                name="one_cause_of_a_comment",
            ),
            models.UniqueConstraint(
                fields=("difference", "reason"),
                condition=models.Q(point__isnull=True, taken_back_at__isnull=True),
                name="one_cause_of_a_reason",
            ),
        )
        indexes = (models.Index(fields=("point", "taken_back_at"), name="cause_of_point"),)

    def __str__(self) -> str:
        return f"{self.difference_id} {self.reason}"


class Statement(models.Model):
    """What the institution says of a promise in place of a difference; the newest counts, the earlier ones stay.

    `due_on` is the day by which it will be done (`said` later); `words` the new promise (`said` revised).
    """

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="statements")
    said = models.CharField(max_length=12, choices=Said.choices)
    due_on = models.DateField(null=True)
    words = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(said="later", due_on__isnull=False)
                | (~models.Q(said="later") & models.Q(due_on__isnull=True) & ~models.Q(reason="")),
                name="statement_has_day_or_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.point_id} {self.said}"


class LastRead(models.Model):
    """The latest draft of a document that a person has read (`number`), and the one before (`before`, 0: none).

    One row for a person and a document, without any time: it serves to show what was changed since, nothing else.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    before = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "document"), name="one_last_read"),)

    def __str__(self) -> str:
        return f"{self.document_id} {self.number}"
