"""The states of an answer table that came back, and what is to be done with a row."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TableStatus(models.TextChoices):
    """Where an institution's answer table stands."""

    READ = "read", _("Read, not yet taken in")
    TAKING = "taking", _("Being taken in")
    TAKEN = "taken", _("Taken in")
    DISCARDED = "discarded", _("Cancelled")


class Verdict(models.TextChoices):
    """What a row of an answer table is to the answers."""

    NEW = "new", _("New answer")
    SAME = "same", _("Stands already")
    EMPTY = "empty", _("Without an answer")
    WRONG = "wrong", _("Wrong")
