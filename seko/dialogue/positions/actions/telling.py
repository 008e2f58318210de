"""Telling authors what became of their comments, once for each leads' deadline that passed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.dialogue.positions import notices
from seko.dialogue.positions.models import FatesTold
from seko.foundation.journal import actions as journal


def tell_fates(consultation: Consultation, *, now: datetime) -> int:
    """Tell every author whom no handed-in position has told; return how many were named.

    Nothing is done before the deadline, nor a second time: the mark is written in the same transaction.
    """
    with transaction.atomic():
        row = locked(consultation)
        deadline = row.leads_deadline_at
        if row.status != Status.OPENED or now <= deadline:
            return 0
        _mark, is_new = FatesTold.objects.get_or_create(consultation=row, deadline_at=deadline, defaults={"at": now})
        if not is_new:
            return 0
        told = notices.tell_fates_at_deadline(row, now=now)
        journal.record(
            "fates-told",
            "consultation",
            row.pk,
            by=None,
            now=now,
            scope=row.pk,
            deadline=deadline.isoformat(),
            authors=told,
        )
    return told
