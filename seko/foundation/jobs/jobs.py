"""The timed jobs of background work itself."""

from __future__ import annotations

from datetime import datetime, time

from seko.foundation.jobs import actions
from seko.foundation.jobs.timed import daily, every


@every(minutes=1)
def take_up_left_jobs(now: datetime) -> None:
    """Queue again what a killed worker left."""
    actions.take_up_left_jobs(now)


@daily(at=time(3, 10))
def forget_old(now: datetime) -> None:
    """Delete the rows of work long done."""
    actions.forget_old(now)
