"""The columns of the register that a spreadsheet can bring, and which heading means which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from seko.foundation.text.folding import fold
from seko.outlets.exchange.tables.table import Row, Table

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SOUGHT_ROWS = 20


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """A column: its stable name, its title, and what people head it with (folded; also by the beginning)."""

    name: str
    title: _StrPromise
    headings: tuple[str, ...]


COLUMNS = (
    ColumnKind(
        "name",
        _("Name of the organisation"),
        (
            *("naziv", "naziv organizacije", "naziv udruzenja", "ime organizacije", "organizacija", "udruzenje"),
            *("name", "name of the organisation", "organisation", "organization", "ocd", "puni naziv"),
        ),
    ),
    ColumnKind("short_name", _("Short name"), ("skraceni naziv", "skraceno", "skracenica", "short name", "acronym")),
    ColumnKind(
        "name_en", _("Name in English"), ("naziv na engleskom", "engleski naziv", "name in english", "english name")
    ),
    ColumnKind("kind", _("Kind"), ("vrsta", "tip", "oblik", "pravni oblik", "kind", "type", "legal form")),
    ColumnKind(
        "registry_number",
        _("Registry number"),
        ("maticni broj", "maticni br", "mb", "mat. broj", "registry number", "registration number", "reg. no"),
    ),
    ColumnKind("tax_number", _("Tax number"), ("pib", "poreski broj", "tax number", "vat", "tin")),
    ColumnKind("town", _("Place"), ("mesto", "grad", "sediste", "opstina", "grad/opstina", "place", "town", "city")),
    ColumnKind("website", _("Website"), ("sajt", "veb sajt", "veb-sajt", "internet adresa", "website", "web")),
    ColumnKind(
        "public_email",
        _("Public e-mail address"),
        ("e-posta organizacije", "imejl organizacije", "email organizacije", "e-mail organizacije", "public e-mail"),
    ),
    ColumnKind("seko", _("Network (SEKO)"), ("seko", "mreza", "oblast", "sektor", "network", "area", "sector")),
    ColumnKind("since", _("Member since"), ("clanica od", "u mrezi od", "clan od", "od", "member since", "since")),
    ColumnKind(
        "person",
        _("Contact person"),
        ("kontakt osoba", "osoba za kontakt", "kontakt", "predstavnik", "ime i prezime", "contact person", "contact"),
    ),
    ColumnKind(
        "email",
        _("E-mail address of the contact person"),
        ("e-posta", "imejl", "email", "e-mail", "mejl", "elektronska posta", "kontakt imejl", "e-mail address"),
    ),
)
BY_NAME = {column.name: column for column in COLUMNS}
_BY_HEADING = {heading: column.name for column in COLUMNS for heading in column.headings}


def head_of(table: Table) -> Row:
    """Return the row of headings: of the first twenty the one in which most columns are known; the first where none."""
    return max(table.rows[:SOUGHT_ROWS], key=lambda row: (len(matched(row.cells)), -row.number))


def matched(headings: Sequence[str]) -> dict[str, int]:
    """Return the place of each column whose heading is known; of two with one meaning the first counts."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        name = meaning_of(heading)
        if name and name not in found:
            found[name] = place
    return found


def meaning_of(heading: str) -> str:
    """Return which column a heading means, in any script; empty where it is not known."""
    key = fold(heading).strip(" .:*")
    if key in _BY_HEADING:
        return _BY_HEADING[key]
    # „Матични број (8 цифара)“, "PIB organizacije": the longest known heading with which it begins.
    starts = [known for known in _BY_HEADING if len(known) > 2 and key.startswith(f"{known} ")]
    return _BY_HEADING[max(starts, key=len)] if starts else ""


def chosen(given: Mapping[str, str], headings: Sequence[str]) -> dict[str, int]:
    """Return the places that somebody chose for columns (`column-<place>` → name); of two for one the first counts."""
    found: dict[str, int] = {}
    for place in range(len(headings)):
        name = given.get(f"column-{place}", "")
        if name in BY_NAME and name not in found:
            found[name] = place
    return found
