"""Appointing and replacing the lead of a SEKO: two of the ministry's coordination, with a day and a basis."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism import notices
from seko.actors.mechanism.actions.places import (
    check_consortium,
    fault_of_body,
    give_place,
    locked,
    replaced,
    standing_from,
)
from seko.actors.mechanism.enums import Standing
from seko.actors.mechanism.models import Membership, Seko
from seko.actors.mechanism.permissions import may_keep_mechanism
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid
from seko.foundation.journal import actions as journal
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed

LEAVES = "leaves"
STAYS = (Standing.PARTNER, Standing.MEMBER, LEAVES)


def propose_lead(
    seko: Seko, organisation: Organisation, *, on: date, old_lead: str, basis: str, by: Actor, now: datetime
) -> ProposedDeed:
    """Propose who leads the SEKO from a day on, by which act, and what the old lead becomes (`STAYS`).

    A second person confirms; it then hands over at once. Raises `Refused`, `Invalid`, `WrongState`.
    """
    faults: dict[str, Any] = {}
    if on < local_date(now):
        faults["on"] = _("Choose today or a later day: what was done until now stays with who led.")
    if fault := fault_of_body(organisation):
        faults["organisation"] = fault
    current = [each for each in standing_from(seko, on) if each.role == Standing.LEAD]
    if any(each.organisation_id == organisation.pk for each in current):
        faults["organisation"] = _("This organisation leads already.")
    if old_lead not in STAYS:
        faults["old_lead"] = _("Choose what the organisation that leads until now becomes.")
    if faults:
        raise Invalid(faults)
    payload = {"organisation": str(organisation.pk), "on": on.isoformat(), "old_lead": old_lead}
    return second.propose("appoint-lead", seko, reason=basis, payload=payload, by=by, now=now)


def _appoint(seko: Seko, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Membership:
    """Hand over: the old lead's place ends, the new one's begins; rights follow the places from the next request on."""
    on = max(date.fromisoformat(proposed.payload["on"]), local_date(now))
    new = Organisation.objects.get(pk=proposed.payload["organisation"])
    old_becomes = proposed.payload["old_lead"]
    rows = standing_from(seko, on)
    old = [each for each in rows if each.role == Standing.LEAD]
    for row in rows:
        if row in old or row.organisation_id == new.pk:
            replaced(row, on=on, by=by, now=now)
    lead = give_place(seko, new, Standing.LEAD, on=on, basis=proposed.reason[:300], by=by, now=now)
    if old_becomes != LEAVES:
        for row in old:
            give_place(seko, row.organisation, old_becomes, on=on, basis=proposed.reason[:300], by=by, now=now)
    check_consortium(seko, on)
    journal.record(
        "lead-appointed",
        "seko",
        seko.pk,
        by=by,
        now=now,
        organisation=str(new.pk),
        before=[str(row.organisation_id) for row in old],
        since=on.isoformat(),
    )
    notices.lead_appointed(lead, [row.organisation for row in old], now=now)
    return lead


second.register(
    second.SecondPersonDeed(
        name="appoint-lead",
        subject="seko",
        find=lambda identifier: Seko.objects.get(pk=identifier),
        may=may_keep_mechanism,
        carry_out=_appoint,
        scope_of=lambda seko: "",
        lock=locked,
    )
)
