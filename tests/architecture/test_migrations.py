"""Migrations: one line per app, named, and independent of the code as it is today."""

from __future__ import annotations

import re
from collections import Counter

from django.db.migrations.loader import MigrationLoader

from tests.architecture.house import app_of, imports

AUTOMATIC_NAME = re.compile(r"_auto_\d|_alter_\w+_and_more$")


def _ours() -> list[tuple[str, str]]:
    loader = MigrationLoader(None)
    return [
        key
        for key, migration in loader.graph.nodes.items()
        if loader.disk_migrations[key].__module__.startswith("seko.")
    ]


def test_migrations_are_linear() -> None:
    loader = MigrationLoader(None)
    ours = _ours()
    parents = Counter(
        (key, parent) for key in ours for parent in loader.disk_migrations[key].dependencies if parent[0] == key[0]
    )
    children = Counter(parent for _, parent in parents)

    assert [key for key in ours if children[key] > 1] == []
    assert loader.detect_conflicts() == {}


def test_migrations_have_names_of_their_own() -> None:
    assert [key for key in _ours() if AUTOMATIC_NAME.search(key[1])] == []


def test_migrations_import_no_code_of_the_apps() -> None:
    # A default that is computed has to be named in the migration; it may only stand in the foundation.
    imported = [found for found in imports() if ".migrations." in found.source and app_of(found.target)]

    assert [str(found) for found in imported if not found.target.startswith("seko.foundation.")] == []
