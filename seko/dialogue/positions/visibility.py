"""Who sees a point beyond its own side and the ministry: upper apps know the assignments and the published answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q

from seko.actors.organisations.actor import Actor

Reader = Callable[[Actor, datetime], Q | None]
_readers: list[Reader] = []


def register(reader: Reader) -> Reader:
    """Add a reader: it returns the condition on points that lets the actor read, or None for nothing."""
    if reader not in _readers:
        _readers.append(reader)
    return reader


def beyond_own_side(actor: Actor, now: datetime) -> Q:
    """Return the joined condition of the registered readers (an impossible one when none allows)."""
    condition = Q(pk__in=())
    for reader in _readers:
        found = reader(actor, now)
        if found is not None:
            condition |= found
    return condition
