"""Timed work: asking once a year whether an entry is still right."""

from __future__ import annotations

from datetime import datetime, time

from seko.actors.contacts import actions
from seko.foundation.core.dates import is_working_day, local_date
from seko.foundation.jobs import timed


@timed.daily(at=time(7, 45))
def ask_contact_points(now: datetime) -> int:
    """Ask and remind on working days; return how many were written to."""
    return actions.ask_whether_right(now) if is_working_day(local_date(now)) else 0
