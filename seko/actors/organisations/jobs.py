"""The timed jobs of mandates and invitations: they tidy up and tell people; no right waits for them."""

from __future__ import annotations

from datetime import datetime, time

from seko.actors.organisations import actions
from seko.foundation.jobs.timed import daily


@daily(at=time(0, 1))
def return_work_of_ended(now: datetime) -> None:
    """Return the work of mandates that ended with the day before."""
    actions.return_work_of_ended(now)


@daily(at=time(3, 20))
def forget_invitations(now: datetime) -> None:
    """Delete old invitations and the marks of used links."""
    actions.forget_invitations(now)
    actions.forget_used_links(now)
