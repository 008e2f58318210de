"""Adding an entry: the last write of every action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    return record_each(kind, subject, {subject_id: facts}, by=by, now=now, scope=scope)[0]


def record_each(
    kind: str,
    subject: str,
    facts_by_id: Mapping[Any, Mapping[str, Any]] | Iterable[Any],
    *,
    by: Acting | None,
    now: datetime,
    scope: object = "",
) -> list[Entry]:
    """Add one entry for each thing of one deed, in the order given, with the same few queries for one and for many.

    `facts_by_id` maps each identifier to its facts (or only names the identifiers).
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an entry is written in the transaction of its act")
    each = facts_by_id if isinstance(facts_by_id, Mapping) else {identifier: {} for identifier in facts_by_id}
    if not each:
        return []
    tail = Tail.objects.select_for_update().get(pk=1)
    sequence, previous = tail.sequence, tail.hash
    entries = []
    for identifier, facts in each.items():
        sequence += 1
        entry = Entry(
            sequence=sequence,
            at=now,
            kind=kind,
            subject=subject,
            subject_id=str(identifier),
            scope=str(scope),
            person=by.person_id if by else "",
            mandate=by.mandate_id if by else "",
            organisation=by.organisation_id if by else "",
            facts=dict(facts),
            previous_hash=previous,
        )
        previous = entry.hash = hash_of(entry)
        entries.append(entry)
    Entry.objects.bulk_create(entries)
    Tail.objects.filter(pk=1).update(sequence=sequence, hash=previous)
    return entries
