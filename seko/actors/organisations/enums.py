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
    """Where an invitation stands; an expired one is still `SENT`, its day has passed."""

    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Taken up")
    REVOKED = "revoked", _("Called back")


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
# Whoever acts for the state in one of these signs in with a second factor.
SECOND_FACTOR_ROLES = (Role.MINISTRY, Role.OFFICER, Role.SECRETARY, Role.AUDITOR, Role.ADMINISTRATOR)
