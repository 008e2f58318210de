"""What becomes of an organisation's places in the mechanism when it has ended or is merged into another."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from seko.actors.mechanism.enums import Standing
from seko.actors.mechanism.models import Membership
from seko.actors.mechanism.queries import holds_from
from seko.actors.organisations.models import Organisation
from seko.foundation.core.dates import local_date
from seko.foundation.journal import actions as journal

# The stronger standing counts where both entries have one in the same SEKO.
RANKS = (Standing.LEAD, Standing.PARTNER, Standing.MEMBER)


def end_memberships(*, organisation: Organisation, by: Any, now: datetime) -> None:
    """End every membership that is in force at this moment or begins later."""
    _end(_ahead(organisation, now), by, now)


def _ahead(organisation: Organisation, now: datetime) -> list[Membership]:
    return list(Membership.objects.filter(holds_from(local_date(now)), organisation=organisation))


def _end(rows: list[Membership], by: Any, now: datetime) -> None:
    """End places at once; one that never began ends on its first day, on which it does not hold either."""
    for row in rows:
        row.ends_on, row.ended_at = max(local_date(now), row.starts_on), now
    Membership.objects.bulk_update(rows, ("ends_on", "ended_at"))
    journal.record_each("membership-ended", "membership", [row.pk for row in rows], by=by, now=now)


def move_memberships(*, alias: Organisation, survivor: Organisation, by: Any, now: datetime) -> None:
    """Give the survivor the places of both from today on; where both have one in a SEKO, the stronger one counts."""
    today = local_date(now)
    given, held = _ahead(alias, now), _ahead(survivor, now)
    wanted: set[_Span] = set()
    for seko_id in {row.seko_id for row in given}:
        wanted |= _strongest([_span(row, today) for row in (*given, *held) if row.seko_id == seko_id])
    moved = {span.seko_id for span in wanted}
    kept = {_span(row, today) for row in held} & wanted
    _end(given, by, now)
    _end([row for row in held if row.seko_id in moved and _span(row, today) not in kept], by, now)
    fresh = Membership.objects.bulk_create(
        Membership(
            organisation=survivor, seko_id=span.seko_id, role=span.role, starts_on=span.starts_on, ends_on=span.ends_on
        )
        for span in sorted(wanted - kept, key=lambda span: (span.seko_id, span.starts_on))
    )
    entries = {row.pk: {"role": row.role, "on_behalf_of": str(survivor.pk)} for row in fresh}
    journal.record_each("member-admitted", "membership", entries, by=by, now=now)


class _Span(NamedTuple):
    """What an organisation is in a SEKO from a day to a day, today at the earliest."""

    seko_id: int
    role: Standing
    starts_on: date
    ends_on: date | None


def _span(row: Membership, today: date) -> _Span:
    return _Span(row.seko_id, Standing(row.role), max(row.starts_on, today), row.ends_on)


def _strongest(spans: list[_Span]) -> set[_Span]:
    """Return, without overlap, the strongest standing of each day in one SEKO."""
    after = {each.ends_on + timedelta(days=1) for each in spans if each.ends_on}
    days = sorted({each.starts_on for each in spans} | after)
    found: list[_Span] = []
    for day, following in zip(days, [*days[1:], None], strict=True):
        here = [each for each in spans if each.starts_on <= day and (each.ends_on is None or each.ends_on >= day)]
        if not here:
            continue
        role = min((each.role for each in here), key=RANKS.index)
        until = following - timedelta(days=1) if following else None
        last = found[-1] if found else None
        if last and last.role == role and last.ends_on == day - timedelta(days=1):
            found[-1] = last._replace(ends_on=until)
        else:
            found.append(_Span(here[0].seko_id, role, day, until))
    return set(found)
