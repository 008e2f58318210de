"""The membership of a day as a list that goes out: one column list for CSV, XLSX and JSON."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.enums import Standing
from seko.actors.mechanism.models import Membership
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
