"""Throwing a returned file away; forgetting it by time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.foundation.core.errors import WrongState, refuse_unless
from seko.foundation.files import actions as files
from seko.foundation.journal import actions as journal
from seko.outlets.returns import permissions
from seko.outlets.returns.actions.rows import drop_file, locked
from seko.outlets.returns.enums import ReturnStatus
from seko.outlets.returns.models import ReturnedFile

KEPT = timedelta(days=30)


def discard(found: ReturnedFile, *, by: Actor, now: datetime) -> ReturnedFile:
    """Throw a returned file away with what was read. Raises `Refused`, `WrongState`."""
    refuse_unless(permissions.may_discard(by, found, now))
    with transaction.atomic():
        row = locked(found)
        if row.status not in (ReturnStatus.READING, ReturnStatus.READ):
            raise WrongState(_("This file was already kept or cancelled."))
        row.items.all().delete()
        row.status, row.settled_at = ReturnStatus.DISCARDED, now
        drop_file(row)
        row.save()
        journal.record("return-discarded", "returned-file", row.pk, by=by, now=now, scope=row.consultation_id)
    return row


def forget_returned(now: datetime) -> None:
    """Delete what was settled more than 30 days ago, and what nobody decided for so long, with its file."""
    old = now - KEPT
    for row in ReturnedFile.objects.filter(at__lt=old).exclude(settled_at__gte=old).select_related("file"):
        forget(row)


def forget(row: ReturnedFile) -> None:
    """Delete a returned file with what was read from it; the row carries `file`."""
    with transaction.atomic():
        file = row.file
        row.delete()
        if file is not None:
            files.discard(file)
