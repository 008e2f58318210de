"""Sending after the deadline: asked by the author with a reason, accepted by two, or refused with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.queries import actor_of_organisation
from seko.dialogue.comments import notices, permissions
from seko.dialogue.comments.actions.sending import send_late
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Comment, Unsent
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.journal import actions as journal
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed


def request_late(unsent: Unsent, *, reason: str, by: Actor, now: datetime) -> Unsent:
    """Ask that an unsent comment be taken after the deadline. Raises `Refused`, `Invalid`."""
    refuse_unless(permissions.may_request_late(by, unsent, now))
    if not reason.strip():
        raise Invalid({"reason": _("Give the reason.")})
    with transaction.atomic():
        row = Unsent.objects.select_for_update(of=("self",)).get(pk=unsent.pk)
        if row.late_status != LateStatus.NONE:
            raise WrongState(_("Late sending was already asked for."))
        row.late_status, row.late_reason, row.late_requested_at = LateStatus.REQUESTED, reason, now
        row.save()
        journal.record("late-requested", "unsent", row.pk, by=by, now=now, scope=row.consultation_id)
    return row


def propose_late_acceptance(unsent: Unsent, *, reason: str, by: Actor, now: datetime) -> ProposedDeed:
    """Propose to take a late comment; a second person of the ministry's coordination confirms."""
    if unsent.late_status != LateStatus.REQUESTED:
        raise WrongState(_("Late sending is not asked for, or was already decided."))
    return second.propose("accept-late", unsent, reason=reason, by=by, now=now)


def accept_late_request(unsent: Unsent, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Comment:
    """Send the comment as late and direct, in its author's name (carried out on the second person's confirmation)."""
    if unsent.late_status != LateStatus.REQUESTED:
        raise WrongState(_("Late sending is not asked for, or was already decided."))
    author = actor_of_organisation(unsent.person, unsent.organisation, local_date(now))
    if author is None:
        raise WrongState(_("The author no longer acts for that organisation; the organisation must ask anew."))
    comment = send_late(unsent, by=by, author=author, now=now)
    notices.late_decided(unsent, now=now, is_accepted=True, reason=proposed.reason)
    return comment


def refuse_late(unsent: Unsent, *, reason: str, by: Actor, now: datetime) -> Unsent:
    """Refuse a late comment with a reason; the report lists it. Raises `Refused`, `Invalid`."""
    refuse_unless(permissions.may_decide_late(by, unsent, now))
    if not reason.strip():
        raise Invalid({"reason": _("Give the reason.")})
    with transaction.atomic():
        row = Unsent.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=unsent.pk)
        if row.late_status != LateStatus.REQUESTED:
            raise WrongState(_("Late sending is not asked for, or was already decided."))
        row.late_status, row.late_decision = LateStatus.REFUSED, reason
        row.save()
        notices.late_decided(row, now=now, is_accepted=False, reason=reason)
        journal.record("late-refused", "unsent", row.pk, by=by, now=now, scope=row.consultation_id)
    return row


second.register(
    second.SecondPersonDeed(
        "accept-late",
        "unsent",
        lambda identifier: Unsent.objects.select_related("consultation", "person", "organisation").get(pk=identifier),
        permissions.may_accept_late,
        accept_late_request,
        lambda unsent: unsent.consultation_id,
    )
)
