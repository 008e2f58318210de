"""Loading the whole register from its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from seko.actors.accounts.actions import enter_persons
from seko.actors.accounts.models import Person, stored_email
from seko.actors.mechanism.actions.entering import admit_members, found_sekos
from seko.actors.mechanism.models import Membership, Sector, Seko
from seko.actors.mechanism.register import Entry, place_of
from seko.actors.organisations.actions import grant_mandates, register_organisations
from seko.actors.organisations.enums import CIVIL_ROLES, Role
from seko.actors.organisations.models import Mandate, Organisation
from seko.foundation.core.errors import Invalid

STATE_ROLES = (Role.MINISTRY, Role.OFFICER, Role.SECRETARY, Role.CONTACT)

# What a column is called in the register's file.
FILE_NAMES = {"slug": "code", "name_sr": "name"}


def load_register(entries: Mapping[str, Sequence[Entry]], *, now: datetime) -> dict[str, int]:
    """Add what the register's file (`register.read_register`) holds and the database does not; return how much of each
    section was added. New persons are mailed the link that signs them in.

    It only adds: an entry that says otherwise than what is kept is a fault. Raises `Invalid` with a sentence for each
    wrong entry, under its place; nothing of the file is kept then.
    """
    faults: dict[str, Any] = {}
    with transaction.atomic():
        sekos = {each.code: each for each in Seko.objects.select_related("sector")}
        new = _new("sekos", entries, sekos, lambda entry: _seko(entry, len(sekos)), faults)
        bodies = {each.slug: each for each in Organisation.objects.all()}
        new_bodies = _new("organisations", entries, bodies, _organisation, faults)
        people = {each.email: each for each in Person.objects.all()}
        new_people = _new("persons", entries, people, _person, faults)
        _stop_at(faults)
        found_sekos([(each.sector, each) for each in new], by=None, now=now)
        if new_bodies:
            register_organisations(new_bodies, by=None, now=now)
        enter_persons(new_people, now=now)

        places = list(Membership.objects.all())
        new_places = _in_time("memberships", entries, places, lambda entry: _membership(entry, bodies, sekos), faults)
        rights = list(Mandate.objects.all())
        new_rights = _in_time("mandates", entries, rights, lambda entry: _mandate(entry, bodies, sekos, people), faults)
        _stop_at(faults)
        if new_places:
            admit_members(new_places, by=None, now=now)
        grant_mandates(new_rights, by=None, now=now)
    rows = {
        "sekos": new,
        "organisations": new_bodies,
        "persons": new_people,
        "memberships": new_places,
        "mandates": new_rights,
    }
    return {section: len(each) for section, each in rows.items()}


def _stop_at(faults: dict[str, Any]) -> None:
    if faults:
        raise Invalid(faults)


def _new(section: str, entries: Any, known: dict[str, Any], build: Callable[[Entry], Any], faults: Any) -> list[Any]:
    """Return the rows that are not known yet, and make them known."""
    new = []
    for at, entry in enumerate(entries[section]):
        try:
            key, row, compared = build(entry)
            if key not in known:
                _check(row)
                known[key] = row
                new.append(row)
            elif differing := [name for name in compared if getattr(known[key], name) != getattr(row, name)]:
                raise ValueError(f"“{key}” is kept already with another {' and '.join(differing)}")
        except ValueError as error:
            faults[place_of(section, at)] = str(error)
    return new


def _check(row: models.Model) -> None:
    """Raise `ValueError` where a value does not fit its column (too long, no address, no code)."""
    derived = {field.name for field in row._meta.fields if field.is_relation} | {
        "name_key",
        "name_skeleton",
        "password",
    }
    try:
        row.clean_fields(exclude=derived)
    except ValidationError as error:
        faults = {FILE_NAMES.get(name, name): " ".join(said) for name, said in error.message_dict.items()}
        words = "; ".join(f"“{name}”: {said}" for name, said in faults.items())
        raise ValueError(words) from None


def _in_time(section: str, entries: Any, kept: list[Any], build: Callable[[Entry], Any], faults: Any) -> list[Any]:
    """Return the rows that are not kept yet; none may overlap one for the same, or be a second lead at a time."""
    new = []
    for at, entry in enumerate(entries[section]):
        try:
            row = build(entry)
            if row.ends_on and row.ends_on < row.starts_on:
                raise ValueError("“to” is before “from”")
            beside = [each for each in kept if _overlap(each, row) and _same_thing(each, row)]
            if any(_as_written(each) == _as_written(row) for each in beside):
                continue
            if beside:
                raise ValueError(f"overlaps what is entered already ({beside[0]}); changes are not made here")
            kept.append(row)
            new.append(row)
        except ValueError as error:
            faults[place_of(section, at)] = str(error)
    return new


def _overlap(one: Any, other: Any) -> bool:
    return bool(one.starts_on <= (other.ends_on or date.max) and other.starts_on <= (one.ends_on or date.max))


def _same_thing(one: Any, other: Any) -> bool:
    if isinstance(one, Membership):
        is_beside = one.organisation_id == other.organisation_id or one.role == other.role == "lead"
        return bool(is_beside and one.seko_id == other.seko_id)
    names = ("person_id", "organisation_id", "role", "scope")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _as_written(row: Any) -> tuple[Any, ...]:
    names = ("organisation_id", "role", "starts_on", "ends_on", "seko_id", "is_deputy")
    return tuple(getattr(row, name, None) for name in names)


def _seko(entry: Entry, before: int) -> tuple[str, Seko, tuple[str, ...]]:
    code, name, name_en = entry["code"], entry["name"], entry["name_en"]
    sector = Sector(code=code, name_sr=name, name_en=name_en, valid_from=entry["from"])
    _check(sector)
    seko = Seko(code=code, sector=sector, name_sr=f"СЕКО: {name}", name_en=f"SEKO: {name_en}", order=before + 1)
    return code, seko, ("name_sr", "name_en")


def _organisation(entry: Entry) -> tuple[str, Organisation, tuple[str, ...]]:
    named = {name: entry[name] for name in ("kind", "name", "name_en", "short_name", "town")}
    return entry["code"], Organisation(slug=entry["code"], **named), ("kind", "name")


def _person(entry: Entry) -> tuple[str, Person, tuple[str, ...]]:
    address = stored_email(entry["email"])
    return address, Person(email=address, name=entry["name"], language=entry["language"]), ()


def _membership(entry: Entry, bodies: Mapping[str, Organisation], sekos: Mapping[str, Seko]) -> Membership:
    body = _found(bodies, entry["organisation"], "organisation")
    if not body.is_civil_society:
        raise ValueError(f"“{body.slug}” is no organisation of civil society")
    seko = _found(sekos, entry["seko"], "SEKO")
    return Membership(organisation=body, seko=seko, role=entry["role"], starts_on=entry["from"], ends_on=entry["to"])


def _mandate(
    entry: Entry, bodies: Mapping[str, Organisation], sekos: Mapping[str, Seko], people: Mapping[str, Person]
) -> Mandate:
    body = _found(bodies, entry["organisation"], "organisation")
    role = entry["role"]
    if role in (STATE_ROLES if body.is_civil_society else CIVIL_ROLES):
        raise ValueError(f"“{role}” is no role in an organisation of the kind “{body.kind}”")
    if entry["scope"]:
        _found(sekos, entry["scope"], "SEKO")
    return Mandate(
        person=_found(people, stored_email(entry["person"]), "person"),
        organisation=body,
        role=role,
        scope=entry["scope"],
        is_deputy=entry["deputy"],
        starts_on=entry["from"],
        ends_on=entry["to"],
    )


def _found(known: Mapping[str, Any], key: str, kind: str) -> Any:
    if key not in known:
        raise ValueError(f"there is no {kind} “{key}”, neither in this file nor kept already")
    return known[key]
