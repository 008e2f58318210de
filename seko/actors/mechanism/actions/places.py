"""What every change of membership rests on: ending a place, giving one, the bounds of a consortium."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.enums import CONSORTIUM, Ending, Standing
from seko.actors.mechanism.models import Membership, Seko
from seko.actors.mechanism.queries import holds_from, memberships_on
from seko.actors.organisations.models import Organisation
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid
from seko.foundation.journal import actions as journal

if TYPE_CHECKING:
    from seko.foundation.core.errors import Sentence


def locked(seko: Seko) -> Seko:
    """Return the SEKO's row, locked until the transaction ends: whatever changes who is in it takes it first."""
    return Seko.objects.select_for_update().get(pk=seko.pk)


def standing_from(seko: Seko, day: date) -> list[Membership]:
    """Return the places that hold on the day or begin later."""
    return list(Membership.objects.filter(holds_from(day), seko=seko).select_related("organisation"))


def end_place(
    row: Membership, *, on: date, ending: str, reason: str = "", by: journal.Acting | None, now: datetime
) -> None:
    """End a place so that it no longer holds on the day `on`: at once where that is today, and its moment is kept."""
    today = local_date(now)
    if on <= today or row.starts_on >= on:
        row.ends_on, row.ended_at = max(row.starts_on, min(on, today)), now
    else:
        row.ends_on = on - timedelta(days=1)
    row.ending, row.ending_reason = ending, reason
    row.save()
    journal.record(
        "membership-ended",
        "membership",
        row.pk,
        by=by,
        now=now,
        organisation=str(row.organisation_id),
        seko=row.seko.code,
        role=row.role,
        ending=ending,
        until=row.ends_on.isoformat(),
    )


def fault_of_body(organisation: Organisation) -> Sentence | None:
    """Return why an organisation, as it stands in the register now, can have no place in a SEKO; None where it can."""
    return fault_of_place(Organisation.objects.get(pk=organisation.pk))


def fault_of_place(organisation: Organisation) -> Sentence | None:
    """Return why an organisation, as it is given, can have no place in a SEKO; None where it can."""
    if not organisation.is_civil_society:
        return _("Only an organisation of civil society can be in a SEKO.")
    if organisation.merged_into_id or organisation.ended_on:
        return _("This organisation has ended or was merged into another. Choose one that still exists.")
    return None


def give_place(
    seko: Seko,
    organisation: Organisation,
    role: str,
    *,
    on: date,
    until: date | None = None,
    basis: str = "",
    note: str = "",
    by: journal.Acting | None,
    now: datetime,
) -> Membership:
    """Give an organisation a place from a day on, with its entry in the journal. Raises `Invalid`.

    The organisation's row is locked: one that ends or is merged at this moment does so before, or ends this place too.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if fault := fault_of_body(organisation):
        raise Invalid({"organisation": fault})
    row = Membership.objects.create(
        seko=seko, organisation=organisation, role=role, starts_on=on, ends_on=until, basis=basis, note=note
    )
    journal.record(
        "membership-begun",
        "membership",
        row.pk,
        by=by,
        now=now,
        organisation=str(organisation.pk),
        seko=seko.code,
        role=role,
        since=on.isoformat(),
    )
    return row


def check_consortium(seko: Seko, since: date) -> None:
    """Refuse more organisations than a consortium may have, or a second lead, on `since` or any later day.

    Nothing before the day on which the rule binds is judged; a consortium that somebody left may be smaller.
    Raises `Invalid`.
    """
    binds_from: date = settings.SEKO_CONSORTIUM["binds_from"]
    since = max(since, binds_from)
    later = Membership.objects.filter(seko=seko, role__in=CONSORTIUM, starts_on__gt=since)
    days: set[date] = {since, *later.values_list("starts_on", flat=True)}
    for day in days:
        roles = list(memberships_on(day).filter(seko=seko, role__in=CONSORTIUM).values_list("role", flat=True))
        if roles.count(Standing.LEAD) > 1:
            raise Invalid({"": _("A SEKO has one lead organisation at a time.")})
        most: Any = settings.SEKO_CONSORTIUM["most"]
        if len(roles) > most:
            raise Invalid({"": _("A consortium has at most %(most)s organisations.") % {"most": most}})


def replaced(row: Membership, *, on: date, by: journal.Acting | None, now: datetime) -> None:
    """End a place because another one of the same organisation, or another lead, takes over that day."""
    end_place(row, on=on, ending=Ending.REPLACED, by=by, now=now)
