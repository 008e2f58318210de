"""Each engine's index finds the entries of one kind by themselves and in order, so that the first few of them are few
steps away also where thousands hold a word.
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KINDS = ("passage", "comment", "point", "answer")
MADE = "CREATE VIRTUAL TABLE search_terms USING fts5({}, content='search_entry', content_rowid='id', {})"
SIGNS = "tokenize='unicode61 remove_diacritics 0'"
AGAIN = "INSERT INTO search_terms (search_terms) VALUES ('rebuild')"
SQLITE = ("DROP TABLE search_terms", MADE.format("kind, terms", SIGNS), AGAIN)
SQLITE_BACK = ("DROP TABLE search_terms", MADE.format("terms", SIGNS), AGAIN)
POSTGRESQL = (
    "DROP INDEX search_entry_vector",
    *(f"CREATE INDEX search_entry_{kind} ON search_entry USING gin (vector) WHERE kind = '{kind}'" for kind in KINDS),
    "CREATE INDEX search_entry_order ON search_entry (kind, id)",
)
POSTGRESQL_BACK = (
    "DROP INDEX search_entry_order",
    *(f"DROP INDEX search_entry_{kind}" for kind in KINDS),
    "CREATE INDEX search_entry_vector ON search_entry USING gin (vector)",
)


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def unmake(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_engine_index")]

    operations = [migrations.RunPython(make, unmake)]
