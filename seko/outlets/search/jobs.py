"""Taking into the index what changed since the last round of the scheduler."""

from __future__ import annotations

from datetime import datetime

from seko.foundation.jobs.timed import each_round
from seko.outlets.search.actions import catch_up

MOST_ROUNDS = 20


@each_round
def take_in_what_waits(now: datetime) -> None:
    """Take in what waits, in several transactions where it is much."""
    for _round in range(MOST_ROUNDS):
        if not catch_up():
            return
