"""Ending a consultation: concluded through the gate or, by two, with an exception; cancelled; reported."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from seko.actors.accounts.models import Person
from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations import permissions
from seko.dialogue.consultations.lifecycle import CONSULTATION
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed


def conclude(consultation: Consultation, *, by: Actor, now: datetime) -> Consultation:
    """Conclude: only when nothing awaits a lead, the dissent date has passed and every point is answered."""
    with transaction.atomic():
        locked(consultation)
        concluded: Consultation = CONSULTATION.run(consultation, "conclude", by=by, now=now, write=_concluded_at(now))
    return concluded


def _concluded_at(now: datetime) -> Any:
    def write(row: Consultation) -> None:
        row.concluded_at = now
        row.public_stamp += 1

    return write


def propose_exception(consultation: Consultation, *, reason: str, by: Actor, now: datetime) -> ProposedDeed:
    """Propose to conclude although something is unanswered; the reason will be published. A second person confirms."""
    return second.propose("conclude-with-exception", consultation, reason=reason, by=by, now=now)


def _conclude_with_exception(
    consultation: Consultation, proposed: ProposedDeed, *, by: Actor, now: datetime
) -> Consultation:
    official = Person.objects.get(pk=proposed.proposed_by)

    def write(row: Consultation) -> None:
        row.exception_reason, row.exception_by = proposed.reason, official.name
        row.concluded_at = now
        row.public_stamp += 1

    concluded: Consultation = CONSULTATION.run(consultation, "conclude-with-exception", by=by, now=now, write=write)
    return concluded


def propose_cancellation(consultation: Consultation, *, reason: str, by: Actor, now: datetime) -> ProposedDeed:
    """Propose to cancel, while no comment was sent. A second person confirms."""
    return second.propose("cancel-consultation", consultation, reason=reason, by=by, now=now)


def _cancel(consultation: Consultation, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Consultation:
    def write(row: Consultation) -> None:
        row.cancelled_reason = proposed.reason
        row.public_stamp += 1

    cancelled: Consultation = CONSULTATION.run(consultation, "cancel", by=by, now=now, write=write)
    return cancelled


def mark_reported(consultation: Consultation, *, by: Actor, now: datetime) -> Consultation:
    """Mark that the frozen report is published; called by the report's own action."""
    reported: Consultation = CONSULTATION.run(consultation, "report", by=by, now=now, write=_bump)
    return reported


def _bump(row: Consultation) -> None:
    row.public_stamp += 1


for _name, _may, _carry_out in (
    ("conclude-with-exception", permissions.may_except, _conclude_with_exception),
    ("cancel-consultation", permissions.may_cancel, _cancel),
):
    second.register(
        second.SecondPersonDeed(
            name=_name,
            subject="consultation",
            find=lambda identifier: Consultation.objects.get(pk=identifier),
            may=_may,
            carry_out=_carry_out,
            scope_of=lambda consultation: consultation.pk,
            lock=locked,
        )
    )
