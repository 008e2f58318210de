"""The scheduler sends due mail in every round."""

from __future__ import annotations

from datetime import datetime

from seko.foundation.jobs.timed import each_round
from seko.foundation.notifications.sending import send_due

MAILS_PER_ROUND = 200


@each_round
def send_due_mail(now: datetime) -> None:
    """Send what is due."""
    send_due(now, MAILS_PER_ROUND)
