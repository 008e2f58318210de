"""The journal can be added to and never changed, by anybody."""

from seko.foundation.core.triggers import refuse_delete, refuse_update

COLUMNS = (
    "sequence",
    "at",
    "kind",
    "subject",
    "subject_id",
    "scope",
    "person",
    "mandate",
    "organisation",
    "facts",
    "previous_hash",
    "hash",
)

TAIL = ("id", "sequence", "hash")
LAST = (
    "NEW.sequence > OLD.sequence AND NEW.id = OLD.id "
    "AND EXISTS (SELECT 1 FROM journal_entry e WHERE e.sequence = NEW.sequence AND e.hash = NEW.hash) "
    "AND NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.sequence > NEW.sequence)"
)

TRIGGERS = (
    refuse_update("journal_entry_fixed", "journal_entry", COLUMNS, "a journal entry is never changed"),
    refuse_delete("journal_entry_kept", "journal_entry", "a journal entry is never deleted", key="sequence"),
    refuse_update("journal_tail_last", "journal_tail", TAIL, "the journal ends at its last entry", unless=LAST),
    refuse_delete("journal_tail_kept", "journal_tail", "the end of the journal is never deleted"),
)
