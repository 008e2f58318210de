"""What administrators do with a person's account: end what it does, never read what it wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.actions import end_sessions
from seko.actors.accounts.models import Person
from seko.actors.organisations import permissions
from seko.actors.organisations.actions.mandates import end_all
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Mandate
from seko.actors.organisations.queries.people import is_of_the_state
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import WrongState, refuse_unless
from seko.foundation.journal import actions as journal
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed


def end_all_sessions(person: Person, *, by: Actor, now: datetime) -> None:
    """Sign the person out everywhere, at once. Raises `Refused`."""
    refuse_unless(permissions.may_find_people(by, person, now))
    with transaction.atomic():
        end_sessions(person, now=now)
        journal.record("sessions-ended-by-administrator", "person", person.pk, by=by, now=now)


def close_account(person: Person, *, by: Actor, now: datetime) -> None:
    """Close an account: nobody signs in with it any more, its mandates end. Raises `Refused`, `WrongState` for people
    with a role of the state's side, whose account two people close (`propose_closing`).
    """
    refuse_unless(permissions.may_close_account(by, person, now))
    if is_of_the_state(person, local_date(now)):
        raise WrongState(_("A role of the state's side is given and taken by two people; propose it."))
    with transaction.atomic():
        _close(person, by=by, now=now)


def propose_closing(person: Person, *, reason: str, by: Actor, now: datetime) -> ProposedDeed:
    """Propose to close the account of a person with a role of the state's side; another person confirms it."""
    refuse_unless(permissions.may_close_account(by, person, now))
    return second.propose(CLOSING, person, reason=reason, by=by, now=now)


def _close(person: Person, *, by: Actor, now: datetime) -> Person:
    Person.objects.filter(pk=person.pk).update(is_active=False)
    end_sessions(person, now=now)
    end_all(Mandate.objects.filter(person=person), by=by, now=now)
    journal.record("account-closed", "person", person.pk, by=by, now=now)
    return person


def _carry_out(person: Person, proposed: ProposedDeed, *, by: Actor, now: datetime) -> Any:
    return _close(person, by=by, now=now)


CLOSING = "close-account"
second.register(
    second.SecondPersonDeed(
        name=CLOSING,
        subject="person",
        find=lambda identifier: Person.objects.get(pk=identifier),
        may=permissions.may_decide_closing,
        carry_out=_carry_out,
        scope_of=lambda person: "",
    )
)
