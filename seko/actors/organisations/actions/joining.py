"""Asking to act for an organisation, and deciding who does."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations import permissions
from seko.actors.organisations.actions.mandates import grant_mandates
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.lifecycle import JOINING
from seko.actors.organisations.models import JoiningRequest, Mandate, Organisation
from seko.actors.organisations.notices import people as notices
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import WrongState, refuse_unless
from seko.foundation.core.periods import in_force
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal

LONGEST_WORDS = 500


def ask_to_join(organisation: Organisation, *, words: str, by: Actor, now: datetime) -> JoiningRequest:
    """Ask the organisation for a mandate of representative; its people decide (C8 91). Raises `Refused`, `Invalid`,
    `WrongState` when the same request waits already.
    """
    refuse_unless(permissions.may_ask_to_join(by, organisation, now))
    assert by.person is not None  # noqa: S101 (for the type checker)
    asked = JoiningRequest(
        organisation=organisation,
        person=by.person,
        words=read_text(words, "words", limit=LONGEST_WORDS).strip(),
        created_at=now,
    )
    with transaction.atomic():
        try:
            with transaction.atomic():
                asked.save(force_insert=True)
        except IntegrityError:
            raise WrongState(_("You have asked already; the organisation will decide.")) from None
        notices.asked_to_join(asked, now=now)
        journal.record("joining-asked", "joining-request", asked.pk, by=by, now=now, scope=organisation.pk)
    return asked


def grant_joining(asked: JoiningRequest, *, by: Actor, now: datetime) -> JoiningRequest:
    """Give the person a mandate of representative from today, unless another way gave one meanwhile. Raises `Refused`,
    `WrongState` where the organisation or the account is no longer there.
    """
    today = local_date(now)

    def write(row: JoiningRequest) -> None:
        organisation = Organisation.objects.select_for_update().get(pk=row.organisation_id)
        if not permissions.takes_requests(organisation):
            raise WrongState(_("This organisation is no longer there; nobody can begin to act for it."))
        if not row.person.is_active:
            raise WrongState(_("The account of this person is closed."))
        held = Mandate.objects.filter(in_force(today), person=row.person, organisation=row.organisation).first()
        row.mandate, row.settled_at = held or _mandate(row), now

    def _mandate(row: JoiningRequest) -> Mandate:
        mandate = Mandate(person=row.person, organisation=row.organisation, role=Role.REPRESENTATIVE, starts_on=today)
        grant_mandates([mandate], by=by, now=now)
        return mandate

    granted: JoiningRequest = JOINING.run(asked, "grant", by=by, now=now, write=write)
    return granted


def decline_joining(asked: JoiningRequest, *, by: Actor, now: datetime) -> JoiningRequest:
    """Say no; the person is told, and may ask again. Raises `Refused`, `WrongState`."""
    declined: JoiningRequest = JOINING.run(asked, "decline", by=by, now=now, write=lambda row: _settle(row, now))
    return declined


def take_back_joining(asked: JoiningRequest, *, by: Actor, now: datetime) -> JoiningRequest:
    """Take the own request back. Raises `Refused`, `WrongState`."""
    taken: JoiningRequest = JOINING.run(asked, "take-back", by=by, now=now, write=lambda row: _settle(row, now))
    return taken


def _settle(row: JoiningRequest, now: datetime) -> None:
    row.settled_at = now
