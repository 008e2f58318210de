"""What can be found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The kinds of what is found, in the order of the chain."""

    PASSAGE = "passage", _("Text of the draft")
    COMMENT = "comment", _("Comments")
    POINT = "point", _("Consolidated comments")
    ANSWER = "answer", _("Answers")


class Waits(models.TextChoices):
    """What waits to be taken into the index anew; the database's own rules write it (`triggers`)."""

    EVERYTHING = "everything"
    CONSULTATION = "consultation"
    VERSION = "version"
    POINT = "point"
    RESPONSE = "response"
