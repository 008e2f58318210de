"""Reading notices, and the state of the mail."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet

from seko.foundation.notifications.enums import MailState
from seko.foundation.notifications.models import Notice, Outbox


def visible_to(person: Any) -> QuerySet[Notice]:
    """Return the person's own notices, newest first (`person` has `pk`; None and nobody have none)."""
    if person is None or person.pk is None:
        return Notice.objects.none()
    return Notice.objects.filter(recipient=person.pk)


def unread_count(person: Any) -> int:
    """Return how many of the person's notices are unread."""
    return visible_to(person).filter(read_at=None).count()


def mail_counts() -> dict[str, int]:
    """Return how many mails are in which state; every state is named."""
    found = dict(Outbox.objects.order_by().values_list("state").annotate(count=Count("pk")))
    return {state: found.get(state, 0) for state in MailState.values}


def troubled_mail() -> QuerySet[Outbox]:
    """Return the mails to look at: refused, given up, waiting after a refusal, possibly sent twice."""
    refused = Outbox.objects.filter(state__in=(MailState.BOUNCED, MailState.FAILED))
    waiting = Outbox.objects.filter(state=MailState.WAITING, attempts__gt=0)
    return refused | waiting | Outbox.objects.filter(may_be_double=True)
