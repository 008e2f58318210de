"""The directory of organisations: what is asked for, found and listed, and its columns as a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.models import Membership, Seko
from seko.actors.mechanism.queries import memberships_on
from seko.actors.organisations.enums import CIVIL_SOCIETY, OrganisationKind
from seko.actors.organisations.models import FieldOfWork, FormerName, Organisation
from seko.actors.organisations.queries import listed, named
from seko.foundation.core.languages import current, in_form
from seko.foundation.rendering.columns import Column, Kind
from seko.foundation.text.folding import fold

CIVIL, STATE = "civil", "state"
# The first two stand for several kinds each.
KINDS: tuple[tuple[str, object], ...] = (
    (CIVIL, _("All organisations of civil society")),
    (STATE, _("All bodies of the state and donors")),
    *((kind.value, kind.label) for kind in OrganisationKind),
)
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What the directory is asked for; what is not in a list of choices asks for nothing."""

    words: str = ""
    area: str = ""
    kind: str = ""
    place: str = ""
    field: str = ""

    @property
    def query(self) -> str:
        """What stands in the address for it, ready to go on with `&`."""
        given = {"q": self.words, "area": self.area, "kind": self.kind, "place": self.place, "field": self.field}
        said = urlencode({name: value for name, value in given.items() if value})
        return f"{said}&" if said else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.query)


def read(given: Mapping[str, str], sekos: Iterable[Seko], fields: Iterable[FieldOfWork]) -> Asked:
    """Return what an address asks for."""
    areas, codes, kinds = {each.code for each in sekos}, {each.code for each in fields}, dict(KINDS)
    area, kind, field = given.get("area", ""), given.get("kind", ""), given.get("field", "")
    return Asked(
        " ".join(given.get("q", "")[:LONGEST].replace("\x00", "").split()),
        area if area in areas else "",
        kind if kind in kinds else "",
        " ".join(given.get("place", "")[:80].replace("\x00", "").split()),
        field if field in codes else "",
    )


def found(asked: Asked, today: date) -> QuerySet[Organisation]:
    """Return the organisations asked for, in the order of the page's alphabet."""
    is_all = not (asked.area or asked.kind or asked.place or asked.field)
    rows = listed(current()).filter(named(asked.words, is_all=is_all))
    if asked.area:
        rows = rows.filter(pk__in=memberships_on(today).filter(seko__code=asked.area).values("organisation"))
    if asked.kind in (CIVIL, STATE):
        of_kind = Q(kind__in=CIVIL_SOCIETY)
        rows = rows.filter(of_kind if asked.kind == CIVIL else ~of_kind)
    elif asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.place and (place := fold(asked.place)):
        rows = rows.filter(town_key__startswith=place)
    if asked.field:
        rows = rows.filter(fields_of_work__code=asked.field)
    return rows


def with_facts(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Return the rows with what a list says of each, in a constant number of queries."""
    former = FormerName.objects.order_by("-ends_on")
    unread = ("order_sr", "order_latn", "order_en", "name_alike", "name_skeleton", "profile", "profile_en")
    return rows.defer(*unread).prefetch_related(Prefetch("former_names", queryset=former), "fields_of_work")


def places_of(identifiers: Sequence[UUID], today: date) -> dict[UUID, list[Membership]]:
    """Return the places of that day in the mechanism by organisation, in one query."""
    places: dict[UUID, list[Membership]] = defaultdict(list)
    rows = memberships_on(today).filter(organisation__in=identifiers).select_related("seko__sector")
    for row in rows.order_by("seko__order"):
        places[row.organisation_id].append(row)
    return places


@dataclass(frozen=True, slots=True)
class Filed:
    """A row of the file."""

    body: Organisation
    areas: str


def filed(rows: QuerySet[Organisation], today: date) -> list[Filed]:
    """Return the rows of the file, all of them, in three queries."""
    bodies = list(with_facts(rows))
    places: dict[UUID, list[Membership]] = defaultdict(list)
    for row in memberships_on(today).select_related("seko__sector").order_by("seko__order"):
        places[row.organisation_id].append(row)
    return [Filed(body, "; ".join(_area(row) for row in places[body.pk])) for body in bodies]


def _area(row: Membership) -> str:
    return f"{in_form(row.seko.sector, 'name')} ({row.get_role_display()})"


COLUMNS: tuple[Column[Filed], ...] = (
    Column("name", _("Name"), Kind.TEXT, lambda row: row.body.name),
    Column("name_en", _("Name in English"), Kind.TEXT, lambda row: row.body.name_en),
    Column("short_name", _("Short name"), Kind.TEXT, lambda row: row.body.short_name),
    Column(
        "former_names",
        _("Former names"),
        Kind.TEXT,
        lambda row: "; ".join(each.name for each in row.body.former_names.all()),
    ),
    Column("kind", _("Kind"), Kind.TEXT, lambda row: row.body.get_kind_display()),
    Column("registry_number", _("Registry number"), Kind.TEXT, lambda row: row.body.registry_number),
    Column("tax_number", _("Tax number"), Kind.TEXT, lambda row: row.body.tax_number),
    Column("place", _("Place"), Kind.TEXT, lambda row: row.body.town),
    Column("areas", _("Areas"), Kind.TEXT, lambda row: row.areas),
    Column(
        "fields_of_work",
        _("Fields of work"),
        Kind.TEXT,
        lambda row: "; ".join(in_form(each, "name") for each in row.body.fields_of_work.all()),
    ),
    Column("website", _("Website"), Kind.URL, lambda row: row.body.website),
    Column("email", _("E-mail"), Kind.TEXT, lambda row: row.body.public_email),
    Column("founded_on", _("Founded"), Kind.DATE, lambda row: row.body.founded_on),
    Column("ended_on", _("Ended"), Kind.DATE, lambda row: row.body.ended_on),
    Column("address", _("Address on this platform"), Kind.TEXT, lambda row: row.body.slug),
)
