"""What follows once a comment is sent: who reads it now, and which dates are still ahead of it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.enums import Status
from seko.dialogue.positions.enums import PositionStatus
from seko.dialogue.positions.queries import position_of
from seko.drafts.documents.queries import is_public
from seko.foundation.core.dates import local_date
from seko.foundation.design import spoken
from seko.pages.facts.timetable import answers_when, by, until, working_days_left


def what_follows(comment: Comment, now: datetime) -> tuple[tuple[str, str], ...]:
    """Return what follows for a comment that awaits an answer, as pairs of a label and words; it carries
    `consultation__version`. Nothing once it is withdrawn, replaced, or its consultation has ended.
    """
    consultation = comment.consultation
    if not comment.is_standing or consultation.status != Status.OPENED:
        return ()
    is_with_lead = comment.seko_id is not None and now <= consultation.leads_deadline_at
    found = [(_("Who reads it"), _readers(comment, now, is_with_lead=is_with_lead))]
    if is_with_lead:
        when = until(consultation.leads_deadline_at)
        left = working_days_left(local_date(consultation.leads_deadline_at), local_date(now))
        found.append((_("Common position"), f"{when}, {left}"))
    if local_date(now) <= consultation.answers_due_on:
        due = answers_when(consultation)
        words = f"{due}, {by(consultation.answers_due_on)}" if consultation.answers_words else due
        found.append((_("Answer of the institution"), words))
    return tuple(found)


def _readers(comment: Comment, now: datetime, *, is_with_lead: bool) -> str:
    """Return who reads the comment now, and who will (design.md, Who sees what)."""
    consultation = comment.consultation
    side = _("the members of your network") if consultation.network_reads else _("the consortium of your SEKO")
    if comment.seko_id is None:
        readers = _("the ministry")
    elif is_with_lead and not _is_handed_in(comment):
        day = spoken.day(consultation.leads_deadline_at, genitive=True, year=False)
        readers = _("%(side)s; the ministry after %(day)s") % {"side": side, "day": day}
    else:
        readers = _("%(side)s; the ministry") % {"side": side}
    will_be_public = consultation.version is not None and is_public(consultation.version, now)
    return _("%(readers)s; the public together with the answer") % {"readers": readers} if will_be_public else readers


def _is_handed_in(comment: Comment) -> bool:
    position = position_of(comment.consultation, comment.seko_id or 0)
    return position is not None and position.status == PositionStatus.SUBMITTED
