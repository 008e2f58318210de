"""Levels at which contact points are named."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.enums import OrganisationKind


class Level(models.TextChoices):
    """Where a body of the state stands (domain.md 6.3)."""

    NATIONAL = "national", _("National level")
    PROVINCIAL = "provincial", _("Provincial level")
    LOCAL = "local", _("Local level")


# Of bodies of these kinds a contact point is expected.
LEVEL_OF: dict[str, Level] = {
    OrganisationKind.MINISTRY: Level.NATIONAL,
    OrganisationKind.AGENCY: Level.NATIONAL,
    OrganisationKind.PROVINCE: Level.PROVINCIAL,
    OrganisationKind.LOCAL: Level.LOCAL,
}
