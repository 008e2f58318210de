"""Statuses, stages and audiences of a consultation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """What is stored (design.md, States)."""

    PREPARED = "prepared", _("Being prepared")
    OPENED = "opened", _("Opened")
    CONCLUDED = "concluded", _("Concluded")
    EXCEPTION = "exception", _("Concluded with an exception")
    REPORTED = "reported", _("Reported")
    CANCELLED = "cancelled", _("Cancelled")


RUNNING = (Status.OPENED,)
# Of these the public numbers are: what a consultation left unanswered is counted for ever (design.md, The gate).
COUNTED = (Status.OPENED, Status.EXCEPTION, Status.CONCLUDED, Status.REPORTED)
ENDED = (Status.CONCLUDED, Status.EXCEPTION, Status.REPORTED, Status.CANCELLED)


class Stage(models.TextChoices):
    """What the clock says of an opened consultation; never stored."""

    PREPARED = "prepared", _("Being prepared")
    ANNOUNCED = "announced", _("Announced")
    COMMENTING = "commenting", _("Members comment")
    CONSOLIDATING = "consolidating", _("Common position")
    DISSENTING = "dissenting", _("Dissents")
    ANSWERING = "answering", _("Answers")
    OVERDUE = "overdue", _("Past the term for answers")
    CONCLUDED = "concluded", _("Concluded")
    REPORTED = "reported", _("Reported")
    CANCELLED = "cancelled", _("Cancelled")


class Audience(models.TextChoices):
    """Who may comment."""

    SEKOS = "sekos", _("Networks of the chosen SEKOs")
    PUBLIC = "public", _("Everybody with a confirmed address")
