"""Reading the journal."""

from __future__ import annotations

from django.db.models import QuerySet

from seko.foundation.journal.chain import Break, breaks
from seko.foundation.journal.models import Entry, Tail


def entries_of(subject: str, subject_id: object) -> QuerySet[Entry]:
    """Return the entries of one thing, oldest first."""
    return Entry.objects.filter(subject=subject, subject_id=str(subject_id))


def tampering() -> list[Break]:
    """Return every broken place of the chain; an empty list means it is whole."""
    tail = Tail.objects.get(pk=1)
    return breaks(Entry.objects.order_by("sequence").iterator(chunk_size=2_000), (tail.sequence, tail.hash))
