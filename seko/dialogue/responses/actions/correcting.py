"""Correcting a published answer: two persons make a new edition; earlier ones stay readable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.models import Person
from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.actions import give_time_for_replies, touch_public
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.dialogue.responses import notices, permissions
from seko.dialogue.responses.actions.content import check_complete, read
from seko.dialogue.responses.enums import ResponseStatus
from seko.dialogue.responses.lifecycle import RESPONSE
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import with_point
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

DEED = "correct-response"


def propose_correction(
    response: Response, *, fields: Mapping[str, Any], reason: str, by: Actor, now: datetime
) -> ProposedDeed:
    """Propose other words for a published answer; another person of the ministry's coordination confirms.

    Raises `Refused`, `WrongState` (not the edition in force, already proposed), `Invalid` (incomplete, unchanged).
    """
    with transaction.atomic():
        # The report closes what waits under the same lock: nothing is proposed past it.
        locked(response.point.consultation)
        row = _find(str(response.pk))
        refuse_unless(permissions.may_correct(by, row, now))
        if row.status != ResponseStatus.PUBLISHED:
            raise WrongState(_("Only the published answer in force is corrected."))
        answer = read(fields, now=now)
        check_complete(answer)
        if answer.is_in(row):
            raise Invalid({"": _("Nothing is changed.")})
        return second.propose(DEED, row, reason=reason, by=by, now=now, payload=answer.as_json())


def lapse_corrections(consultation: Consultation, *, by: Actor, now: datetime) -> None:
    """Close the corrections that still wait for a second person when the report is published: it quotes the answers as
    they are. Whoever proposed them is told. The caller holds the transaction.
    """
    waiting = {row.subject_id: row for row in second.everything_waiting() if row.deed == DEED}
    answers = with_point(Response.objects.filter(pk__in=waiting, point__consultation=consultation))
    for response in answers:
        second.lapse(DEED, response.pk, by=by, now=now)
        notices.correction_lapsed(response, proposed_by=waiting[str(response.pk)].proposed_by, now=now)


def _carry_out(response: Response, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Response:
    """Publish the new edition: the first person wrote it, the second approves it."""
    with transaction.atomic():
        locked(response.point.consultation)
        give_time_for_replies(response.point.consultation, by=by, now=now)
        former = RESPONSE.run(response, "supersede", by=by, now=now)
        answer = read(proposed.payload, now=now)
        edition = Response(
            point=former.point,
            edition=former.edition + 1,
            institution_id=former.institution_id,
            status=ResponseStatus.PROPOSED,
            revision=1,
            drafters=[str(proposed.proposed_by)],
            drafted_by=Person.objects.get(pk=proposed.proposed_by),
            saved_at=proposed.proposed_at,
            proposed_at=proposed.proposed_at,
            correction_reason=proposed.reason,
        )
        answer.write_to(edition)
        edition.save(force_insert=True)

        def write(row: Response) -> None:
            row.published_at, row.published_by = now, by.person

        published: Response = RESPONSE.run(edition, "approve", by=by, now=now, write=write)
        touch_public(former.point.consultation_id)
    return published


def _find(identifier: str) -> Response:
    return with_point(Response.objects.filter(pk=identifier)).get()


second.register(
    second.SecondPersonDeed(
        name=DEED,
        subject="response",
        find=_find,
        may=permissions.may_correct,
        carry_out=_carry_out,
        scope_of=lambda response: response.point.consultation_id,
        lock=lambda response: locked(response.point.consultation),
    )
)
