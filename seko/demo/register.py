"""The demonstration's register: nine SEKOs, 418 fictional organisations, their people and institutions."""

from __future__ import annotations

import csv
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
from seko.drafts.memoranda.models import Memorandum

CONTENT = Path(__file__).parent / "content"
FOUNDED = date(2014, 11, 20)
ROLES = {
    "coordinator": Role.COORDINATOR,
    "representative": Role.REPRESENTATIVE,
    "ministry_coordinator": Role.MINISTRY,
    "ministry-coordinator": Role.MINISTRY,
    "officer": Role.OFFICER,
    "institution_officer": Role.OFFICER,
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
    networks = read_json("networks/networks.json")
    sekos = _sekos(networks, now)
    with (CONTENT / "networks" / "organisations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    bodies = [_association(row) for row in rows] + [
        _institution(row) for row in read_json("networks/institutions.json")
    ]
    organisations = {each.slug: each for each in register_organisations(bodies, by=None, now=now)}
    members = {row["slug"]: tuple(row["networks"].split()) for row in rows}
    admit_members(_memberships(networks, members, organisations, sekos), by=None, now=now)
    voices = _people(organisations, rows, now)
    _memorandum()
    return Register(organisations, sekos, members, voices)


def _sekos(networks: list[dict[str, Any]], now: datetime) -> dict[str, Seko]:
    pairs = []
    for order, row in enumerate(networks, start=1):
        sector = Sector(code=row["code"], name_sr=row["name"], name_en=row["name_en"], valid_from=FOUNDED, source="S1")
        name_sr, name_en = f"СЕКО: {row['name']}", f"SEKO: {row['name_en']}"
        pairs.append((sector, Seko(code=row["code"], name_sr=name_sr, name_en=name_en, order=order)))
    return {seko.code: seko for seko in found_sekos(pairs, by=None, now=now)}


def _association(row: dict[str, str]) -> Organisation:
    return Organisation(
        slug=row["slug"], name=row["name"], kind=row["kind"], town=row["town"], registry_number=row["registry_number"],
        tax_number=row["tax_number"], is_fictional=True,
    )  # fmt: skip


def _institution(row: dict[str, Any]) -> Organisation:
    return Organisation(slug=row["slug"], name=row["name"], name_en=row["name_en"], kind=row["kind"], is_fictional=True)


def _memberships(
    networks: list[dict[str, Any]],
    members: Mapping[str, tuple[str, ...]],
    organisations: Mapping[str, Organisation],
    sekos: Mapping[str, Seko],
) -> list[Membership]:
    roles: dict[tuple[str, str], str] = {}
    for row in networks:
        roles[row["lead"], row["code"]] = "lead"
        roles |= {(slug, row["code"]): "partner" for slug in row["partners"]}
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


def _people(organisations: Mapping[str, Organisation], rows: list[dict[str, str]], now: datetime) -> dict[str, Mandate]:
    """Write the named people, and one representative for every organisation that has none among them."""
    named = read_json("networks/persons.json")
    people: list[Person] = []
    mandates: list[Mandate] = []
    voices: dict[str, Mandate] = {}
    by_email: dict[str, Person] = {}
    for row in named:
        person = by_email.get(row["email"]) or _person(row["email"], row["name"], now)
        if row["email"] not in by_email:
            people.append(person)
            by_email[row["email"]] = person
        organisation = organisations[row["organisation"]]
        mandate = Mandate(
            person=person, organisation=organisation, role=ROLES[row["role"]], scope="", starts_on=FOUNDED,
            is_deputy=row["is_deputy"],
        )  # fmt: skip
        mandates.append(mandate)
        voices.setdefault(organisation.slug, mandate)
    names = read_json("networks/names.json")
    for rank, row in enumerate(rows):
        if row["slug"] in voices:
            continue
        first, last = names["first"][rank % len(names["first"])], names["last"][rank * 7 % len(names["last"])]
        person = _person(f"{row['slug']}@primer.example", f"{first} {last}", now)
        people.append(person)
        mandate = Mandate(
            person=person, organisation=organisations[row["slug"]], role=Role.REPRESENTATIVE, starts_on=FOUNDED
        )
        mandates.append(mandate)
        voices[row["slug"]] = mandate
    Person.objects.bulk_create(people, batch_size=500)
    grant_mandates(mandates, by=None, now=now)
    return voices


def _person(email: str, name: str, now: datetime) -> Person:
    person = Person(email=email, name=name, email_confirmed_at=now)
    person.password = "!"  # noqa: S105 - Django's mark of an unusable password
    return person


def _memorandum() -> None:
    facts = read_json("history.json")["memorandum"]
    Memorandum.objects.create(
        code="memorandum-2014",
        title_sr="Меморандум о сарадњи у области планирања, програмирања, праћења и извештавања "
        "о међународној развојној помоћи",
        title_en="Memorandum of cooperation in planning, programming, monitoring and reporting on international "
        "development assistance",
        signed_on=date.fromisoformat(facts["signed_on"]),
        state_party_sr="Канцеларија за европске интеграције",
        state_party_en="European Integration Office",
        parties=[row["name"] for row in facts["signatories"]],
        source="S1",
    )
