"""What the clock says of a consultation: one function, and its twin as a database expression (`queries.with_stage`)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from seko.dialogue.consultations.enums import Stage, Status
from seko.foundation.core.dates import end_of_day

if TYPE_CHECKING:
    from seko.dialogue.consultations.models import Consultation

STORED = {
    Status.PREPARED: Stage.PREPARED,
    Status.CONCLUDED: Stage.CONCLUDED,
    Status.EXCEPTION: Stage.CONCLUDED,
    Status.REPORTED: Stage.REPORTED,
    Status.CANCELLED: Stage.CANCELLED,
}


def stage_at(consultation: Consultation, now: datetime) -> Stage:
    """Return the stage at `now` (aware). A deadline's own second still belongs to the stage it ends."""
    if consultation.status in STORED:
        return STORED[Status(consultation.status)]
    if now < consultation.opens_at:
        return Stage.ANNOUNCED
    if now <= min(end_of_day(consultation.members_on), consultation.leads_deadline_at):
        return Stage.COMMENTING
    if now <= consultation.leads_deadline_at:
        return Stage.CONSOLIDATING
    if now <= consultation.dissents_until_at:
        return Stage.DISSENTING
    if now <= end_of_day(consultation.answers_due_on):
        return Stage.ANSWERING
    return Stage.OVERDUE


def takes_comments(consultation: Consultation, now: datetime) -> bool:
    """Return whether comments can be sent at `now`: opened, and not past the leads' deadline."""
    return stage_at(consultation, now) in (Stage.COMMENTING, Stage.CONSOLIDATING)


def is_past_term(consultation: Consultation, now: datetime) -> bool:
    """Return whether answers of this consultation are past their term at `now`."""
    return consultation.status == Status.OPENED and now > end_of_day(consultation.answers_due_on)
