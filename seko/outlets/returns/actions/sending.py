"""Sending what came in by a file: one comment after the other, by the rules of a single one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.actions import send_comment
from seko.dialogue.comments.models import Unsent
from seko.foundation.core import clock
from seko.foundation.core.errors import Conflict, Invalid, NotThere, Refused, WrongState, refuse_unless
from seko.foundation.jobs.actions import enqueue
from seko.foundation.jobs.queries import is_over
from seko.outlets.returns import permissions, queries
from seko.outlets.returns.actions.rows import locked
from seko.outlets.returns.models import ReturnedFile

SEND_JOB = "send-returned"
_TEXTS = ("words", "proposed_wording", "proposed_value", "reason", "source", "kind", "anchor", "question")


def ask_sending(found: ReturnedFile, *, by: Actor, now: datetime) -> ReturnedFile:
    """Ask for everything that came in by this file and is unsent to be sent, in the background; once at a time.

    Raises `Refused`, `WrongState` (nothing is unsent, or it is being sent).
    """
    refuse_unless(permissions.may_decide(by, found, now))
    with transaction.atomic():
        row = locked(found)
        if not queries.unsent_of(row).exists():
            raise WrongState(_("Nothing of this file is unsent."))
        if not is_over(row.job_id):
            raise WrongState(_("It is being sent already."))
        person = by.person.pk if by.person else None
        row.job_id = enqueue(
            SEND_JOB, for_person=person, returned=str(row.pk), person=by.person_id, mandate=by.mandate_id
        ).pk
        row.save(update_fields=["job_id"])
    return row


def send_kept(found: ReturnedFile, *, by: Actor, progress: Callable[[int, int], None]) -> tuple[int, str]:
    """Send what is unsent of a file, each at its own moment and in its own transaction; return how many were sent, and
    why the first that was not is not. What is not sent stays unsent.
    """
    rows = list(queries.unsent_of(found).select_related("seko", "question"))
    sent, reason = 0, ""
    for done, unsent in enumerate(rows):
        progress(done, len(rows))
        try:
            _send(unsent, by)
        except (Invalid, Refused, WrongState, Conflict, NotThere) as error:
            reason = reason or str(error.sentence)
        else:
            sent += 1
    return sent, reason


def _send(unsent: Unsent, by: Actor) -> None:
    fields: dict[str, Any] = {name: getattr(unsent, name) for name in (*_TEXTS, "under_network_name")}
    send_comment(
        identifier=unsent.pk,
        consultation=unsent.consultation,
        fields=fields,
        by=by,
        now=clock.read(),
        seko=unsent.seko,
        revision=unsent.revision,
    )
