"""The hash of an entry and the check of the whole chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

START = "0" * 64


class Chained(Protocol):
    """What the hash covers."""

    sequence: int
    at: datetime
    kind: str
    subject: str
    subject_id: str
    scope: str
    person: str
    mandate: str
    organisation: str
    facts: Any
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold: the entry's sequence number and what is wrong with it."""

    sequence: int
    fault: str


def digest(value: Any) -> str:
    """Return the SHA-256 (hex) of a value's canonical JSON (sorted keys, no spaces, UTF-8)."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of(entry: Chained) -> str:
    """Return what the entry's `hash` must be."""
    return digest(
        [
            entry.sequence,
            entry.at.astimezone(UTC).isoformat(),
            entry.kind,
            entry.subject,
            entry.subject_id,
            entry.scope,
            entry.person,
            entry.mandate,
            entry.organisation,
            entry.facts,
            entry.previous_hash,
        ]
    )


def breaks(entries: Iterable[Chained], expected_end: tuple[int, str]) -> list[Break]:
    """Return every place where the chain is broken; `expected_end` is the tail's (sequence, hash)."""
    found: list[Break] = []
    sequence, previous = 0, START
    for entry in entries:
        if entry.sequence != sequence + 1:
            found.append(Break(entry.sequence, f"expected entry {sequence + 1}: entries are missing or doubled"))
        if entry.previous_hash != previous:
            found.append(Break(entry.sequence, "does not follow the entry before it"))
        if entry.hash != hash_of(entry):
            found.append(Break(entry.sequence, "its words do not give its hash"))
        sequence, previous = entry.sequence, entry.hash
    if (sequence, previous) != expected_end:
        found.append(Break(sequence, f"the chain ends here, its tail says entry {expected_end[0]}"))
    return found
