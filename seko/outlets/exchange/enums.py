"""The states of an import, and what is to be done with a row."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportStatus(models.TextChoices):
    """Where an import of the register stands."""

    READ = "read", _("Read, not yet confirmed")
    CONFIRMED = "confirmed", _("Taken into the register")
    DISCARDED = "discarded", _("Cancelled")


class Verdict(models.TextChoices):
    """What a row of a spreadsheet is to the register."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    SAME = "same", _("Same")
    DOUBTFUL = "doubtful", _("Doubtful")
    WRONG = "wrong", _("Wrong")


class Choice(models.TextChoices):
    """What somebody says of a doubtful row."""

    LEAVE = "leave", _("Leave it out")
    SAME = "same", _("It is this organisation; take what is new")
    CORRECT = "correct", _("It is this organisation; its name was mistyped until now")
    ANOTHER = "another", _("It is another organisation; enter it")
