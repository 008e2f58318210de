"""Registering people, mailing the links that sign in once, and using them up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.enums import Purpose
from seko.actors.accounts.models import Person, stored_email
from seko.actors.accounts.notices import link
from seko.foundation.core.errors import Invalid, WrongState
from seko.foundation.core.languages import HTML_LANG
from seko.foundation.journal import actions as journal
from seko.foundation.journal.chain import digest

CONFIRMATION_SALT = "accounts.confirm-address"
CONFIRMATION_LASTS = timedelta(days=3)
LONGEST_ADDRESS = 254


def read_address(typed: str, field: str = "email") -> str:
    """Return an e-mail address as it is kept (`stored_email`). Raises `Invalid` under the name of the field."""
    address = stored_email(typed)
    try:
        validate_email(address)
        if len(address) > LONGEST_ADDRESS:
            raise ValidationError("long")
    except ValidationError:
        raise Invalid({field: _("This is not an e-mail address; check it.")}) from None
    return address


def register_person(*, name: str, email: str, language: str, now: datetime) -> None:
    """Register somebody who wants to comment where everybody may; a link to confirm the address is mailed.

    The answer is the same whether the address is known or not (reliability.md C8 95): a known, confirmed person gets
    the same kind of link, which then only signs in. Raises `Invalid`.
    """
    faults: dict[str, Any] = {}
    if not name.strip() or len(name) > 200:
        faults["name"] = _("Write your name, at most 200 characters.")
    try:
        address = read_address(email)
    except Invalid as invalid:
        faults |= invalid.faults
    if faults:
        raise Invalid(faults)
    with transaction.atomic():
        person = Person.objects.filter(email=address).first()
        if person is None:
            person = Person.objects.create_person(
                address, name.strip(), language=language if language in HTML_LANG else "sr"
            )
            journal.record("person-registered", "person", person.pk, by=None, now=now)
        if person.is_active:
            link(Purpose.CONFIRM, person, token=confirmation_token(person), now=now)


def enter_persons(persons: Iterable[Person], *, now: datetime) -> None:
    """Enter people whom the ministry named, without a password; each is mailed the link that signs in once."""
    rows = list(persons)
    for row in rows:
        row.set_unusable_password()
    with transaction.atomic():
        Person.objects.bulk_create(rows, batch_size=500)
        journal.record_each("person-registered", "person", [row.pk for row in rows], by=None, now=now)
        for row in rows:
            link(Purpose.INVITATION, row, token=confirmation_token(row, Purpose.INVITATION), now=now)


def mail_link(email: str, purpose: Purpose, *, now: datetime) -> None:
    """Mail a link that signs in once to whoever has that address, if anybody has; the caller cannot tell.

    What is written for nobody costs the same time: a password is hashed in both cases (reliability.md C8 95).
    """
    make_password(email)
    with transaction.atomic():
        person = Person.objects.filter(email=stored_email(email), is_active=True).first()
        if person is not None:
            link(purpose, person, token=confirmation_token(person, purpose), now=now)


def confirmation_token(person: Person, purpose: Purpose = Purpose.CONFIRM) -> str:
    """Return the signed token of a mailed link: it names the person, the state in which it was made, so that it works
    once and dies with the password and the sessions of its time, and what it is for.
    """
    return signing.dumps([str(person.pk), _state(person), purpose.value], salt=CONFIRMATION_SALT)


def _state(person: Person) -> str:
    confirmed = person.email_confirmed_at.isoformat() if person.email_confirmed_at else ""
    signed_in = person.last_login.isoformat() if person.last_login else ""
    return digest([person.email, confirmed, signed_in, person.get_session_auth_hash()])


def read_token(token: str) -> tuple[Person, Purpose]:
    """Return the person of a mailed link, and what it is for. Raises `WrongState` when it is old, used or damaged."""
    expired = WrongState(_("This link was already used or is no longer valid. Ask for a new one."))
    try:
        identifier, state, purpose = signing.loads(token, salt=CONFIRMATION_SALT, max_age=CONFIRMATION_LASTS)
    except (signing.BadSignature, ValueError):
        raise expired from None
    person = Person.objects.filter(pk=identifier, is_active=True).first()
    if person is None or _state(person) != state:
        raise expired
    return person, Purpose(purpose)


def person_of_token(token: str) -> Person:
    """Return the person of a mailed link. Raises `WrongState` when it is old, used or damaged."""
    return read_token(token)[0]


def confirm_address(token: str, *, now: datetime) -> Person:
    """Use a mailed link up (by POST only: a mail scanner's GET changes nothing), which confirms the address; return its
    person. Signing in is the caller's, through every stage: a link is no second factor.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_of_token(token).pk)
        person_of_token(token)
        person.last_login = now
        if person.email_confirmed_at is None:
            person.email_confirmed_at = now
            journal.record("address-confirmed", "person", person.pk, by=None, now=now)
        person.save(update_fields=["email_confirmed_at", "last_login"])
    return person


def set_language(person: Person, language: str) -> None:
    """Keep the language form in which the person wants mail."""
    if language in HTML_LANG and person.language != language:
        Person.objects.filter(pk=person.pk).update(language=language)
