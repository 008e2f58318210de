"""Everything that changes contact points."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from seko.actors.accounts.actions import read_address
from seko.actors.accounts.models import Person
from seko.actors.contacts import notices, queries
from seko.actors.contacts.enums import Level
from seko.actors.contacts.models import ContactPoint
from seko.actors.contacts.permissions import may_keep_contacts, may_update_contact
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Organisation
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Conflict, Invalid, WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.text.folding import fold

SALT = "contacts.still-right"
LINK_LASTS = timedelta(days=90)
LIMITS = {"function": 200, "phone": 40, "name": 200, "deputy_name": 200}


def add_contact_point(
    organisation: Organisation | None, *, fields: Mapping[str, Any], by: Actor, now: datetime
) -> ContactPoint:
    """Add a contact point of a body. `fields`: level, name, email, phone, function, deputy_name, deputy_email,
    starts_on. What the ministry enters counts as verified that day. Raises `Refused`, `Invalid`.
    """
    refuse_unless(may_keep_contacts(by, None, now))
    found: dict[str, Any] = {}
    if organisation is None or organisation.is_civil_society or organisation.merged_into_id or organisation.ended_on:
        found["organisation"] = _("Choose a body of the state that exists.")
    if fields.get("level") not in Level.values:
        found["level"] = _("Choose the level.")
    starts_on = fields.get("starts_on") or local_date(now)
    if starts_on > local_date(now):
        found["starts_on"] = _("This day is in the future; enter it when it comes.")
    with transaction.atomic():
        values = _read(fields, found, None)
        if found or organisation is None:
            raise Invalid(found)
        entry = ContactPoint(
            organisation=organisation, level=fields["level"], starts_on=starts_on, verified_at=now, **values
        )
        if ContactPoint.objects.filter(organisation=organisation, person=entry.person, ends_on__isnull=True).exists():
            raise Invalid({"email": _("This person is a contact point of this body already.")})
        entry.save(force_insert=True)
        journal.record(
            "contact-point-added",
            "contact-point",
            entry.pk,
            by=by,
            now=now,
            body=str(organisation.pk),
            level=entry.level,
        )
    return entry


def change_contact_point(
    entry: ContactPoint, *, fields: Mapping[str, Any], revision: int, by: Actor, now: datetime
) -> ContactPoint:
    """Change person, deputy, function, e-mail and phone; the entry counts as verified then.

    `revision` is the one the page showed: where somebody else saved meanwhile, `Conflict` carries the entry as it is.
    Raises `Refused`, `Invalid`, `WrongState`.
    """
    refuse_unless(may_update_contact(by, entry, now))
    found: dict[str, Any] = {}
    with transaction.atomic():
        row = _locked(entry, now)
        if row.revision != revision:
            raise Conflict(_("Somebody else changed this entry meanwhile. Both are here."), theirs=row, yours=fields)
        values = _read(fields, found, row)
        if found:
            raise Invalid(found)
        changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
        for name, value in values.items():
            setattr(row, name, value)
        row.revision += 1
        row.verified_at, row.asked_at, row.reminded_at, row.disputed_at = now, None, None, None
        row.save()
        journal.record("contact-point-changed", "contact-point", row.pk, by=by, now=now, fields=changed)
    return row


def end_contact_point(entry: ContactPoint, *, ends_on: date, by: Actor, now: datetime) -> ContactPoint:
    """Record until which day it was a contact point. Raises `Refused`, `Invalid`, `WrongState`."""
    refuse_unless(may_keep_contacts(by, entry, now))
    with transaction.atomic():
        row = _locked(entry, now)
        if not row.starts_on <= ends_on <= local_date(now):
            raise Invalid({"ends_on": _("Give a day from its beginning to today.")})
        row.ends_on, row.ended_at = ends_on, now
        row.save(update_fields=["ends_on", "ended_at"])
        journal.record("contact-point-ended", "contact-point", row.pk, by=by, now=now, ends_on=ends_on.isoformat())
    return row


def _locked(entry: ContactPoint, now: datetime) -> ContactPoint:
    row = ContactPoint.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if row.ends_on is not None:
        raise WrongState(_("This contact point has ended; add the new one."))
    return row


def _read(fields: Mapping[str, Any], found: dict[str, Any], row: ContactPoint | None) -> dict[str, Any]:
    """Return the columns as typed; what cannot be taken is added to `found` by field."""
    texts = {}
    for name, limit in LIMITS.items():
        required = _("Write the name.") if name == "name" else ""
        try:
            texts[name] = read_text(" ".join(str(fields.get(name, "")).split()), name, required=required, limit=limit)
        except Invalid as invalid:
            found |= invalid.faults
    email = _address(fields, "email", found, required=True)
    deputy_email = _address(fields, "deputy_email", found, required=bool(texts.get("deputy_name")))
    if deputy_email and deputy_email == email:
        found["deputy_email"] = _("The deputy is another person with an own address.")
    if deputy_email and not texts.get("deputy_name"):
        found.setdefault("deputy_name", _("Write the name."))
    if found:
        return {}
    return {
        "person": _person(texts["name"], email, "email", found, row),
        "deputy": _person(texts["deputy_name"], deputy_email, "deputy_email", found, row) if deputy_email else None,
        "function": texts["function"],
        "phone": texts["phone"],
        "email": email,
    }


def _address(fields: Mapping[str, Any], name: str, found: dict[str, Any], *, required: bool) -> str:
    typed = str(fields.get(name, "")).strip()
    if not typed and not required:
        return ""
    try:
        return read_address(typed, name)
    except Invalid as invalid:
        found |= invalid.faults
        return typed


def _person(name: str, email: str, field: str, found: dict[str, Any], row: ContactPoint | None) -> Person | None:
    """Return the person of that address: a known one under the own name, else a new one without a sign-in.

    The name of somebody who never signed in is corrected; a known person's own spelling stays.
    """
    person = Person.objects.filter(email=email).first()
    if person is None:
        return Person.objects.create_person(email, name)
    if fold(person.name) != fold(name):
        is_kept_here = row is not None and person.pk in (row.person_id, row.deputy_id)
        if person.has_confirmed_email or not is_kept_here:
            found[field] = _("This address is another person's. Give this person's own address.")
            return None
        person.name = name
        person.save(update_fields=["name"])
    return person


def token_of(entry: ContactPoint) -> str:
    """Return the signed token of the yearly question: it names the entry and its state, so it works once."""
    return signing.dumps([str(entry.pk), _state(entry)], salt=SALT)


def _state(entry: ContactPoint) -> str:
    moments = (entry.asked_at, entry.verified_at, entry.disputed_at)
    return "|".join(moment.isoformat() if moment else "" for moment in moments)


def entry_of_token(token: str) -> ContactPoint:
    """Return the entry of a question's link. Raises `WrongState` when it is old, used or damaged."""
    gone = WrongState(_("This link was already used or is no longer valid. Nothing has to be done."))
    try:
        identifier, state = signing.loads(token, salt=SALT, max_age=LINK_LASTS)
    except (signing.BadSignature, ValueError):
        raise gone from None
    rows = ContactPoint.objects.select_related("organisation", "person", "deputy")
    entry = rows.filter(pk=identifier, ends_on__isnull=True).first()
    if entry is None or _state(entry) != state:
        raise gone
    return entry


