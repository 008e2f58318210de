"""A database that is in use is brought to another state of its tables, there and back, with all its rules in place."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def migrate(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "SEKO_VAR_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'seko.sqlite3'}"}
    command = [sys.executable, "manage.py", "migrate", *arguments, "-v", "0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]


def rules(folder: Path) -> set[str]:
    with sqlite3.connect(folder / "seko.sqlite3") as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}


def test_rules_that_speak_of_other_tables_do_not_stop_a_migration(tmp_path: Path) -> None:
    migrate(tmp_path)
    before = rules(tmp_path)
    assert "file_of_comment_fixed" in before
    migrate(tmp_path, "comments", "0001")
    migrate(tmp_path)
    assert rules(tmp_path) == before
