"""Kinds of bodies and roles of mandates."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """What a body is."""

    ASSOCIATION = "association", _("Association")
    FOUNDATION = "foundation", _("Foundation")
    CHAMBER = "chamber", _("Chamber")
    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("Agency or directorate")
    LOCAL = "local", _("Local self-government")
    PROVINCE = "province", _("Autonomous province")
    EU = "eu", _("EU institution")
    DONOR = "donor", _("Donor")


CIVIL_SOCIETY = (OrganisationKind.ASSOCIATION, OrganisationKind.FOUNDATION, OrganisationKind.CHAMBER)


class SuccessionKind(models.TextChoices):
    """How much of a predecessor's work passed to the successor."""

    WHOLE = "whole", _("Took over all of its work")
    PART = "part", _("Took over a part of its work")


class InvitationStatus(models.TextChoices):
    """Where an invitation stands; an expired one is still `SENT`, its day has passed. One to the state's side is
    `PROPOSED` until a second person confirms it.
    """

    PROPOSED = "proposed", _("Waits for a second person")
    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Taken up")
    REVOKED = "revoked", _("Called back")


class JoiningStatus(models.TextChoices):
    """Where a person's request to act for an organisation stands."""

    WAITING = "waiting", _("Waiting")
    GRANTED = "granted", _("Granted")
    DECLINED = "declined", _("Not granted")
    WITHDRAWN = "withdrawn", _("Taken back")


class Role(models.TextChoices):
    """In what capacity a person acts for an organisation (design.md section 1)."""

    REPRESENTATIVE = "representative", _("Representative")
    COORDINATOR = "coordinator", _("SEKO coordination")
    MINISTRY = "ministry-coordinator", _("Coordination of the ministry")
    OFFICER = "officer", _("Officer of the institution")
    SECRETARY = "secretary", _("Secretary of a committee or group")
    CONTACT = "contact-point", _("Contact point for cooperation with CSOs")
    OBSERVER = "observer", _("Observer")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


CIVIL_ROLES = (Role.REPRESENTATIVE, Role.COORDINATOR)
STATE_ROLES = tuple(role for role in Role if role not in CIVIL_ROLES)
# Whoever acts for the state in one of these signs in with a second factor.
SECOND_FACTOR_ROLES = (Role.MINISTRY, Role.OFFICER, Role.SECRETARY, Role.AUDITOR, Role.ADMINISTRATOR)
