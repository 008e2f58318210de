"""Registering whom a consortium admitted to its network."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from seko.actors.calls.actions.issuing import locked
from seko.actors.calls.lifecycle import APPLICATION
from seko.actors.calls.models import Application
from seko.actors.calls.permissions import may_register
from seko.actors.mechanism.actions import register_member
from seko.actors.mechanism.enums import Standing
from seko.actors.organisations.actor import Actor
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import refuse_unless


def register_admitted(application: Application, *, by: Actor, now: datetime) -> Application:
    """Enter the place of an admitted applicant in the network, from today. The ministry registers, it does not judge.

    Raises `Refused`, `WrongState`, `Invalid` where it has a place meanwhile.
    """
    refuse_unless(may_register(by, application, now))
    with transaction.atomic():
        call = locked(application.call)

        def write(row: Application) -> None:
            row.membership = register_member(
                call.seko,
                row.organisation,
                role=Standing.MEMBER,
                on=local_date(now),
                basis=call.title,
                by=by,
                now=now,
            )

        registered: Application = APPLICATION.run(application, "register", by=by, now=now, write=write)
    return registered
