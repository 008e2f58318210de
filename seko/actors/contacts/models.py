"""Contact points for cooperation with civil society, and their deputies."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from seko.actors.contacts.enums import Level
from seko.actors.organisations.models import Organisation


class ContactPoint(models.Model):
    """A person of a body of the state to whom civil society turns, from a day to a day (both included), with a deputy.

    The two are persons who may have no sign-in. `email` and `phone` are those of the work and public. `verified_at`
    says when somebody last said that the entry is right; `asked_at` and `reminded_at` when that was last asked by mail,
    `disputed_at` when somebody answered that something has changed and the entry still stands as it was.
    `revision` counts savings, so that two who change it at once do not overwrite each other.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contact_points")
    level = models.CharField(max_length=12, choices=Level.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contact_points")
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="deputy_contact_points"
    )
    function = models.CharField(max_length=200, blank=True)
    email = models.EmailField(max_length=254)
    phone = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    disputed_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("level", "organisation__name_key", "starts_on")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "person"),
                condition=models.Q(ends_on__isnull=True),
                name="one_open_contact_point",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="contact_point_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(deputy__isnull=True) | ~models.Q(deputy=models.F("person")),
                name="deputy_is_another_person",
            ),
        )
        indexes = (models.Index(fields=("level", "organisation"), name="contact_point_level"),)

    def __str__(self) -> str:
        return f"{self.organisation} – {self.level}"
