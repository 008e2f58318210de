"""Everything that changes how a person signs in: password, second factors, recovery codes, sessions.

The rows are allauth's (docs/adr/0005-allauth.md); what is asked of a password and of a code was checked by the form.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.enums import Told
from seko.actors.accounts.models import Person
from seko.actors.accounts.notices import tell
from seko.actors.accounts.passwords import ALONE
from seko.actors.accounts.queries import factors_of, has_second_factor, recovery_codes_of
from seko.foundation.core.errors import NotThere, WrongState
from seko.foundation.journal import actions as journal

NAME_LETTERS = 100


@dataclass(frozen=True, slots=True)
class Owner:
    """A person who acts for nobody but themselves, as the journal needs it."""

    person: Person
    mandate_id: str = ""
    organisation_id: str = ""

    @property
    def person_id(self) -> str:
        """The person's identifier as text."""
        return str(self.person.pk)


def _owner(person: Person) -> Person:
    """Return the person's row, locked: two changes of one sign-in come one after the other."""
    return Person.objects.select_for_update().get(pk=person.pk)


def _record(kind: str, person: Person, now: datetime, by: journal.Acting | None = None, **facts: Any) -> None:
    journal.record(kind, "person", person.pk, by=by or Owner(person), now=now, **facts)


def set_password(person: Person, password: str, *, now: datetime) -> None:
    """Set the password (its rules are `passwords`); every session begun under the earlier one is void at once."""
    with transaction.atomic():
        _owner(person)
        person.set_password(password)
        person.has_short_password = len(password) < ALONE
        person.save(update_fields=["password", "has_short_password"])
        tell(Told.PASSWORD_SET, person, now=now)
        _record("password-set", person, now)


def add_app(person: Person, secret: str, *, now: datetime) -> None:
    """Take an authenticator app as second factor; `secret` is what its first code was checked with.

    Raises `WrongState` where there is one already.
    """
    with transaction.atomic():
        _owner(person)
        if factors_of(person).filter(type=Authenticator.Type.TOTP).exists():
            raise WrongState(_("An authenticator app is set up already; remove it first."))
        TOTP.activate(person, secret)
        _added(person, Authenticator.Type.TOTP, now)


def add_passkey(person: Person, name: str, credential: dict[str, Any], *, now: datetime) -> None:
    """Take a passkey, checked by the form, as second factor."""
    with transaction.atomic():
        _owner(person)
        WebAuthn.add(person, name[:NAME_LETTERS], credential)
        _added(person, Authenticator.Type.WEBAUTHN, now)


def _added(person: Person, kind: Any, now: datetime) -> None:
    if recovery_codes_of(person) is None:
        RecoveryCodes.activate(person)
    tell(Told.FACTOR_ADDED, person, about=str(kind.value), now=now)
    _record("second-factor-added", person, now, factor=str(kind.value))


def remove_factor(person: Person, identifier: int, *, now: datetime) -> None:
    """Remove one of the person's second factors; with the last one its recovery codes go too.

    Raises `NotThere` for another's, `WrongState` while the password alone would be too short.
    """
    with transaction.atomic():
        row = _owner(person)
        found = factors_of(person).filter(pk=identifier).first()
        if found is None:
            raise NotThere
        kind = str(found.type)
        found.delete()
        if not has_second_factor(person):
            if row.has_short_password and row.has_usable_password():
                raise WrongState(
                    _("Your password is too short to stand alone. Choose one of at least 15 characters first.")
                )
            Authenticator.objects.filter(user_id=person.pk).delete()
        tell(Told.FACTOR_REMOVED, person, about=kind, now=now)
        _record("second-factor-removed", person, now, factor=kind)


def make_recovery_codes(person: Person, *, now: datetime) -> None:
    """Make new recovery codes; the earlier ones are void. Raises `WrongState` without a second factor."""
    with transaction.atomic():
        _owner(person)
        if not has_second_factor(person):
            raise WrongState(_("Recovery codes stand in for a second factor; set one up first."))
        Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES).delete()
        RecoveryCodes.activate(person)
        tell(Told.CODES_MADE, person, now=now)
        _record("recovery-codes-made", person, now)


def reset_second_factor(person: Person, *, by: journal.Acting, now: datetime) -> None:
    """Take all second factors of somebody who lost them, when two administrators agreed; all sessions end.

    A password that was only long enough beside a second factor goes too: the person signs in by a mailed link.
    """
    with transaction.atomic():
        row = _owner(person)
        Authenticator.objects.filter(user_id=row.pk).delete()
        if row.has_short_password:
            row.set_unusable_password()
            row.has_short_password = False
            row.save(update_fields=["password", "has_short_password"])
        end_sessions(row, now=now)
        tell(Told.FACTOR_RESET, row, now=now)
        _record("second-factor-reset", row, now, by)


def end_session(person: Person, identifier: int) -> None:
    """End one of the person's sessions. Raises `NotThere` for another's."""
    with transaction.atomic():
        found = UserSession.objects.filter(user_id=person.pk, pk=identifier).first()
        if found is None:
            raise NotThere
        Session.objects.filter(session_key=found.session_key).delete()
        found.delete()


def end_sessions(person: Person, *, now: datetime, but: str = "") -> None:
    """End all sessions of the person at once, wherever they were begun; `but` is the key of one that may stay, whose
    request must then take the new mark (`requests.keep_session`).
    """
    with transaction.atomic():
        mine = UserSession.objects.filter(user_id=person.pk).exclude(session_key=but)
        Session.objects.filter(session_key__in=mine.values("session_key")).delete()
        mine.delete()
        person.sessions_ended_at = now
        Person.objects.filter(pk=person.pk).update(sessions_ended_at=now)


def tell_of_wrong_passwords(person: Person, *, now: datetime) -> None:
    """Tell the owner, once a day, that somebody tries passwords."""
    tell(Told.WRONG_PASSWORDS, person, now=now, key=f"{person.pk}:{now:%Y-%m-%d}")
