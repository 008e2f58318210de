"""Sending what is due: one claim, one conversation, one mark for each mail.

SMTP cannot be exactly-once: when a worker is killed after the server's 250 and before our mark, the mail is sent once
more after `LEASE`, with the same Message-ID, and its row says `may_be_double`. In every other case it is sent once, and
in no case is it lost (reliability.md, "Mail honesty").
"""

from __future__ import annotations

import contextlib
import logging
import smtplib
import time
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q

from seko.foundation.notifications import letters, registry
from seko.foundation.notifications.enums import MailState
from seko.foundation.notifications.models import Outbox

WAITS = tuple(timedelta(minutes=minutes) for minutes in (0.5, 2, 5, 15, 60, 240, 720))
MOST_ATTEMPTS = len(WAITS) + 1
LEASE = timedelta(minutes=15)
SERVER_AWAY = timedelta(minutes=1)
UNKNOWN_AGAIN = timedelta(minutes=10)
MAILS_PER_LINE = 50
MARK_PAUSES = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
PERMANENT = 500

log = logging.getLogger(__name__)


class ServerAway(Exception):
    """The mail server cannot be reached or has cut the line: this round ends, no mail is blamed for it."""


def send_due(now: datetime, limit: int = 200) -> Counter[str]:
    """Send the mails that are due, oldest first, at most `limit`; return how many came to which state.

    Several workers may do it at once: each mail is claimed by one of them.
    """
    counted: Counter[str] = Counter()
    if not _due(now).exists():
        return counted
    began = time.monotonic()
    line = Line()
    moment = now
    try:
        for _ in range(limit):
            line.ready()
            moment = now + timedelta(seconds=time.monotonic() - began)
            mail = _claim(moment)
            if mail is None:
                break
            counted[_send(mail, line, moment)] += 1
    except ServerAway as error:
        _due(moment).filter(state=MailState.WAITING).update(next_try_at=moment + SERVER_AWAY)
        log.warning("the mail server does not answer: %s", error)
    finally:
        line.close()
    return counted


class Line:
    """A conversation with the mail server, used for many mails."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._used = 0

    def ready(self) -> None:
        """Have an open line; raises `ServerAway`."""
        if self._connection is not None and self._used < MAILS_PER_LINE:
            return
        self.close()
        opened = get_connection(fail_silently=False)
        try:
            opened.open()
        except (OSError, smtplib.SMTPException) as error:
            raise ServerAway(type(error).__name__) from error
        self._connection, self._used = opened, 0

    def send(self, message: EmailMultiAlternatives) -> None:
        """Send over the open line; raises what smtplib raises, and the line is then closed."""
        self._used += 1
        try:
            self._connection.send_messages([message])
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        """End the conversation, whatever state it is in."""
        if self._connection is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._connection.close()
            self._connection = None


def _due(moment: datetime) -> Any:
    return Outbox.objects.filter(
        Q(state=MailState.WAITING, next_try_at__lte=moment) | Q(state=MailState.SENDING, claimed_at__lt=moment - LEASE)
    )


def _claim(moment: datetime) -> Outbox | None:
    """Take the next due mail for this worker; one whose worker vanished may be on its way twice from now on."""
    with transaction.atomic():
        mail: Outbox | None = (
            _due(moment).select_for_update(skip_locked=True).order_by("next_try_at", "created_at").first()
        )
        if mail is None:
            return None
        mail.may_be_double = mail.may_be_double or mail.state == MailState.SENDING
        mail.state, mail.claimed_at, mail.attempts = MailState.SENDING, moment, mail.attempts + 1
        mail.save(update_fields=("may_be_double", "state", "claimed_at", "attempts"))
    return mail


def _send(mail: Outbox, line: Line, moment: datetime) -> str:
    """Send one claimed mail and mark it; return its new state. Raises `ServerAway` where the line was cut."""
    try:
        message = _compose(mail)
    except Exception as error:
        # Whatever is wrong with one mail's words, the others must go out (reliability.md C12 112).
        log.error("mail %s cannot be written: %s", mail.pk, type(error).__name__)
        return _put_off(mail, moment)
    if message is None:
        return _mark(mail, MailState.DROPPED)
    if isinstance(message, timedelta):
        return _mark(mail, MailState.WAITING, next_try_at=moment + message, attempts=mail.attempts - 1)
    try:
        line.send(message)
    except smtplib.SMTPRecipientsRefused as error:
        return _refused(mail, moment, next(iter(error.recipients.values()), (450, b""))[0])
    except smtplib.SMTPSenderRefused as error:
        return _put_off(mail, moment, error.smtp_code)
    except smtplib.SMTPResponseException as error:
        return _refused(mail, moment, error.smtp_code)
    except (OSError, smtplib.SMTPServerDisconnected) as error:
        _put_off(mail, moment, may_be_double=True)
        raise ServerAway(type(error).__name__) from error
    except (smtplib.SMTPException, ValueError) as error:
        log.error("mail %s cannot be sent: %s", mail.pk, type(error).__name__)
        return _put_off(mail, moment)
    return _mark(mail, MailState.SENT, sent_at=moment, reply_code=250)


def _compose(mail: Outbox) -> EmailMultiAlternatives | timedelta | None:
    """Return the letter to the person's present address; None where nobody may get it; a pause for an unknown kind."""
    kind = registry.find(mail.kind)
    if kind is None:
        log.warning("mail %s waits: its kind '%s' is not known", mail.pk, mail.kind)
        return UNKNOWN_AGAIN
    person: Any = get_user_model()._default_manager.filter(pk=mail.recipient, is_active=True).first()
    if person is None or not person.email or not (kind.to_unconfirmed or person.email_confirmed_at):
        return None
    words = letters.put_into_words(mail, kind, person.language)
    return None if words is None else letters.letter(mail, words, person.email, person.language)


def _refused(mail: Outbox, moment: datetime, code: int) -> str:
    """Mark what the server refused: for good (5xx, no more tries), or for now (4xx)."""
    if code >= PERMANENT:
        return _mark(mail, MailState.BOUNCED, reply_code=code)
    return _put_off(mail, moment, code)


def _put_off(mail: Outbox, moment: datetime, code: int | None = None, *, may_be_double: bool = False) -> str:
    """Mark the mail to be tried again after a growing wait, or failed after eight tries."""
    double = mail.may_be_double or may_be_double
    if mail.attempts >= MOST_ATTEMPTS:
        return _mark(mail, MailState.FAILED, reply_code=code, may_be_double=double)
    again = moment + WAITS[mail.attempts - 1]
    return _mark(mail, MailState.WAITING, next_try_at=again, reply_code=code, may_be_double=double)


def _mark(mail: Outbox, state: MailState, **values: Any) -> str:
    """Write what became of the mail, through a short absence of the database too; what is final forgets its context,
    which may hold a link that only its reader should have.
    """
    if state in (MailState.SENT, MailState.BOUNCED, MailState.DROPPED):
        values["context"] = {}
    for last, pause in enumerate(MARK_PAUSES, 1):
        time.sleep(pause)
        try:
            mine = Outbox.objects.filter(pk=mail.pk, state=MailState.SENDING)
            mine.filter(attempts=mail.attempts).update(state=state, **values)
            return state.value
        except (OperationalError, InterfaceError):
            connection.close()
            if last == len(MARK_PAUSES):
                raise
    raise AssertionError("the last pause returns or raises")
