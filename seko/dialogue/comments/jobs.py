"""Timed work: deleting what organisations that no longer exist left unsent."""

from __future__ import annotations

from datetime import datetime, time

from seko.dialogue.comments import actions
from seko.foundation.jobs import timed


@timed.daily(at=time(3, 20))
def delete_left_behind(now: datetime) -> int:
    """Delete unsent comments 30 days after their organisation was closed; return how many."""
    return actions.delete_left_behind(now)
