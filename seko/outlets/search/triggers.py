"""What the database does by itself: a sent comment is found at once, other changes wait for the job, none is forgotten.

Whatever way a row is written (one by one, in bulk, by hand in SQL), the rule sees it, in the same transaction.
"""

from __future__ import annotations

from seko.foundation.core.triggers import Trigger

FTS = "search_terms"
"""SQLite's own index of the entries' kinds and terms (FTS5, its content is the entries' table)."""

# The comment's stems are a column of its own table, so its entry needs nothing but the row.
NEW_COMMENT = (
    "INSERT INTO search_entry (kind, consultation_id, comment_id, place, outcome, terms) "
    "VALUES ('comment', NEW.consultation_id, NEW.id, NEW.number, '', NEW.search_key)"
)


def after(name: str, table: str, event: str, when: str, statement: str) -> Trigger:
    """Return a rule that runs one statement after each row's event (`INSERT`, `UPDATE OF column`)."""
    return Trigger(
        name,
        table,
        f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" FOR EACH ROW WHEN {when} BEGIN {statement}; END',
        f'CREATE OR REPLACE FUNCTION "{name}_fn"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement}; '
        f'RETURN NULL; END $$; CREATE TRIGGER "{name}" AFTER {event} ON "{table}" FOR EACH ROW WHEN ({when}) '
        f'EXECUTE FUNCTION "{name}_fn"()',
    )


def waits(name: str, table: str, event: str, when: str, what: str) -> Trigger:
    """Return a rule that lets the changed row wait for the job."""
    statement = f"INSERT INTO search_waiting (what, subject) VALUES ('{what}', CAST(NEW.id AS varchar(40)))"  # noqa: S608 - no input
    return after(name, table, event, when, statement)


def on_sqlite(name: str, event: str, statements: str) -> Trigger:
    """Return a rule that keeps SQLite's index in step with the entries; PostgreSQL's column needs none."""
    return Trigger(
        name,
        "search_entry",
        f'CREATE TRIGGER "{name}" AFTER {event} ON "search_entry" FOR EACH ROW BEGIN {statements}; END',
        "SELECT 1",
    )


ADDED = f"INSERT INTO {FTS} (rowid, kind, terms) VALUES (NEW.id, NEW.kind, NEW.terms)"  # noqa: S608 - no input
REMOVED = f"INSERT INTO {FTS} ({FTS}, rowid, kind, terms) VALUES ('delete', OLD.id, OLD.kind, OLD.terms)"  # noqa: S608 - no input
OUT = "(NEW.status = 'published' OR OLD.status = 'published')"

TRIGGERS: tuple[Trigger, ...] = (
    on_sqlite("search_entry_added", "INSERT", ADDED),
    on_sqlite("search_entry_removed", "DELETE", REMOVED),
    on_sqlite("search_entry_changed", "UPDATE OF terms", f"{REMOVED}; {ADDED}"),
    after("search_comment_sent", "comments_comment", "INSERT", "1 = 1", NEW_COMMENT),
    waits("search_point_made", "positions_point", "INSERT", "NEW.kind = 'consolidated'", "point"),
    waits(
        "search_point_reworded",
        "positions_point",
        "UPDATE OF wording, proposed_wording",
        "NEW.kind = 'consolidated'",
        "point",
    ),
    waits("search_response_out", "responses_response", "UPDATE OF status", OUT, "response"),
    waits("search_version_out", "documents_version", "UPDATE OF status", OUT, "version"),
    waits(
        "search_consultation_made",
        "consultations_consultation",
        "INSERT",
        "NEW.version_id IS NOT NULL",
        "consultation",
    ),
    waits("search_consultation_moved", "consultations_consultation", "UPDATE OF version_id", "1 = 1", "consultation"),
)
