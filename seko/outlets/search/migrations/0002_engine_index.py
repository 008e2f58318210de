"""Each engine's own index of the entries' terms; what stands in the database already waits to be taken in."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# The stems are letters and figures already, so neither engine is to change them any more.
SQLITE = (
    "CREATE VIRTUAL TABLE search_terms USING fts5("
    "terms, content='search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
)
POSTGRESQL = (
    "ALTER TABLE search_entry ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', terms)) STORED",
    "CREATE INDEX search_entry_vector ON search_entry USING gin (vector)",
)
SQLITE_BACK = ("DROP TABLE search_terms",)
POSTGRESQL_BACK = ("ALTER TABLE search_entry DROP COLUMN vector",)


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)
    apps.get_model("search", "Waiting").objects.create(what="everything")


def unmake(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL_BACK if editor.connection.vendor == "postgresql" else SQLITE_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(make, unmake)]
