"""The states of a request to be erased."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ErasureStatus(models.TextChoices):
    """Where a request to be erased stands."""

    ASKED = "asked", _("Asked")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CARRIED_OUT = "carried-out", _("Carried out")


WAITING = (ErasureStatus.ASKED, ErasureStatus.APPROVED)
