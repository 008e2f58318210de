"""The journal: chained, append-only, tampering found (reliability.md N17, D27)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from seko.foundation.core import triggers
from seko.foundation.journal.actions import record
from seko.foundation.journal.models import Entry, Tail
from seko.foundation.journal.queries import entries_of, tampering

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def write(count: int) -> None:
    for number in range(count):
        record("thing-done", "thing", number % 3, by=None, now=NOW, scope="whole", number=number)


def test_entries_are_numbered_chained_and_found() -> None:
    before = Tail.objects.get().sequence
    write(7)

    assert Tail.objects.get().sequence == before + 7
    assert entries_of("thing", 0).count() == 3
    assert Entry.objects.filter(scope="whole").count() == 7
    assert tampering() == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_entry SET kind = 'x'", "UPDATE journal_entry SET facts = '{}'", "DELETE FROM journal_entry",
     "DELETE FROM journal_tail", "UPDATE journal_tail SET sequence = sequence - 1",
     "UPDATE journal_tail SET sequence = sequence + 1", "UPDATE journal_tail SET sequence = 0",
     "UPDATE journal_tail SET hash = 'x'"],
)  # fmt: skip
def test_the_database_refuses_to_change_or_delete(statement: str) -> None:
    write(2)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert tampering() == []


@pytest.mark.parametrize("deed", ["change", "delete", "delete-last", "insert"])
def test_tampering_behind_the_rules_is_found(deed: str) -> None:
    write(5)
    triggers.remove_all()
    entries = list(Entry.objects.order_by("sequence"))
    if deed == "change":
        Entry.objects.filter(pk=entries[2].pk).update(kind="other")
    elif deed == "delete":
        Entry.objects.filter(pk=entries[2].pk).delete()
    elif deed == "delete-last":
        Entry.objects.filter(pk=entries[-1].pk).delete()
    else:
        Entry.objects.create(
            sequence=entries[-1].sequence + 1,
            at=NOW,
            kind="x",
            subject="x",
            subject_id="1",
            previous_hash="0",
            hash="0",
        )

    assert tampering() != []
    with pytest.raises(CommandError):
        call_command("check_journal")


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record("thing-done", "thing", 1, by=None, now=NOW)
