"""Organisations and mandates."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from seko.actors.organisations.enums import CIVIL_SOCIETY, OrganisationKind, Role
from seko.foundation.core.languages import ENGLISH, current


class Organisation(models.Model):
    """A body: an association, a ministry, an agency, a donor.

    `name` is as registered, in its own script. `name_key` is the folded name by which look-alikes are found.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, db_index=True)
    name_en = models.CharField(max_length=200, blank=True)
    short_name = models.CharField(max_length=60, blank=True)
    town = models.CharField(max_length=80, blank=True)
    registry_number = models.CharField(max_length=20, blank=True)
    tax_number = models.CharField(max_length=20, blank=True)
    is_fictional = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name_key",)

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name for a page: the English one on English pages where there is one, else as registered; the filter
        `words` (or `spoken.plain_words`) brings it into the page's form and marks its language.
        """
        return self.name_en if current() == ENGLISH and self.name_en else self.name

    @property
    def is_civil_society(self) -> bool:
        """Whether it is an organisation of civil society (else of the state or a donor)."""
        return self.kind in CIVIL_SOCIETY


class Mandate(models.Model):
    """A person's right to act for an organisation in a role, from a day to a day (both included).

    `scope` narrows it: the code of one SEKO, or empty for all the organisation's work.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=30, choices=Role.choices)
    scope = models.CharField(max_length=40, blank=True)
    is_deputy = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="mandate_ends_after_start",
            ),
        )
        indexes = (models.Index(fields=("person", "starts_on"), name="mandate_person"),)

    def __str__(self) -> str:
        return f"{self.person} – {self.organisation} – {self.role}"
