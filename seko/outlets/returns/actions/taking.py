"""Taking a returned file in, and keeping what was read of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.model.exchange import to_plain
from seko.foundation.core.errors import refuse_unless
from seko.foundation.files import actions as files
from seko.foundation.files.kinds import CSV, DOCX, XLSX, register_kind
from seko.foundation.jobs.actions import enqueue
from seko.foundation.jobs.queries import is_over
from seko.foundation.journal import actions as journal
from seko.outlets.returns import permissions, queries
from seko.outlets.returns.actions.rows import drop_file, locked
from seko.outlets.returns.actions.weighing import write_items
from seko.outlets.returns.enums import ReturnStatus
from seko.outlets.returns.models import ReturnedFile
from seko.outlets.returns.reading import Brought, NotReturned, look

READ_JOB = "read-returned"
COMMENTED = register_kind("returned", (DOCX, XLSX, CSV), limit_key="document_bytes", look=look)


def take_file(consultation: Consultation, *, upload: Any, by: Actor, now: datetime) -> ReturnedFile:
    """Take one returned file and ask for its reading in the background; the same file that still waits is returned as
    it is. Call it outside a transaction. Raises `Refused`, `FileRefused`, `FileTooLarge`, `NotReturned`, `Unavailable`.
    """
    refuse_unless(permissions.may_return(by, consultation, now))
    stored = files.receive(upload, kind=COMMENTED.code, by=by, now=now)
    with transaction.atomic():
        Consultation.objects.select_for_update().get(pk=consultation.pk)
        found = ReturnedFile(
            consultation=consultation,
            organisation=by.organisation if by.is_civil else None,
            person=by.person,
            file=stored,
            name=stored.name,
            sha256=stored.sha256,
            at=now,
        )
        before = queries.returned_before(found)
        if before is not None:
            files.discard(stored)
            if before.status == ReturnStatus.READING and is_over(before.job_id):
                before.job_id = _ask_reading(before, by)
                before.save(update_fields=["job_id"])
            return before
        found.job_id = _ask_reading(found, by)
        found.save()
        journal.record(
            "return-begun", "returned-file", found.pk, by=by, now=now, scope=consultation.pk, original=stored.sha256
        )
    return found


def _ask_reading(found: ReturnedFile, by: Actor) -> UUID:
    person = by.person.pk if by.person else None
    return enqueue(READ_JOB, for_person=person, returned=str(found.pk), person=by.person_id, mandate=by.mandate_id).pk


def settle_reading(found: ReturnedFile, read: Brought | NotReturned, *, by: Actor, now: datetime) -> ReturnedFile:
    """Keep what was read for the preview; of a file that is not taken only the reason stays. Repeating is harmless."""
    with transaction.atomic():
        row = locked(found)
        if row.status != ReturnStatus.READING:
            return row
        if isinstance(read, NotReturned):
            row.status, row.refusal, row.refusal_params = ReturnStatus.REFUSED, read.code, read.params
            row.settled_at = now
            drop_file(row)
        else:
            row.status, row.origin = ReturnStatus.READ, read.returned.origin
            row.counts, row.notes = to_plain(read.returned.counts), [list(note) for note in read.notes]
            write_items(row, read.returned.things, by, now)
        row.save()
        kind = "return-refused" if row.refusal else "return-read"
        count = row.items.count()
        journal.record(
            kind, "returned-file", row.pk, by=None, now=now, scope=row.consultation_id, code=row.refusal, count=count
        )
    return row


def returned_by(identifier: UUID | str) -> ReturnedFile | None:
    """Return the file for a job, with what its steps need."""
    rows = ReturnedFile.objects.select_related("consultation__version", "file")
    return rows.filter(pk=identifier).first()
