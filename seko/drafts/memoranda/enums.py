"""Where a memorandum stands, whose side a party is on, what became of a signed file."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a memorandum stands; that its term is over is told by the clock (`queries.is_over`)."""

    PREPARED = "prepared", _("Being prepared")
    OFFERED = "offered", _("Offered for signing")
    IN_FORCE = "in-force", _("In force")
    ENDED = "ended", _("Ended")
    REPLACED = "replaced", _("Replaced by another")


PUBLIC = (Status.IN_FORCE, Status.ENDED, Status.REPLACED)


class Side(models.TextChoices):
    """On whose side a party signs."""

    STATE = "state", _("State side")
    CIVIL = "civil", _("Civil society")


class SignedState(models.TextChoices):
    """Where an uploaded signed file stands."""

    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    REFUSED = "refused", _("Not taken")


class Covers(models.TextChoices):
    """How much of the file a signature covers."""

    FILE = "file", _("the whole file")
    REVISION = "revision", _("the file as it was when it was signed")
    PART = "part", _("only a part of the file")


class Added(models.TextChoices):
    """What was added to the file after a signature."""

    NOTHING = "nothing", _("nothing")
    ALLOWED = "allowed", _("further signatures, or fields filled in")
    CHANGES = "changes", _("changes")
    UNKNOWN = "unknown", _("not known")
