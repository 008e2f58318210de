"""The row of a returned file, locked for what is about to be done with it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.foundation.core.errors import WrongState
from seko.foundation.files import actions as files
from seko.outlets.returns.enums import ReturnStatus
from seko.outlets.returns.models import ReturnedFile


def locked(found: ReturnedFile) -> ReturnedFile:
    """Return the file's row under its lock, with what its steps need."""
    rows = ReturnedFile.objects.select_for_update(of=("self",)).select_related("consultation__version", "file")
    return rows.get(pk=found.pk)


def open_row(found: ReturnedFile) -> ReturnedFile:
    """Return the file's row under its lock while it waits for decisions. Raises `WrongState`."""
    row = locked(found)
    if row.status != ReturnStatus.READ:
        raise WrongState(_("This file was already kept or cancelled."))
    return row


def drop_file(row: ReturnedFile) -> None:
    """Let go of the file itself; its row stays."""
    stored, row.file = row.file, None
    row.save(update_fields=["file"])
    if stored is not None:
        files.discard(stored)
