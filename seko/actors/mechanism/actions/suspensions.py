"""Freezing or refusing participation, and taking part again: by the organisation itself, with its statement."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism import notices
from seko.actors.mechanism.enums import SuspensionKind
from seko.actors.mechanism.models import Seko, Suspension
from seko.actors.mechanism.permissions import may_lift, may_suspend
from seko.actors.organisations.actor import Actor
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal

LETTERS = 5_000


def suspend(seko: Seko | None, *, kind: str, statement: str, by: Actor, now: datetime) -> Suspension:
    """Freeze or refuse the organisation's participation in one SEKO (None: in all), from today, with its statement.

    It goes on reading; it is counted neither among those asked nor among the silent. Raises `Refused`, `Invalid`,
    `WrongState` where it stands aside already.
    """
    refuse_unless(may_suspend(by, seko.pk if seko else None, now))
    if kind not in SuspensionKind.values:
        raise Invalid({"kind": _("Choose one of the two.")})
    statement = read_text(statement, "statement", required=_("Give the statement; it will be public."), limit=LETTERS)
    with transaction.atomic():
        row = Suspension(
            organisation=by.organisation,
            seko=seko,
            kind=kind,
            statement=statement,
            starts_on=local_date(now),
            declared_at=now,
            declared_by=by.person,
            mandate=by.mandate,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise WrongState(_("The participation is frozen or refused already.")) from None
        journal.record(
            "participation-suspended",
            "suspension",
            row.pk,
            by=by,
            now=now,
            way=kind,
            seko=seko.code if seko else "",
        )
        notices.participation_suspended(row, now=now)
    return row


def lift(suspension: Suspension, *, by: Actor, now: datetime) -> Suspension:
    """Take part again from this moment on."""
    refuse_unless(may_lift(by, suspension, now))
    with transaction.atomic():
        rows = Suspension.objects.select_for_update(of=("self",)).select_related("organisation", "seko")
        row = rows.get(pk=suspension.pk)
        if row.ends_on is not None:
            raise WrongState(_("The organisation takes part again already."))
        row.ends_on, row.ended_at = local_date(now), now
        row.save()
        journal.record("participation-resumed", "suspension", row.pk, by=by, now=now)
        notices.participation_resumed(row, now=now)
    return row
