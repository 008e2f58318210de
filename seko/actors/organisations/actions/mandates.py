"""Granting mandates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from seko.actors.organisations.models import Mandate
from seko.foundation.journal import actions as journal


def grant_mandates(mandates: Iterable[Mandate], *, by: journal.Acting | None, now: datetime) -> list[Mandate]:
    """Let persons act for organisations, from the command line; each mandate has its own entry in the journal."""
    rows = list(mandates)
    with transaction.atomic():
        Mandate.objects.bulk_create(rows, batch_size=500)
        for row in rows:
            journal.record(
                "mandate-granted",
                "mandate",
                row.pk,
                by=by,
                now=now,
                holder=str(row.person_id),
                on_behalf_of=str(row.organisation_id),
                role=row.role,
                until=row.ends_on.isoformat() if row.ends_on else "",
            )
    return rows
