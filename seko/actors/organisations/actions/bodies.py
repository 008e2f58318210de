"""Entering organisations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from seko.actors.organisations.models import Organisation
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
