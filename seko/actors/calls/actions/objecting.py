"""Objections of refused applicants: lodged in time, decided by another person than who refused."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.calls.actions.issuing import locked
from seko.actors.calls.actions.publishing import judge_anew
from seko.actors.calls.enums import CallKind, Outcome
from seko.actors.calls.lifecycle import APPLICATION
from seko.actors.calls.models import Application
from seko.actors.organisations.actor import Actor
from seko.foundation.core.typed import read_text

LETTERS = 10_000


def lodge_objection(application: Application, *, words: str, by: Actor, now: datetime) -> Application:
    """Object to a refusal within its working days; the deciding body is told. Raises `Refused`, `Invalid`."""
    words = read_text(words, "objection", required=_("Say what you object to."), limit=LETTERS)

    def write(row: Application) -> None:
        row.objection, row.objected_at = words, now

    with transaction.atomic():
        locked(application.call)
        lodged: Application = APPLICATION.run(application, "object", by=by, now=now, write=write)
    return lodged


def decide_objection(
    application: Application, *, is_granted: bool, reason: str, by: Actor, now: datetime
) -> Application:
    """Grant or dismiss an objection with a reason; dismissed, the refusal is final.

    Granted on a network the applicant is admitted; on a consortium the list is made anew. Raises `Refused`, `Invalid`.
    """
    reason = read_text(reason, "reason", required=_("Give the reason."), limit=LETTERS)

    def write(row: Application) -> None:
        row.objection_reason, row.objection_decided_at = reason, now
        if is_granted:
            row.outcome = Outcome.ADMIT

    with transaction.atomic():
        call = locked(application.call)
        row: Application = APPLICATION.run(
            application, "grant" if is_granted else "dismiss", by=by, now=now, write=write
        )
        if is_granted and call.kind == CallKind.CONSORTIUM:
            judge_anew(call, by=by, now=now)
    return row
