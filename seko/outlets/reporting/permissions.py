"""Who may do what with a report (design.md, States; reliability.md F)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.queries import is_public
from seko.foundation.core.decisions import ALLOWED, Decision, refused
from seko.outlets.reporting.models import FeedbackReport

ENDED_WITH_ANSWERS = (Status.CONCLUDED, Status.EXCEPTION)


def may_preview(actor: Actor, consultation: Consultation, now: datetime) -> Decision:
    """The ministry's coordination and auditors see how the report is growing, once leads' decisions are out."""
    if not actor.has_role(Role.MINISTRY, Role.AUDITOR):
        return refused(_("Only the ministry's coordination can do this."))
    if consultation.status in (Status.PREPARED, Status.CANCELLED):
        return refused(_("There is nothing to report on."))
    if now <= consultation.leads_deadline_at:
        return refused(_("The report begins when the deadline for common positions has passed."))
    return ALLOWED


def may_prepare(actor: Actor, consultation: Consultation, now: datetime) -> Decision:
    """The ministry's coordination writes what was done outside the platform, until the report is published."""
    if not actor.is_ministry:
        return refused(_("Only the ministry's coordination can do this."))
    if consultation.status == Status.REPORTED:
        return refused(_("The report is published and never changes."))
    return may_preview(actor, consultation, now)


def may_freeze(actor: Actor, report: FeedbackReport, now: datetime) -> Decision:
    """The ministry's coordination, when the consultation is concluded, the replies' date has passed, and what the
    report quotes is public.
    """
    consultation = report.consultation
    decision = may_prepare(actor, consultation, now)
    if not decision:
        return decision
    if consultation.status not in ENDED_WITH_ANSWERS:
        return refused(_("The consultation must be concluded first."))
    if now <= consultation.replies_until_at:
        return refused(_("The date for replies has not passed yet: objections belong in the report."))
    if consultation.version is not None and not is_public(consultation.version, now):
        return refused(_("Release the draft to the public first: the report quotes it."))
    return ALLOWED


def may_make_files(actor: Actor, report: FeedbackReport, now: datetime) -> Decision:
    """The ministry's coordination may let missing files of a published report be made again."""
    if not actor.is_ministry:
        return refused(_("Only the ministry's coordination can do this."))
    return ALLOWED if report.is_frozen else refused(_("The report is not published yet."))
