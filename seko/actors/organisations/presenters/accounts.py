"""What the administrator's page shows of a person: the account and the mandates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from seko.actors.accounts.models import Person
from seko.actors.organisations import permissions, queries
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.foundation.core.dates import local_date
from seko.foundation.core.decisions import Decision
from seko.foundation.design import spoken

if TYPE_CHECKING:
    from seko.foundation.design.parts import Words


@dataclass(frozen=True, slots=True)
class Held:
    """One mandate in force: for whom, in what capacity, since when."""

    organisation: str
    slug: str
    role: Words
    since: str


@dataclass(frozen=True, slots=True)
class Account:
    """One person's account."""

    identifier: str
    name: str
    email: str
    is_active: bool
    is_confirmed: bool
    last_sign_in: str
    is_of_the_state: bool
    mandates: tuple[Held, ...]
    may_close: Decision


def account_of(person: Person, actor: Actor, now: datetime) -> Account:
    """Return a person's account as an administrator sees it."""
    today = local_date(now)
    return Account(
        identifier=str(person.pk),
        name=person.name,
        email=person.email,
        is_active=person.is_active,
        is_confirmed=person.has_confirmed_email,
        last_sign_in=spoken.day_time(person.last_login) if person.last_login else "",
        is_of_the_state=queries.is_of_the_state(person, today),
        mandates=tuple(
            Held(row.organisation.shown_name, row.organisation.slug, Role(row.role).label, spoken.day(row.starts_on))
            for row in queries.mandates_in_force(person, today)
        ),
        may_close=permissions.may_close_account(actor, person, now),
    )
