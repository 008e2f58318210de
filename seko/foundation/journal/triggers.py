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

TRIGGERS = (
    refuse_update("journal_entry_fixed", "journal_entry", COLUMNS, "a journal entry is never changed"),
    refuse_delete("journal_entry_kept", "journal_entry", "a journal entry is never deleted"),
    refuse_delete("journal_tail_kept", "journal_tail", "the end of the journal is never deleted"),
)
