"""The scheduler sends due mail in every round."""

from __future__ import annotations

from datetime import datetime, time

from seko.foundation.jobs.timed import daily, each_round
from seko.foundation.notifications import actions
from seko.foundation.notifications.sending import send_due

MAILS_PER_ROUND = 200


@daily(at=time(3, 20))
def forget_old(now: datetime) -> None:
    """Delete what people were told more than twelve months ago."""
    actions.forget_old(now)


@each_round
def send_due_mail(now: datetime) -> None:
    """Send what is due."""
    send_due(now, MAILS_PER_ROUND)
