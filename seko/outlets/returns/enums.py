"""The states of a returned file, what is to be done with a thing in it, what that is to what is there already."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReturnStatus(models.TextChoices):
    """Where a returned file stands."""

    READING = "reading", _("Being read")
    READ = "read", _("Waits for your decision")
    REFUSED = "refused", _("Not taken")
    KEPT = "kept", _("Kept as unsent comments")
    DISCARDED = "discarded", _("Cancelled")


class Choice(models.TextChoices):
    """What becomes of a returned thing."""

    TAKE = "take", _("Take as a comment")
    JOIN = "join", _("Add to the comment it answers")
    LEAVE = "leave", _("Leave out")


class Verdict(models.TextChoices):
    """What a returned thing is to the comments that are there."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("Same")
