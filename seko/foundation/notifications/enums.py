"""The states of a mail."""

from django.db.models import TextChoices


class MailState(TextChoices):
    """Where a mail stands. `SENDING` is claimed by a worker; what is not `WAITING` or `SENDING` is final."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    BOUNCED = "bounced"
    FAILED = "failed"
    DROPPED = "dropped"
    CANCELLED = "cancelled"
