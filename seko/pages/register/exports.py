"""The areas of a day, their members, and supporters as lists that go out: one column list for CSV, XLSX and JSON."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.enums import Standing, SupportKind
from seko.actors.mechanism.models import Membership, Supporter
from seko.foundation.core.languages import in_form
from seko.foundation.rendering.columns import Column, Kind

MEMBERSHIPS: tuple[Column[Membership], ...] = (
    Column("seko", _("SEKO"), Kind.TEXT, lambda row: in_form(row.seko, "name")),
    Column("seko_code", _("Short code"), Kind.TEXT, lambda row: row.seko.code),
    Column("organisation", _("Organisation"), Kind.TEXT, lambda row: row.organisation.name),
    Column("registry_number", _("Registry number"), Kind.TEXT, lambda row: row.organisation.registry_number),
    Column("town", _("Town"), Kind.TEXT, lambda row: row.organisation.town),
    Column("role", _("Role"), Kind.TEXT, lambda row: Standing(row.role).label),
    Column("from", _("From"), Kind.DATE, lambda row: row.starts_on),
    Column("until", _("Until"), Kind.DATE, lambda row: row.ends_on),
    Column("suspended", _("Participation frozen"), Kind.BOOLEAN, lambda row: bool(getattr(row, "is_aside", False))),
    Column("note", _("What is not known"), Kind.WORDS, lambda row: row.note),
)


@dataclass(frozen=True, slots=True)
class Line:
    """An area of a day."""

    name: str
    lead: str
    partners: tuple[str, ...]
    network: int
    is_incomplete: bool
    url: str


AREAS: tuple[Column[Line], ...] = (
    Column("area", _("Area"), Kind.TEXT, lambda row: row.name),
    Column("lead", _("Lead organisation"), Kind.TEXT, lambda row: row.lead),
    Column("partners", _("Partners"), Kind.WORDS, lambda row: "; ".join(row.partners)),
    Column("organisations", _("Organisations"), Kind.NUMBER, lambda row: row.network),
    Column("incomplete", _("Incomplete"), Kind.BOOLEAN, lambda row: row.is_incomplete),
    Column("page", _("Page"), Kind.URL, lambda row: settings.SITE_URL + row.url),
)

SUPPORTERS: tuple[Column[Supporter], ...] = (
    Column("name", _("Name"), Kind.TEXT, lambda row: in_form(row, "name")),
    Column("kind", _("Kind"), Kind.TEXT, lambda row: SupportKind(row.kind).label),
    Column("what", _("What"), Kind.WORDS, lambda row: in_form(row, "what")),
    Column("from", _("From"), Kind.DATE, lambda row: row.starts_on),
    Column("until", _("Until"), Kind.DATE, lambda row: row.ends_on),
    Column("source", _("Source"), Kind.WORDS, lambda row: row.source),
)
