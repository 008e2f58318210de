"""Everything that changes organisations and mandates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from seko.actors.organisations.models import Mandate, Organisation
from seko.foundation.journal import actions as journal
from seko.foundation.text.folding import fold, normalise, skeleton


def register_organisations(
    organisations: Iterable[Organisation], *, by: journal.Acting | None, now: datetime
) -> list[Organisation]:
    """Add organisations to the register from the command line; names are stored NFC, with the key of their look-alikes.

    Raises `IntegrityError` when a slug is taken: the register is loaded once.
    """
    rows = list(organisations)
    for row in rows:
        row.name = normalise(row.name)
        row.name_key, row.name_skeleton = fold(row.name)[:200], skeleton(row.name)[:200]
    with transaction.atomic():
        Organisation.objects.bulk_create(rows, batch_size=500)
        journal.record("organisations-registered", "register", "organisations", by=by, now=now, count=len(rows))
    return rows


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
