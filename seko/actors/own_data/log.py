"""The log of erasures: a file beside the database, so that a restore does not bring an erased person back (N21)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings


def note_erasure(person: UUID, now: datetime) -> None:
    """Add one line (identifier and time, nothing else) and wait until it is on the disk."""
    path = Path(settings.ERASURE_LOG)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(json.dumps({"person": str(person), "at": now.isoformat()}) + "\n")
        file.flush()
        os.fsync(file.fileno())


def noted_erasures() -> Iterator[tuple[UUID, datetime]]:
    """Yield who was erased and when, oldest first. Raises `ValueError` naming a line that cannot be read."""
    path = Path(settings.ERASURE_LOG)
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="ascii").splitlines(), start=1):
        try:
            entry = json.loads(line)
            yield UUID(entry["person"]), datetime.fromisoformat(entry["at"])
        except (ValueError, KeyError, TypeError):
            raise ValueError(f"{path.name}, line {number}: not an erasure") from None
