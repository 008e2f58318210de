"""What becomes of an organisation's places in the mechanism when it has ended or is merged into another."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from seko.actors.mechanism.enums import Standing
from seko.actors.mechanism.models import Membership
from seko.actors.mechanism.queries import memberships_on
from seko.actors.organisations.models import Organisation
from seko.foundation.core.dates import local_date
from seko.foundation.journal import actions as journal

# The stronger standing counts where both entries have one in the same SEKO.
RANKS = (Standing.LEAD, Standing.PARTNER, Standing.MEMBER)


def end_memberships(*, organisation: Organisation, by: Any, now: datetime) -> None:
    """End every membership in force at this moment."""
    _end(list(memberships_on(local_date(now)).filter(organisation=organisation)), by, now)


def _end(rows: list[Membership], by: Any, now: datetime) -> None:
    for row in rows:
        row.ends_on, row.ended_at = local_date(now), now
    Membership.objects.bulk_update(rows, ("ends_on", "ended_at"))
    journal.record_each("membership-ended", "membership", [row.pk for row in rows], by=by, now=now)


def move_memberships(*, alias: Organisation, survivor: Organisation, by: Any, now: datetime) -> None:
    """Give the survivor the places of the alias from today, unless it has as strong a one in that SEKO already."""
    today = local_date(now)
    ended = list(memberships_on(today).filter(organisation=alias))
    until = {row.seko_id: row.ends_on for row in ended}
    _end(ended, by, now)
    held = {row.seko_id: row for row in memberships_on(today).filter(organisation=survivor)}
    stronger = [
        row
        for row in ended
        if row.seko_id not in held or RANKS.index(_role(row)) < RANKS.index(_role(held[row.seko_id]))
    ]
    _end([held[row.seko_id] for row in stronger if row.seko_id in held], by, now)
    fresh = Membership.objects.bulk_create(
        Membership(
            organisation=survivor,
            seko_id=row.seko_id,
            role=row.role,
            starts_on=today,
            ends_on=until[row.seko_id],
        )
        for row in stronger
    )
    entries = {row.pk: {"role": row.role, "on_behalf_of": str(survivor.pk)} for row in fresh}
    journal.record_each("member-admitted", "membership", entries, by=by, now=now)


def _role(row: Membership) -> Standing:
    return Standing(row.role)
