"""Entering organisations, and what stands in the register about them besides the name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from seko.actors.organisations import conditions
from seko.actors.organisations.actions.keys import write_keys, write_words
from seko.actors.organisations.actions.names import NAMES, check_name
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind
from seko.actors.organisations.models import FieldOfWork, Mandate, Organisation
from seko.actors.organisations.naming import as_typed
from seko.actors.organisations.notices import bodies as notices
from seko.actors.organisations.numbers import bare, is_registry_number, is_tax_number
from seko.actors.organisations.permissions import may_edit_profile, may_keep_register
from seko.actors.organisations.queries import Alike, holder_of_number, likely_duplicates
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, WrongState, refuse_unless
from seko.foundation.core.typed import read_text
from seko.foundation.journal import actions as journal
from seko.foundation.text.scripts import to_latin

FACTS = ("kind", "registry_number", "tax_number", "town", "founded_on")
PROFILE = ("name_en", "profile", "profile_en", "website", "public_email")
WRONG_NUMBER = {
    "registry_number": _("This is not a registry number: it has eight digits, the last one is a check digit."),
    "tax_number": _("This is not a tax number: it has nine digits, the last one is a check digit."),
}
TAKEN = _("Another organisation has this number; its people are told. Check the number.")
CROSSING = _(
    "Civil society does not become a body of the state, or the other way round, while it has a place in a SEKO or "
    "people act for it. End these first."
)
CHECKS = {"registry_number": is_registry_number, "tax_number": is_tax_number}
MOST_LETTERS = 6_000
LONGEST_SLUG = 70


class LikelyDuplicates(Invalid):
    """The name is likely that of an organisation that is there already: somebody has to say which it is."""

    def __init__(self, found: list[Alike]) -> None:
        super().__init__({"name": _("Organisations of a similar name are there already. Is it one of them?")})
        self.found = found


def register_organisations(
    organisations: Iterable[Organisation], *, by: journal.Acting | None, now: datetime
) -> list[Organisation]:
    """Add organisations to the register from the command line; names are stored NFC, with the key of their look-alikes.

    Raises `IntegrityError` when a slug is taken: the register is loaded once.
    """
    rows = list(organisations)
    for row in rows:
        write_keys(row)
    with transaction.atomic():
        Organisation.objects.bulk_create(rows, batch_size=500)
        write_words({row.pk for row in rows})
        journal.record("organisations-registered", "register", "organisations", by=by, now=now, count=len(rows))
    return rows


def register_organisation(
    *, fields: Mapping[str, Any], is_another: bool = False, by: Actor, now: datetime
) -> Organisation:
    """Register one organisation. `fields`: name, name_en, short_name and the `FACTS`.

    Raises `LikelyDuplicates` unless somebody said that it `is_another`; `Refused`; `Invalid`.
    """
    refuse_unless(may_keep_register(by, None, now))
    row = Organisation(**{name: fields[name] for name in FACTS if name in fields})
    for name in NAMES:
        setattr(row, name, as_typed(fields.get(name, "")))
    found = check_name(row) | _faults_of_facts(row)
    _refuse(found, _holders(row, found), by=by, now=now)
    alike = likely_duplicates(row.name)
    if alike and not is_another:
        raise LikelyDuplicates(alike)
    with transaction.atomic():
        row.slug = _free_slug(row.name)
        write_keys(row)
        row.save(force_insert=True)
        write_words({row.pk})
        journal.record(
            "organisation-registered",
            "organisation",
            row.pk,
            by=by,
            now=now,
            body=row.kind,
            weighed=[str(each.organisation.pk) for each in alike],
        )
    return row


def change_facts(organisation: Organisation, *, fields: Mapping[str, Any], by: Actor, now: datetime) -> Organisation:
    """Change kind, numbers, place and founding day. Raises `Refused`, `Invalid`."""
    refuse_unless(may_keep_register(by, organisation, now))
    with transaction.atomic():
        row = Organisation.objects.select_for_update().get(pk=organisation.pk)
        before = {name: getattr(row, name) for name in FACTS}
        was_civil = row.is_civil_society
        for name in FACTS:
            if name in fields:
                setattr(row, name, fields[name])
        found = _faults_of_facts(row)
        if "kind" not in found and row.is_civil_society != was_civil and _is_in_use(row, local_date(now)):
            found["kind"] = CROSSING
        holders = _holders(row, found)
        if not found and not holders:
            write_keys(row)
            row.save()
            changed = sorted(name for name in FACTS if before[name] != getattr(row, name))
            journal.record("organisation-changed", "organisation", row.pk, by=by, now=now, fields=changed)
    _refuse(found, holders, by=by, now=now)
    return row


def _is_in_use(row: Organisation, today: date) -> bool:
    """Return whether somebody acts for the organisation, or it has a place in a SEKO, from the day on."""
    is_ahead = Q(ends_on__isnull=True) | Q(ends_on__gte=today, ended_at__isnull=True)
    return Mandate.objects.filter(is_ahead, organisation=row).exists() or bool(conditions.has_places.ask(row.pk, today))


def _faults_of_facts(row: Organisation) -> dict[str, Any]:
    """Clean what was typed and return what cannot be taken, by field."""
    found: dict[str, Any] = {}
    if row.kind not in OrganisationKind.values:
        found["kind"] = _("Choose the kind.")
    try:
        row.town = read_text(" ".join(row.town.split()), "town", limit=80)
    except Invalid as invalid:
        found |= invalid.faults
    for field, check in CHECKS.items():
        number = bare(getattr(row, field))
        setattr(row, field, number)
        if number and not check(number):
            found[field] = WRONG_NUMBER[field]
    return found


def _holders(row: Organisation, found: Mapping[str, Any]) -> dict[str, Organisation]:
    """Return by field which other organisation has a number that the row would have."""
    holders = {
        field: holder_of_number(field, getattr(row, field), besides=row.pk) for field in CHECKS if field not in found
    }
    return {field: holder for field, holder in holders.items() if holder is not None}


def _refuse(found: dict[str, Any], holders: Mapping[str, Organisation], *, by: Actor, now: datetime) -> None:
    """Refuse what cannot be taken; tell the people of an organisation whose number somebody wanted to use (C9 101)."""
    for field, holder in holders.items():
        found[field] = TAKEN
        with transaction.atomic():
            notices.number_claimed(holder, field=field, now=now)
            journal.record("number-claimed", "organisation", holder.pk, by=by, now=now, field=field)
    if found:
        raise Invalid(found)


def _free_slug(name: str) -> str:
    wanted = wanted_slug(name)
    taken = Organisation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    return next_free(wanted, set(taken))


def wanted_slug(name: str) -> str:
    """Return the address that a name gives by itself: Latin letters, at most 70."""
    latin = to_latin(name).replace("đ", "dj").replace("Đ", "Dj")
    return slugify(latin)[:LONGEST_SLUG].strip("-") or "organizacija"


def next_free(wanted: str, taken: Set[str]) -> str:
    """Return the address, with a number from 2 on where it is taken."""
    number = 1
    while (free := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return free


def change_profile(
    organisation: Organisation,
    *,
    fields: Mapping[str, Any],
    fields_of_work: Iterable[FieldOfWork],
    by: Actor,
    now: datetime,
) -> Organisation:
    """Change the public profile: English name, words about it, website, public address, fields of work.

    Its own people and the ministry. Raises `Refused`, `Invalid`.
    """
    refuse_unless(may_edit_profile(by, organisation, now))
    chosen = list(fields_of_work)
    with transaction.atomic():
        row = Organisation.objects.select_for_update().get(pk=organisation.pk)
        before = {name: getattr(row, name) for name in PROFILE}
        for name in ("profile", "profile_en"):
            setattr(row, name, read_text(fields.get(name, ""), name, limit=MOST_LETTERS))
        row.name_en = as_typed(fields.get("name_en", ""))
        row.website, row.public_email = fields.get("website", "").strip(), fields.get("public_email", "").strip()
        found = {**check_name(row, only_english=True), **_faults_of_profile(row)}
        if found:
            raise Invalid(found)
        write_keys(row)
        row.save()
        row.fields_of_work.set(chosen)
        write_words({row.pk})
        changed = sorted(name for name in PROFILE if before[name] != getattr(row, name))
        journal.record("profile-changed", "organisation", row.pk, by=by, now=now, fields=changed)
    return row


def _faults_of_profile(row: Organisation) -> dict[str, Any]:
    found: dict[str, Any] = {}
    is_url = URLValidator(schemes=["http", "https"])
    for field, check, most, sentence in (
        ("website", is_url, 200, _("This is not an address of a website; check it.")),
        ("public_email", validate_email, 254, _("This is not an e-mail address; check it.")),
    ):
        value = getattr(row, field)
        if len(value) > most:
            found[field] = _("This address is too long: at most %(limit)s characters.") % {"limit": most}
            continue
        try:
            if value:
                check(value)
        except ValidationError:
            found[field] = sentence
    return found


def end_organisation(organisation: Organisation, *, ended_on: date, by: Actor, now: datetime) -> Organisation:
    """Record that an organisation ended on a day: it was abolished or struck off.

    From now on nobody acts for it. What was done stays under its name; unsent comments stay with their authors for 30
    days. Raises `Refused`, `Invalid`, `WrongState`.
    """
    refuse_unless(may_keep_register(by, organisation, now))
    with transaction.atomic():
        row = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if row.ended_on is not None:
            raise WrongState(_("It is recorded already that the organisation ended."))
        if ended_on > local_date(now):
            raise Invalid({"ended_on": _("This day is in the future; record it when it comes.")})
        if row.founded_on and ended_on < row.founded_on:
            raise Invalid({"ended_on": _("This day is before the founding.")})
        row.ended_on, row.closed_at = ended_on, now
        row.save(update_fields=["ended_on", "closed_at"])
        conditions.closed.follow(organisation=row, by=by, now=now)
        journal.record("organisation-ended", "organisation", row.pk, by=by, now=now, ended_on=ended_on.isoformat())
    return row
