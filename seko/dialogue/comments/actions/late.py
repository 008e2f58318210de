"""Sending after the deadline: asked by the author with a reason, accepted by two, or refused with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.queries import actor_of_organisation
from seko.dialogue.comments import content, notices, permissions
from seko.dialogue.comments.actions.sending import send_late
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.consultations.queries import locked
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import NotThere, WrongState, possible_unless_refused, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.journal.chain import digest
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

DEED = "accept-late"


def request_late(unsent: Unsent, *, reason: str, by: Actor, now: datetime) -> Unsent:
    """Ask that an unsent comment be taken after the deadline; its words are fixed from here. It goes directly, so under
    the organisation's own name. Raises `Refused`, `Invalid` (no reason, words that could not be sent).
    """
    refuse_unless(permissions.may_request_late(by, unsent, now))
    reason = read_text(reason, "reason", required=_("Give the reason."))
    with transaction.atomic():
        row = _locked(unsent)
        refuse_unless(permissions.may_request_late(by, row, now))
        if row.late_status != LateStatus.NONE:
            raise WrongState(_("Late sending was already asked for."))
        content.read(row.consultation, content.fields_of(row), for_sending=True)
        row.late_status, row.late_reason, row.late_requested_at = LateStatus.REQUESTED, reason, now
        row.under_network_name = False
        row.save()
        journal.record("late-requested", "unsent", row.pk, by=by, now=now, scope=row.consultation_id)
    return row


def recall_late_request(unsent: Unsent, *, by: Actor, now: datetime) -> Unsent:
    """Take the request back while nobody has decided it: the text is the author's own again. Raises `NotThere`."""
    if not permissions.may_edit_unsent(by, unsent, now):
        raise NotThere
    with transaction.atomic():
        row = _asked_for(unsent)
        row.late_status, row.late_reason, row.late_requested_at = LateStatus.NONE, "", None
        row.save()
        second.lapse(DEED, row.pk, by=by, now=now)
        journal.record("late-recalled", "unsent", row.pk, by=by, now=now, scope=row.consultation_id)
    return row


def _locked(unsent: Unsent) -> Unsent:
    """Return the row as it is now, behind the lock of its consultation: a conclusion comes before it or after it."""
    consultation = locked(unsent.consultation)
    rows = Unsent.objects.select_for_update(of=("self",)).select_related("person", "organisation", "attachment")
    row = rows.filter(pk=unsent.pk).first()
    if row is None:
        raise WrongState(_("This text was sent or discarded meanwhile."))
    row.consultation = consultation
    return row


def _asked_for(unsent: Unsent) -> Unsent:
    row = _locked(unsent)
    if row.late_status != LateStatus.REQUESTED:
        raise WrongState(_("Late sending is not asked for, or was already decided."))
    return row


def _digest(unsent: Unsent) -> str:
    """Return the digest of everything that would be sent: what two people decide on is what goes out."""
    sent = content.fields_of(unsent) | {
        "question": unsent.question.order if unsent.question else 0,
        "organisation": str(unsent.organisation_id or ""),
        "attachment": unsent.attachment.sha256 if unsent.attachment else "",
    }
    return digest(sent)


def propose_late_acceptance(unsent: Unsent, *, reason: str, by: Actor, now: datetime) -> ProposedDeed:
    """Propose to take a late comment; a second person of the ministry's coordination confirms exactly these words."""
    with transaction.atomic():
        row = _asked_for(unsent)
        return second.propose(DEED, row, reason=reason, by=by, now=now, payload={"digest": _digest(row)})


def accept_late_request(unsent: Unsent, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Comment:
    """Send the comment as late and direct, in its author's name (carried out on the second person's confirmation)."""
    row = _asked_for(unsent)
    if proposed.payload.get("digest") != _digest(row):
        raise WrongState(_("These are no longer the words that were proposed; refuse the proposal and propose anew."))
    author = actor_of_organisation(row.person, row.organisation, local_date(now))
    if author is None:
        raise WrongState(_("The author no longer acts for that organisation; the organisation must ask anew."))
    comment = send_late(row, by=by, author=author, now=now)
    notices.late_decided(row, now=now, is_accepted=True, reason=proposed.reason)
    return comment


def refuse_late(unsent: Unsent, *, reason: str, by: Actor, now: datetime) -> Unsent:
    """Refuse a late comment with a reason; the report lists it, so only before the consultation ends. What waits for a
    second person about it lapses. Raises `Refused`, `Invalid`, `WrongState`.
    """
    refuse_unless(permissions.may_decide_late(by, unsent, now))
    reason = read_text(reason, "reason", required=_("Give the reason."))
    with transaction.atomic():
        row = _asked_for(unsent)
        possible_unless_refused(permissions.takes_late(row.consultation))
        row.late_status, row.late_decision = LateStatus.REFUSED, reason
        row.save()
        second.lapse(DEED, row.pk, by=by, now=now)
        notices.late_decided(row, now=now, is_accepted=False, reason=reason)
        journal.record("late-refused", "unsent", row.pk, by=by, now=now, scope=row.consultation_id)
    return row


second.register(
    second.SecondPersonDeed(
        name=DEED,
        subject="unsent",
        find=lambda identifier: Unsent.objects.select_related("consultation", "person", "organisation").get(
            pk=identifier
        ),
        may=permissions.may_accept_late,
        carry_out=accept_late_request,
        scope_of=lambda unsent: unsent.consultation_id,
        lock=lambda unsent: locked(unsent.consultation),
    )
)
