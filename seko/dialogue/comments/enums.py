"""Kinds of comments and of their places."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommentKind(models.TextChoices):
    """What a comment is about; the sender may leave it open."""

    WORDING = "wording", _("Wording")
    FACTUAL = "factual", _("Fact")
    INDICATOR = "indicator", _("Indicator")
    BUDGET = "budget", _("Budget")
    ELIGIBILITY = "eligibility", _("Eligibility")
    PARTICIPATION = "participation", _("Participation")
    OTHER = "other", _("Other")


class AnchorKind(models.TextChoices):
    """To what a comment is tied (W3C Web Annotation model; design.md, decision 7)."""

    WORDS = "words", _("Exact words")
    PASSAGE = "passage", _("A part of the text")
    MISSING = "missing", _("Something is missing here")
    QUESTION = "question", _("Answer to a question")
    WHOLE = "whole", _("The whole document")


class LateStatus(models.TextChoices):
    """Where a request to send after the deadline stands."""

    NONE = "none", _("Not asked")
    REQUESTED = "requested", _("Late sending requested")
    ACCEPTED = "accepted", _("Late sending accepted")
    REFUSED = "refused", _("Late sending refused")
