"""The timed jobs of files."""

from __future__ import annotations

from datetime import datetime, time

from seko.foundation.files import actions, storage
from seko.foundation.files.queries import orphans
from seko.foundation.jobs.timed import daily, every


@every(minutes=1)
def scan_waiting(now: datetime) -> None:
    """Ask the scanner again about files that came while it did not answer."""
    actions.scan_waiting(now)


@daily(at=time(3, 40))
def sweep(now: datetime) -> None:
    """Delete files that a crash left without a row."""
    for path in orphans(now):
        storage.remove(path)
