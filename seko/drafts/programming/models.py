"""Kinds of documents and the rules of time that bind their consultation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.Model):
    """A kind of document of the field: action document, sector planning document …"""

    code = models.SlugField(max_length=40, unique=True)
    name_sr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name_sr


class TimeRule(models.Model):
    """A minimum that a timetable should keep, with its basis: only a law is called one (design.md section 2).

    `subject` says what is measured: `window` (from opening to the leads' deadline), `notice` (from publishing the
    version to opening), `report` (from the last reply to the report, a maximum).
    """

    class Basis(models.TextChoices):
        LAW = "law", _("Law")
        OWN = "own-rule", _("Rule of the mechanism")
        PRACTICE = "good-practice", _("Good practice")

    class Unit(models.TextChoices):
        WORKING = "working-days", _("working days")
        CALENDAR = "calendar-days", _("days")

    code = models.SlugField(max_length=60, unique=True)
    kind = models.ForeignKey(DocumentKind, on_delete=models.CASCADE, null=True, related_name="rules")
    subject = models.CharField(max_length=20)
    days = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=Unit.choices)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    citation_sr = models.TextField()
    citation_en = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("subject", "-days")

    def __str__(self) -> str:
        return self.code


class KeyDate(models.Model):
    """A date of the year as the ministry states it: fixed, a hard deadline, or an indicative window.

    `starts_on` and `ends_on` bound it (equal for a day); `words_sr` say it as the ministry did („друга половина
    децембра“). `moved_from` is what it slipped from.
    """

    class Precision(models.TextChoices):
        FIXED = "fixed", _("fixed date")
        HARD = "hard", _("hard deadline")
        WINDOW = "window", _("indicative")
        LASTS = "lasts", _("lasts")

    cycle = models.CharField(max_length=40)
    name_sr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    precision = models.CharField(max_length=10, choices=Precision.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    words_sr = models.CharField(max_length=200, blank=True)
    words_en = models.CharField(max_length=200, blank=True)
    moved_from_starts_on = models.DateField(null=True, blank=True)
    moved_from_ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = (
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="key_date_order"),
        )

    def __str__(self) -> str:
        return self.name_sr