def confirm_still_right(token: str, *, now: datetime) -> ContactPoint:
    """Take the answer that the entry is right (by POST only: a mail scanner's GET changes nothing).

    Raises `WrongState`.
    """
    with transaction.atomic():
        ContactPoint.objects.select_for_update(of=("self",)).get(pk=entry_of_token(token).pk)
        entry = entry_of_token(token)
        entry.verified_at, entry.asked_at, entry.reminded_at = now, None, None
        entry.save(update_fields=["verified_at", "asked_at", "reminded_at"])
        journal.record("contact-point-verified", "contact-point", entry.pk, by=None, now=now, through="link")
    return entry


def dispute(token: str, *, words: str, now: datetime) -> ContactPoint:
    """Take the answer that something has changed: the ministry is told in these words and nobody is asked again.

    The question's links, the person's and the deputy's, then answer nothing more.
    Raises `WrongState`, `Invalid`.
    """
    words = read_text(words, "words", required=_("Write what has changed."), limit=1_000)
    with transaction.atomic():
        ContactPoint.objects.select_for_update(of=("self",)).get(pk=entry_of_token(token).pk)
        entry = entry_of_token(token)
        entry.reminded_at, entry.disputed_at = entry.reminded_at or now, now
        entry.save(update_fields=["reminded_at", "disputed_at"])
        notices.disputed(entry, words=words, now=now)
        journal.record("contact-point-disputed", "contact-point", entry.pk, by=None, now=now)
    return entry


def ask_whether_right(now: datetime) -> int:
    """Ask the people of every stale entry once, and remind them once after two weeks; return how many were asked."""
    today = local_date(now)
    count = 0
    with transaction.atomic():
        for is_reminder, rows in (
            (True, queries.to_be_reminded(today, now)),
            (False, queries.to_be_asked(today, now)),
        ):
            for entry in rows.select_for_update(of=("self",)):
                if is_reminder:
                    entry.reminded_at = now
                else:
                    entry.asked_at = now
                entry.save(update_fields=["asked_at", "reminded_at"])
                notices.question(entry, token=token_of(entry), is_reminder=is_reminder, now=now)
                count += 1
    return count
