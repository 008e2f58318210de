"""The register's file: its shape, read without asking the database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from seko.actors.mechanism.enums import Standing
from seko.actors.organisations.enums import OrganisationKind, Role
from seko.foundation.core.errors import Invalid
from seko.foundation.core.languages import HTML_LANG
from seko.foundation.text.folding import ForbiddenCharacter, is_blank, normalise

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One key of an entry: the type of its value, the values it may have (any when none named), whether it may lack."""

    type: type[str] | type[date] | type[bool] = str
    among: tuple[str, ...] = ()
    default: Any = None

    def read(self, given: Any) -> Any:
        """Return the value as it is stored. Raises `ValueError` with what is wrong."""
        if self.type is bool:
            if not isinstance(given, bool):
                raise ValueError("must be true or false")
            return given
        if not isinstance(given, str):
            raise ValueError("must be a text in quotation marks")
        if self.type is date:
            try:
                return date.fromisoformat(given)
            except ValueError:
                raise ValueError(f"is “{given}”; write the day as 2027-03-01") from None
        try:
            text = normalise(given).strip()
        except ForbiddenCharacter:
            raise ValueError("holds a character that cannot be stored") from None
        if self.default is None and is_blank(text):
            raise ValueError("is empty")
        if self.among and text not in self.among:
            raise ValueError(f"is “{text}”; it can be {', '.join(self.among)}")
        return text


TEXT, MAY_LACK, DAY = Field(), Field(default=""), Field(date)
SECTIONS: Mapping[str, Mapping[str, Field]] = {
    "sekos": {"code": TEXT, "name": TEXT, "name_en": TEXT, "from": DAY},
    "organisations": {
        "code": TEXT,
        "kind": Field(among=tuple(OrganisationKind.values)),
        "name": TEXT,
        "name_en": MAY_LACK,
        "short_name": MAY_LACK,
        "town": MAY_LACK,
    },
    "persons": {"email": TEXT, "name": TEXT, "language": Field(among=tuple(HTML_LANG), default="sr")},
    "memberships": {
        "organisation": TEXT,
        "seko": TEXT,
        "role": Field(among=tuple(Standing.values)),
        "from": DAY,
        "to": Field(date, default=...),
    },
    "mandates": {
        "person": TEXT,
        "organisation": TEXT,
        "role": Field(among=tuple(Role.values)),
        "scope": MAY_LACK,
        "deputy": Field(bool, default=False),
        "from": DAY,
        "to": Field(date, default=...),
    },
}


def read_register(text: str) -> dict[str, list[Entry]]:
    """Return the entries of each section, every key there, days as dates (None for an open end).

    Raises `Invalid` with one sentence for each wrong entry, under its place ("mandates, entry 2").
    """
    try:
        given = json.loads(text)
    except ValueError as error:
        raise Invalid(f"This is not JSON: {error}.") from None
    if not isinstance(given, dict):
        raise Invalid("The file must hold one object with the sections " + ", ".join(SECTIONS) + ".")
    faults = {name: "There is no such section; there are " + ", ".join(SECTIONS) for name in given.keys() - SECTIONS}
    found: dict[str, list[Entry]] = {}
    for section, fields in SECTIONS.items():
        entries = given.get(section, [])
        if not isinstance(entries, list):
            faults[section] = "must be a list"
            continue
        found[section] = [_entry(each, fields, place_of(section, at), faults) for at, each in enumerate(entries)]
    if faults:
        raise Invalid(faults)
    return found


def place_of(section: str, index: int) -> str:
    """Return how an entry is named in a sentence: its section and its number, from 1."""
    return f"{section}, entry {index + 1}"


def _entry(given: Any, fields: Mapping[str, Field], place: str, faults: dict[str, Any]) -> Entry:
    if not isinstance(given, dict):
        faults[place] = "must be an object"
        return {}
    entry: dict[str, Any] = {}
    wrong = [f"“{key}” is not known here" for key in given.keys() - fields]
    for key, field in fields.items():
        if key in given:
            try:
                entry[key] = field.read(given[key])
            except ValueError as error:
                wrong.append(f"“{key}” {error}")
        elif field.default is None:
            wrong.append(f"“{key}” is missing")
        else:
            entry[key] = None if field.default is ... else field.default
    if wrong:
        faults[place] = "; ".join(wrong)
    return entry
