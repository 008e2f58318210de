"""What an organisation is in a SEKO."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """Lead, partner (both: the consortium) or member of the network."""

    LEAD = "lead", _("Lead organisation")
    PARTNER = "partner", _("Partner organisation")
    MEMBER = "member", _("Network member")


CONSORTIUM = (Standing.LEAD, Standing.PARTNER)
