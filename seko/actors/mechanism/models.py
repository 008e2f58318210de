"""Areas, SEKOs, membership in time, suspended participation, who supports the mechanism."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from seko.actors.mechanism.enums import Ending, Standing, SupportKind, SuspensionKind
from seko.actors.organisations.models import Mandate, Organisation


class Sector(models.Model):
    """An area of assistance, with the days between which it is counted (sources count eight, nine or ten).

    `name_sr` and `name_en` are today's name; earlier ones stand in `former_names`.
    """

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


class FormerSectorName(models.Model):
    """What an area was called until a day (included): „Реформа државне управе“ (2014) and „Реформа јавне управе“ (2017)
    are one area. Today's name stands in the area itself.
    """

    sector = models.ForeignKey(Sector, on_delete=models.CASCADE, related_name="former_names")
    name_sr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField()
    source = models.TextField(blank=True)

    class Meta:
        ordering = ("ends_on", "pk")
        constraints = (models.UniqueConstraint(fields=("sector", "ends_on"), name="one_area_name_at_a_time"),)

    def __str__(self) -> str:
        return self.name_sr


class Seko(models.Model):
    """A sectoral civil society organisation: a consortium of three to five with the network of its sector."""

    code = models.SlugField(max_length=40, unique=True)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="sekos")
    name_sr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name_sr


class Membership(models.Model):
    """An organisation's place in a SEKO from a day to a day (both included).

    `ended_at` is the moment at which a deed ended it (`core.periods.in_force`). `note` says what a source leaves open
    ("the day of joining is not known"), `basis` by which act it began; `ending` and `ending_reason` how it ended.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    seko = models.ForeignKey(Seko, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Standing.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    basis = models.CharField(max_length=300, blank=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    ending_reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "seko"), condition=models.Q(ends_on__isnull=True), name="one_open_membership"
            ),
            models.UniqueConstraint(
                fields=("seko",), condition=models.Q(ends_on__isnull=True, role="lead"), name="one_lead_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ends_on__isnull=False),
                name="ended_membership_has_last_day",
            ),
        )
        indexes = (models.Index(fields=("seko", "role", "starts_on"), name="membership_seko"),)

    def __str__(self) -> str:
        return f"{self.organisation} – {self.seko} – {self.role}"


class Suspension(models.Model):
    """An organisation froze or refused its participation, with its statement: neither silence nor consent.

    It goes for one SEKO, or (empty) for all of the mechanism. The statement is kept as written.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="suspensions")
    seko = models.ForeignKey(Seko, on_delete=models.PROTECT, null=True, blank=True, related_name="suspensions")
    kind = models.CharField(max_length=10, choices=SuspensionKind.choices)
    statement = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-starts_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "seko"),
                condition=models.Q(ends_on__isnull=True, seko__isnull=False),
                name="one_open_suspension_in_a_seko",
            ),
            models.UniqueConstraint(
                fields=("organisation",),
                condition=models.Q(ends_on__isnull=True, seko__isnull=True),
                name="one_open_suspension",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} – {self.kind}"


class Supporter(models.Model):
    """Who funded or otherwise supported the mechanism, from a day to a day, by which source."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="supported"
    )
    name_sr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=SupportKind.choices)
    what_sr = models.CharField(max_length=300, blank=True)
    what_en = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering = ("starts_on", "pk")

    def __str__(self) -> str:
        return self.name_sr
