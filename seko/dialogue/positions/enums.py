"""Statuses and kinds of positions, points and decisions on comments."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PositionStatus(models.TextChoices):
    """Where a SEKO's common position stands."""

    IN_WORK = "in-work", _("In work")
    SUBMITTED = "submitted", _("Submitted")


class PointKind(models.TextChoices):
    """How a point came about. All but the first are one comment each, in its own words."""

    CONSOLIDATED = "consolidated", _("Consolidated comment")
    DIRECT = "direct", _("Sent directly")
    NOT_CONSOLIDATED = "not-consolidated", _("Not consolidated")
    DISSENT = "dissent", _("Dissent")
    LATE = "late", _("Late comment")


class Relation(models.TextChoices):
    """How a comment's words entered a point; the codes sort from the least to the most changed."""

    CARRIED = "carried", _("Taken over")
    MERGED = "merged", _("Merged")
    REWORDED = "reworded", _("Reworded")


class Stance(models.TextChoices):
    """What a partner says of a point on the board."""

    AGREES = "agrees", _("Agrees")
    OBJECTS = "objects", _("Does not agree")


class ProposalStatus(models.TextChoices):
    """Where a partner's proposal stands."""

    OPEN = "open", _("Waits for the lead")
    TAKEN = "taken", _("Taken over")
    DECLINED = "declined", _("Declined")


class ProposalKind(models.TextChoices):
    """What a partner proposes the lead to do."""

    CARRY = "carry", _("Take over")
    MERGE = "merge", _("Merge into one")
    REWORD = "reword", _("Another wording")
    SET_ASIDE = "set-aside", _("Leave out, with a reason")


class Fate(models.TextChoices):
    """What became of a sent comment; derived, never stored (design.md, States)."""

    AWAITING = "awaiting-lead", _("Awaits the SEKO's decision")
    CARRIED = "carried", _("Taken over")
    MERGED = "merged", _("Merged")
    REWORDED = "reworded", _("Reworded")
    SET_ASIDE = "set-aside", _("Not taken into the common position")
    NOT_CONSOLIDATED = "not-consolidated", _("Not consolidated")
    DISSENT = "dissent", _("Dissent")
    DIRECT = "direct", _("Sent directly")
    LATE = "late", _("Late comment")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Replaced by another comment")
