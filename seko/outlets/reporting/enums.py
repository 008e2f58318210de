"""Where a report stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportStatus(models.TextChoices):
    """A report is prepared while anything may still change; frozen, it never changes again."""

    PREPARED = "prepared", _("Being prepared")
    FROZEN = "frozen", _("Published")
