"""The decision on a call for a consortium: drafted by one, published by another, final after objections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.calls.actions.issuing import locked
from seko.actors.calls.actions.judging import objections_until
from seko.actors.calls.enums import ApplicationStatus, Outcome
from seko.actors.calls.lifecycle import APPLICATION, CALL
from seko.actors.calls.models import Application, Call
from seko.actors.calls.permissions import may_finalise, may_publish
from seko.actors.calls.queries import standing_applications
from seko.actors.calls.ranking import Ranked, ranking
from seko.actors.mechanism.actions import found_consortium
from seko.actors.organisations.actor import Actor
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

LETTERS = 5_000


def propose_publication(
    call: Call, *, admitted: str, reasons: Mapping[str, str], decision: str, by: Actor, now: datetime
) -> ProposedDeed:
    """Draft the decision: which application is admitted ("" for none), the reason of each (by identifier), and the
    text that is published. A second impartial person confirms. Raises `Refused`, `Invalid`, `WrongState`.
    """
    refuse_unless(may_publish(by, call, now))
    ranked = ranking(call, standing_applications(call))
    faults: dict[str, Any] = {}
    kept: dict[str, str] = {}
    for each in ranked:
        key = str(each.application.pk)
        try:
            kept[key] = read_text(
                reasons.get(key, ""), f"reason-{key}", required=_("Give each applicant a reason."), limit=LETTERS
            )
        except Invalid as invalid:
            faults |= invalid.faults
    faults |= _faults_of(call, admitted, ranked)
    if faults:
        raise Invalid(faults)
    payload = {"admitted": admitted, "reasons": kept}
    return second.propose("publish-call-decision", call, reason=decision, payload=payload, by=by, now=now)


def _faults_of(call: Call, admitted: str, ranked: list[Ranked]) -> dict[str, Any]:
    if call.is_scored and any(each.points is None for each in ranked):
        return {"admitted": _("Every application must have its marks first.")}
    if not admitted:
        return {}
    chosen = next((each for each in ranked if str(each.application.pk) == admitted), None)
    if chosen is None:
        return {"admitted": _("Choose one of the applications, or none.")}
    if call.is_scored and chosen.rank != 1:
        return {"admitted": _("Only the first of the rank list can be admitted.")}
    return {}


def _publish(call: Call, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Call:
    """Publish what was drafted: each application its outcome, points, rank and reason; applicants are told."""
    ranked = ranking(call, standing_applications(call))
    payload = proposed.payload
    if set(payload["reasons"]) != {str(each.application.pk) for each in ranked}:
        raise Invalid({"": _("Applications have changed since this was drafted; draft the decision anew.")})
    if faults := _faults_of(call, payload["admitted"], ranked):
        raise Invalid(faults)
    until = objections_until(now)
    for each in ranked:
        _decide(each, payload, until, proposed.proposed_by, by=by, now=now)

    def write(row: Call) -> None:
        row.decision, row.published_at, row.objections_until = proposed.reason, now, until

    published: Call = CALL.run(call, "publish", by=by, now=now, write=write)
    return published


def _decide(
    each: Ranked, payload: Mapping[str, Any], until: datetime, drafted_by: UUID, *, by: Actor, now: datetime
) -> None:
    key = str(each.application.pk)
    is_first = key == payload["admitted"]

    def write(row: Application) -> None:
        row.outcome = Outcome.ADMIT if is_first else Outcome.REFUSE
        row.reason, row.points, row.rank = payload["reasons"][key], each.points, each.rank
        row.proposed_by_id, row.decided_at, row.decided_by = drafted_by, now, by.person
        row.objections_until = None if is_first else until

    APPLICATION.run(each.application, "rank-first" if is_first else "rank-lower", by=by, now=now, write=write)


def judge_anew(call: Call, *, by: Actor, now: datetime) -> Call:
    """Take the published list back because an objection was granted: every application waits for a decision again.

    The caller holds the transaction and the call's row.
    """
    for row in standing_applications(call):
        if row.status != ApplicationStatus.SENT:
            APPLICATION.run(row, "judge-anew", by=by, now=now)
    opened: Call = CALL.run(call, "judge-anew", by=by, now=now)
    return opened


def finalise_call(call: Call, *, by: Actor, now: datetime) -> Call:
    """Make the list final and the admitted application the new consortium, from the day the call named.

    Raises `Refused` while objections can be lodged or wait, `Invalid` (bounds of a consortium).
    """
    refuse_unless(may_finalise(by, call, now))
    with transaction.atomic():
        row = locked(call)
        final: Call = CALL.run(row, "finalise", by=by, now=now)
        admitted = standing_applications(row).filter(status=ApplicationStatus.ADMITTED).first()
        if admitted is not None:
            places = found_consortium(
                row.seko,
                admitted.organisation,
                list(admitted.partners.all()),
                on=row.starts_on or local_date(now),
                basis=row.title,
                by=by,
                now=now,
            )

            def write(each: Application) -> None:
                each.membership = places[0]

            APPLICATION.run(admitted, "take-office", by=by, now=now, write=write)
    return final


second.register(
    second.SecondPersonDeed(
        name="publish-call-decision",
        subject="call",
        find=lambda identifier: Call.objects.select_related("seko", "issuer").get(pk=identifier),
        may=may_publish,
        carry_out=_publish,
        scope_of=lambda call: call.pk,
        lock=locked,
    )
)
