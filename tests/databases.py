"""The test database, migrated once and copied: for each worker of a run, and on SQLite also for later runs."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build" / "test-databases"
MAKES_IT = ("seko/**/migrations/*.py", "seko/**/triggers.py", "seko/config/settings.py", "requirements/*.txt")


def key_of_migrations() -> str:
    """Return what the migrated database depends on, as a short digest."""
    files = sorted({path for pattern in MAKES_IT for path in ROOT.glob(pattern)})
    found = hashlib.sha256()
    for path in files:
        found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Let one process in; the others wait until it is done."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class SqliteCopy:
    """A migrated file that is kept under `build/` by what it was made from."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.path, self.kept = Path(settings["TEST"]["NAME"]), KEPT / f"{key_of_migrations()}.sqlite3"

    def take(self) -> bool:
        """Put the kept database where the test's own is to stand; return whether there was one."""
        if not self.kept.exists():
            return False
        shutil.copyfile(self.kept, self.path)
        return True

    def keep(self) -> None:
        """Keep the database, just made, for the others; what was made from other migrations goes."""
        begun = self.kept.with_suffix(".begun")
        begun.unlink(missing_ok=True)
        with sqlite3.connect(self.path) as made, sqlite3.connect(begun) as copy:
            made.backup(copy)
        begun.replace(self.kept)
        for path in KEPT.glob("*.sqlite3"):
            if path != self.kept:
                path.unlink(missing_ok=True)


class PostgresCopy:
    """A migrated database of the same server, from which the workers' own are copied."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.name = settings["TEST"]["NAME"] or f"test_{settings['NAME']}"
        self.kept = f"migrated_{key_of_migrations()}"

    def take(self) -> bool:
        """Copy the kept database to the test's own; return whether there was one."""
        with self._server() as server:
            known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (self.kept,)).fetchone()
            if known:
                self._copy(server, self.kept, self.name)
        return known is not None

    def keep(self) -> None:
        """Keep the database, just made, for the others; what was made from other migrations goes. Nobody may be
        connected to it.
        """
        with self._server() as server:
            self._copy(server, self.name, self.kept)
            older = server.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE 'migrated\\_%%' AND datname <> %s", (self.kept,)
            )
            for (name,) in older.fetchall():
                server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))

    def _copy(self, server: psycopg.Connection[Any], old: str, new: str) -> None:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(new)))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(new), sql.Identifier(old)))

    def _server(self) -> psycopg.Connection[Any]:
        chosen = self.settings
        return psycopg.connect(
            dbname="postgres",
            host=chosen["HOST"] or None,
            port=chosen["PORT"] or None,
            user=chosen["USER"] or None,
            password=chosen["PASSWORD"] or None,
            autocommit=True,
        )
