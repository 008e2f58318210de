"""Telling people: one notice and one mail to each, in the transaction of what they are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from seko.foundation.notifications import registry
from seko.foundation.notifications.enums import MailState
from seko.foundation.notifications.models import Notice, Outbox
from seko.foundation.notifications.plain import without_control

AT_ONCE = 500

KEPT = timedelta(days=365)


def notify(
    kind: str,
    *,
    recipients: Iterable[UUID],
    subject: str,
    subject_id: object,
    context: dict[str, Any],
    now: datetime,
    key: str,
    letters: Mapping[UUID, Mapping[str, Any]] | None = None,
) -> int:
    """Tell each recipient (a person's identifier) once of one event; return how many people were named.

    `subject` and `subject_id` name the thing, `context` holds identifiers and plain strings, `key` (up to 200 letters)
    names the event: the same key never reaches the same person twice. The rows are written in the caller's transaction
    and words are made when they are sent or shown (design.md, decision 1). A kind that nobody registered is kept and
    waits. `letters` holds what only the mail of that person says (a link that lets in); it is forgotten once sent.
    """
    people = list(dict.fromkeys(recipients))
    known = registry.find(kind)
    event: dict[str, Any] = {
        "event_key": key,
        "kind": kind,
        "subject": subject,
        "subject_id": str(subject_id),
        # PostgreSQL refuses NUL, and a refusal here would undo the deed that people are told of.
        "context": {
            name: without_control(value) if isinstance(value, str) else value for name, value in context.items()
        },
        "created_at": now,
    }
    # Both rows stand or fall with the deed that people are told of: a savepoint of their own would only cost time.
    with transaction.atomic(savepoint=False):
        if known is None or known.in_app:
            notices = [Notice(recipient=person, **event) for person in people]
            Notice.objects.bulk_create(notices, batch_size=AT_ONCE, ignore_conflicts=True)
        if known is None or known.mail:
            own = letters or {}
            mails = [
                Outbox(
                    recipient=person,
                    next_try_at=now,
                    **{**event, "context": {**event["context"], **own.get(person, {})}},
                )
                for person in people
            ]
            Outbox.objects.bulk_create(mails, batch_size=AT_ONCE, ignore_conflicts=True)
    return len(people)


@dataclass(frozen=True, slots=True)
class CalledOff:
    """What `cancel` reached: how many mails were still unsent, and who had already been sent one."""

    unsent: int
    already_told: tuple[UUID, ...]


def cancel(key_prefix: str) -> CalledOff:
    """Call off every unsent mail whose event key begins so, and take the unread notices away.

    Those already told get a notice of their own from the caller (reliability.md C7 88). A mail that a worker is just
    sending counts as told.
    """
    with transaction.atomic():
        events = Outbox.objects.filter(event_key__startswith=key_prefix)
        unsent = events.filter(state=MailState.WAITING).update(state=MailState.CANCELLED)
        told = events.filter(state__in=(MailState.SENT, MailState.SENDING)).values_list("recipient", flat=True)
        already_told = tuple(dict.fromkeys(told))
        Notice.objects.filter(event_key__startswith=key_prefix, read_at=None).exclude(
            recipient__in=already_told
        ).delete()
    return CalledOff(unsent, already_told)


def mark_read(person_id: UUID, *, now: datetime, notice_id: UUID | None = None) -> int:
    """Mark one of the person's notices (or all) as read; return how many were unread."""
    unread = Notice.objects.filter(recipient=person_id, read_at=None)
    return (unread.filter(pk=notice_id) if notice_id else unread).update(read_at=now)


def try_again(*, now: datetime) -> int:
    """Give mails that were given up eight new tries; return how many."""
    given_up = Outbox.objects.filter(state=MailState.FAILED)
    return given_up.update(state=MailState.WAITING, attempts=0, next_try_at=now)


def forget_old(now: datetime) -> None:
    """Delete what people were told more than twelve months ago; what still waits to be sent stays."""
    old = now - KEPT
    Outbox.objects.filter(created_at__lt=old).exclude(state=MailState.WAITING).delete()
    Notice.objects.filter(created_at__lt=old).delete()
