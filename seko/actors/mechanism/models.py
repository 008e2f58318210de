"""Sectors, SEKOs and membership in time."""

from __future__ import annotations

from django.db import models

from seko.actors.mechanism.enums import Standing
from seko.actors.organisations.models import Organisation


class Sector(models.Model):
    """An area of assistance, with the days between which it is counted under this name (sources differ by year)."""

    code = models.SlugField(max_length=40, unique=True)
    name_sr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name_sr


class Seko(models.Model):
    """A sectoral civil society organisation: a consortium of three to five with the network of its sector."""

    code = models.SlugField(max_length=40, unique=True)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="sekos")
    name_sr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name_sr


class Membership(models.Model):
    """An organisation's place in a SEKO from a day to a day (both included)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    seko = models.ForeignKey(Seko, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Standing.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "seko"), condition=models.Q(ends_on__isnull=True), name="one_open_membership"
            ),
            models.UniqueConstraint(
                fields=("seko",), condition=models.Q(ends_on__isnull=True, role="lead"), name="one_lead_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} – {self.seko} – {self.role}"
