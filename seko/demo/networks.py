"""The invented networks: organisations, their SEKOs, institutions and people, as written in `content/networks`."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

NETWORKS: Final = Path(__file__).parent / "content" / "networks"


@dataclass(frozen=True)
class DemoOrganisation:
    """An organisation; `script` ("Cyrl" or "Latn") is that of its registered name, `where` the town in the locative.

    `where` is always in Cyrillic ("у Ужицу"); `networks` holds the codes of one or two networks.
    """

    slug: str
    name: str
    script: str
    kind: str
    town: str
    town_code: str
    where: str
    registry_number: str
    tax_number: str
    networks: tuple[str, ...]


@dataclass(frozen=True)
class DemoNetwork:
    """One of the nine SEKOs of 2014 with its invented consortium; `topic_code` is that of comment-topics.csv."""

    code: str
    topic_code: str
    name: str
    later_name: str
    name_en: str
    lead: str
    partners: tuple[str, ...]


@dataclass(frozen=True)
class DemoInstitution:
    """A body of the state; `responds` says whether it answers points."""

    slug: str
    kind: str
    name: str
    name_en: str
    unit: str
    responds: bool


@dataclass(frozen=True)
class DemoPerson:
    """A person in a role; `scope` is the code of a SEKO or "", `organisation` a slug."""

    name: str
    gender: str
    email: str
    organisation: str
    role: str
    scope: str
    is_deputy: bool


@cache
def load_organisations() -> tuple[DemoOrganisation, ...]:
    """All 418 organisations, in the order of the file."""
    where = {row["code"]: row["where"] for row in _rows("towns.csv")}
    return tuple(
        DemoOrganisation(
            **{name: row[name] for name in ("slug", "name", "script", "kind", "town", "town_code")},
            where=where[row["town_code"]],
            registry_number=row["registry_number"],
            tax_number=row["tax_number"],
            networks=tuple(row["networks"].split()),
        )
        for row in _rows("organisations.csv")
    )


@cache
def load_networks() -> tuple[DemoNetwork, ...]:
    """The nine SEKOs."""
    return tuple(
        DemoNetwork(**{"later_name": "", **network, "partners": tuple(network["partners"])})
        for network in _json("networks.json")
    )


@cache
def load_institutions() -> tuple[DemoInstitution, ...]:
    """The bodies of the state, all invented."""
    return tuple(DemoInstitution(**institution) for institution in _json("institutions.json"))


@cache
def load_persons() -> tuple[DemoPerson, ...]:
    """The people of the roles."""
    return tuple(DemoPerson(**person) for person in _json("persons.json"))


def _rows(name: str) -> list[dict[str, str]]:
    with (NETWORKS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _json(name: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = json.loads((NETWORKS / name).read_text(encoding="utf-8"))
    return content
