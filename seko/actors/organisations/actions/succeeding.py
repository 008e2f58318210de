"""Succession: one body takes over from another, by two persons."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations import conditions
from seko.actors.organisations.actions.merging import both_locked
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import SuccessionKind
from seko.actors.organisations.models import Organisation, Succession
from seko.actors.organisations.notices import bodies as notices
from seko.actors.organisations.permissions import may_succeed
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, WrongState
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

SUCCEED = "succeed-organisation"


def propose_succession(
    predecessor: Organisation,
    *,
    successor: Organisation | None,
    kind: str,
    happened_on: date | None,
    basis: str,
    by: Actor,
    now: datetime,
) -> ProposedDeed:
    """Propose to record that `successor` took over from `predecessor`; a second person confirms.

    Raises `Refused`, `Invalid`, `WrongState`.
    """
    found = {}
    if successor is None or successor.pk == predecessor.pk or successor.merged_into_id or successor.ended_on:
        found["successor"] = _("Choose another organisation, one that still exists.")
    elif predecessor.successions.filter(successor=successor).exists():
        found["successor"] = _("This succession is recorded already.")
    if kind not in SuccessionKind.values:
        found["kind"] = _("Choose how much was taken over.")
    if happened_on is None or happened_on > local_date(now):
        found["happened_on"] = _("Give the day; it cannot be in the future.")
    if found or successor is None or happened_on is None:
        raise Invalid(found)
    basis = read_text(basis, "basis", required=_("Say by which act it was taken over."), limit=300)
    payload = {"successor": str(successor.pk), "kind": kind, "happened_on": happened_on.isoformat()}
    return second.propose(SUCCEED, predecessor, reason=basis, by=by, now=now, payload=payload)


def _succeed(predecessor: Organisation, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Succession:
    """Record the succession; of the whole, everything open passes on and the predecessor is closed."""
    facts = proposed.payload
    with transaction.atomic():
        row, successor = both_locked(predecessor.pk, UUID(facts["successor"]))
        if successor.merged_into_id or successor.ended_on or row.merged_into_id:
            raise WrongState(_("One of the two has ended or was merged meanwhile; propose it anew."))
        succession = Succession.objects.create(
            predecessor=row,
            successor=successor,
            kind=facts["kind"],
            happened_on=date.fromisoformat(facts["happened_on"]),
            basis=proposed.reason,
            recorded_at=now,
        )
        conditions.succeeded.follow(succession=succession, by=by, now=now)
        notices.succeeded(succession, now=now)
        if succession.kind == SuccessionKind.WHOLE and row.ended_on is None:
            row.ended_on, row.closed_at = succession.happened_on, now
            row.save(update_fields=["ended_on", "closed_at"])
            conditions.closed.follow(organisation=row, by=by, now=now)
        journal.record(
            "organisation-succeeded",
            "organisation",
            row.pk,
            by=by,
            now=now,
            successor=str(successor.pk),
            extent=succession.kind,
            happened_on=facts["happened_on"],
        )
    return succession


def _find(identifier: str) -> Organisation:
    return Organisation.objects.get(pk=identifier)


second.register(
    second.SecondPersonDeed(
        name=SUCCEED,
        subject="organisation",
        find=_find,
        may=may_succeed,
        carry_out=_succeed,
        scope_of=lambda organisation: "",
    )
)
