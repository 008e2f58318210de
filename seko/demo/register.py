"""Loads the demonstration's register: nine SEKOs, 418 fictional organisations, their people and institutions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from seko.actors.accounts.models import Person
from seko.actors.mechanism.actions import admit_members, found_sekos
from seko.actors.mechanism.models import Membership, Sector, Seko
from seko.actors.organisations.actions import grant_mandates, register_organisations
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Mandate, Organisation
from seko.demo.networks import (
    DemoInstitution,
    DemoOrganisation,
    load_institutions,
    load_networks,
    load_organisations,
    load_persons,
)

CONTENT = Path(__file__).parent / "content"
FOUNDED = date(2014, 11, 20)
ROLES = {
    "coordinator": Role.COORDINATOR,
    "representative": Role.REPRESENTATIVE,
    "ministry-coordinator": Role.MINISTRY,
    "officer": Role.OFFICER,
    "observer": Role.OBSERVER,
    "auditor": Role.AUDITOR,
    "administrator": Role.ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True)
class Register:
    """What the rest of the demonstration builds on; keys are slugs and codes of the content files."""

    organisations: Mapping[str, Organisation]
    sekos: Mapping[str, Seko]
    networks: Mapping[str, tuple[str, ...]]
    voices: Mapping[str, Mandate]


def read_json(name: str) -> Any:
    """Return a content file's data."""
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


def load_register(now: datetime) -> Register:
    """Write the register; `voices` holds one mandate by which each organisation speaks."""
    sekos = _sekos(now)
    bodies = [*map(_association, load_organisations()), *map(_institution, load_institutions())]
    organisations = {each.slug: each for each in register_organisations(bodies, by=None, now=now)}
    members = {row.slug: row.networks for row in load_organisations()}
    admit_members(_memberships(members, organisations, sekos), by=None, now=now)
    voices = _people(organisations, now)
    return Register(organisations, sekos, members, voices)


def _sekos(now: datetime) -> dict[str, Seko]:
    pairs = []
    for order, row in enumerate(load_networks(), start=1):
        sector = Sector(code=row.code, name_sr=row.name, name_en=row.name_en, valid_from=FOUNDED, source="S1")
        name_sr, name_en = f"СЕКО: {row.name}", f"SEKO: {row.name_en}"
        pairs.append((sector, Seko(code=row.code, name_sr=name_sr, name_en=name_en, order=order)))
    return {seko.code: seko for seko in found_sekos(pairs, by=None, now=now)}


def _association(row: DemoOrganisation) -> Organisation:
    return Organisation(
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        town=row.town,
        registry_number=row.registry_number,
        tax_number=row.tax_number,
        is_fictional=True,
    )


def _institution(row: DemoInstitution) -> Organisation:
    return Organisation(slug=row.slug, name=row.name, name_en=row.name_en, kind=row.kind, is_fictional=True)


def _memberships(
    members: Mapping[str, tuple[str, ...]], organisations: Mapping[str, Organisation], sekos: Mapping[str, Seko]
) -> list[Membership]:
    roles: dict[tuple[str, str], str] = {}
    for row in load_networks():
        roles[row.lead, row.code] = "lead"
        roles |= {(slug, row.code): "partner" for slug in row.partners}
    pairs = {(slug, code) for slug, codes in members.items() for code in codes} | set(roles)
    return [
        Membership(
            organisation=organisations[slug],
            seko=sekos[code],
            role=roles.get((slug, code), "member"),
            starts_on=FOUNDED,
        )
        for slug, code in sorted(pairs)
    ]


def _people(organisations: Mapping[str, Organisation], now: datetime) -> dict[str, Mandate]:
    """Write the named people, and one representative for every organisation that has none among them."""
    people: dict[str, Person] = {}
    mandates: list[Mandate] = []
    voices: dict[str, Mandate] = {}
    for row in load_persons():
        person = people.setdefault(row.email, _person(row.email, row.name, now))
        organisation = organisations[row.organisation]
        mandate = Mandate(
            person=person,
            organisation=organisation,
            role=ROLES[row.role],
            starts_on=FOUNDED,
            is_deputy=row.is_deputy,
        )
        mandates.append(mandate)
        voices.setdefault(organisation.slug, mandate)
    names = read_json("networks/names.json")
    for rank, body in enumerate(load_organisations()):
        if body.slug in voices:
            continue
        first, last = names["first"][rank % len(names["first"])], names["last"][rank * 7 % len(names["last"])]
        address = f"{body.slug}@primer.example"
        people[address] = _person(address, f"{first} {last}", now)
        voices[body.slug] = Mandate(
            person=people[address],
            organisation=organisations[body.slug],
            role=Role.REPRESENTATIVE,
            starts_on=FOUNDED,
        )
        mandates.append(voices[body.slug])
    Person.objects.bulk_create(people.values(), batch_size=500)
    grant_mandates(mandates, by=None, now=now)
    return voices


def _person(email: str, name: str, now: datetime) -> Person:
    person = Person(email=email, name=name, email_confirmed_at=now)
    person.set_unusable_password()
    return person
