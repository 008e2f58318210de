"""Founding SEKOs and entering their organisations, from the command line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from seko.actors.mechanism.actions.places import check_consortium, fault_of_place
from seko.actors.mechanism.enums import CONSORTIUM
from seko.actors.mechanism.models import Membership, Sector, Seko
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid
from seko.foundation.journal import actions as journal


def found_sekos(pairs: Iterable[tuple[Sector, Seko]], *, by: journal.Acting | None, now: datetime) -> list[Seko]:
    """Add sectors and the SEKO of each, from the command line."""
    found = []
    with transaction.atomic():
        for sector, seko in pairs:
            sector.save(force_insert=True)
            seko.sector = sector
            seko.save(force_insert=True)
            journal.record("seko-founded", "seko", seko.pk, by=by, now=now, code=seko.code)
            found.append(seko)
    return found


def admit_members(memberships: Iterable[Membership], *, by: journal.Acting | None, now: datetime) -> list[Membership]:
    """Enter lead, partners and members of SEKOs, from the command line.

    Raises `Invalid` above a consortium's bounds, and for a body that can have no place.
    """
    rows = list(memberships)
    for row in rows:
        if fault := fault_of_place(row.organisation):
            raise Invalid({"organisation": f"{row.organisation.name}: {fault}"})
    with transaction.atomic():
        Membership.objects.bulk_create(rows, batch_size=500)
        for seko in {row.seko for row in rows if row.role in CONSORTIUM}:
            check_consortium(seko, local_date(now))
        journal.record("members-admitted", "register", "memberships", by=by, now=now, count=len(rows))
    return rows
