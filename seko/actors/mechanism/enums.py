"""What an organisation is in a SEKO, how that ends, how it stands aside, who supports the mechanism."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """Lead, partner (both: the consortium) or member of the network."""

    LEAD = "lead", _("Lead organisation")
    PARTNER = "partner", _("Partner organisation")
    MEMBER = "member", _("Network member")


CONSORTIUM = (Standing.LEAD, Standing.PARTNER)


class Ending(models.TextChoices):
    """How a place in a SEKO ended."""

    LEFT = "left", _("The organisation left")
    DECIDED = "decided", _("The consortium decided")
    REPLACED = "replaced", _("Another place took over")


class SuspensionKind(models.TextChoices):
    """How an organisation stands aside."""

    FROZEN = "frozen", _("Participation frozen")
    REFUSED = "refused", _("Participation refused")


class SupportKind(models.TextChoices):
    """How somebody supports the mechanism."""

    FUNDER = "funder", _("Funder")
    SUPPORTER = "supporter", _("Supporter")
