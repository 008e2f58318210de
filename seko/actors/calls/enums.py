"""Kinds and states of calls and applications."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallKind(models.TextChoices):
    """What is sought: a new consortium (the ministry decides) or members of a network (its consortium decides)."""

    CONSORTIUM = "consortium", _("For a consortium")
    NETWORK = "network", _("For network members")


class CallStatus(models.TextChoices):
    """The legal state of a call; whether applications are still taken is told by the clock, never stored."""

    DRAFTED = "drafted", _("In preparation")
    OPENED = "opened", _("Opened")
    RANKED = "ranked", _("Decision published")
    FINAL = "final", _("Final")
    CANCELLED = "cancelled", _("Cancelled")


class ApplicationStatus(models.TextChoices):
    """The legal state of an application."""

    UNSENT = "unsent", _("Unsent")
    SENT = "sent", _("Sent")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    PROPOSED = "proposed", _("Decision proposed")
    ADMITTED = "admitted", _("Admitted")
    REFUSED = "refused", _("Not admitted")
    OBJECTED = "objected", _("Objection lodged")
    REFUSED_FINALLY = "refused-finally", _("Not admitted, final")
    REGISTERED = "registered", _("Registered")


class Outcome(models.TextChoices):
    """What is proposed or decided on an application."""

    ADMIT = "admit", _("Admit")
    REFUSE = "refuse", _("Do not admit")


class Declaration(models.TextChoices):
    """What an applicant declares (domain.md 1.3): acceptance, truth, no conflict of interest."""

    ACCEPTANCE = "acceptance", _("We accept the conditions of the call and the tasks that membership brings.")
    TRUTH = "truth", _("What is written in the application is true.")
    NO_CONFLICT = "no-conflict", _("We have no conflict of interest, or we have described it in the application.")


class Stance(models.TextChoices):
    """What a partner of the consortium says of a proposed decision."""

    AGREES = "agrees", _("Agrees")
    OBJECTS = "objects", _("Objects")


# Applications that were sent and stand: they are scored, ranked, decided and published.
STANDING = (
    ApplicationStatus.SENT,
    ApplicationStatus.PROPOSED,
    ApplicationStatus.ADMITTED,
    ApplicationStatus.REFUSED,
    ApplicationStatus.OBJECTED,
    ApplicationStatus.REFUSED_FINALLY,
    ApplicationStatus.REGISTERED,
)
# Those whose outcome is decided, and with the decision public.
DECIDED = (
    ApplicationStatus.ADMITTED,
    ApplicationStatus.REFUSED,
    ApplicationStatus.OBJECTED,
    ApplicationStatus.REFUSED_FINALLY,
    ApplicationStatus.REGISTERED,
)
