"""Adding an entry: the last write of every action."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from seko.foundation.journal.chain import hash_of
from seko.foundation.journal.models import Entry, Tail


class Acting(Protocol):
    """Who acts, as the journal needs it: identifiers as text, empty where there is none."""

    @property
    def person_id(self) -> str: ...
    @property
    def mandate_id(self) -> str: ...
    @property
    def organisation_id(self) -> str: ...


def record(
    kind: str, subject: str, subject_id: object, *, by: Acting | None, now: datetime, scope: object = "", **facts: Any
) -> Entry:
    """Add one entry to the chain, inside the acting transaction and last in it (it takes the chain's one lock).

    `scope` is the identifier of the consultation (or other whole) it belongs to; `facts` hold identifiers, numbers,
    times as ISO text and digests only.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an entry is written in the transaction of its act")
    tail = Tail.objects.select_for_update().get(pk=1)
    entry = Entry(
        sequence=tail.sequence + 1,
        at=now,
        kind=kind,
        subject=subject,
        subject_id=str(subject_id),
        scope=str(scope),
        person=by.person_id if by else "",
        mandate=by.mandate_id if by else "",
        organisation=by.organisation_id if by else "",
        facts=facts,
        previous_hash=tail.hash,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    Tail.objects.filter(pk=1).update(sequence=entry.sequence, hash=entry.hash)
    return entry
