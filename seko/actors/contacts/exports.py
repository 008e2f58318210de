"""Contact points as a list that goes out: one column list for CSV, XLSX and JSON."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seko.actors.contacts.enums import Level
from seko.actors.contacts.models import ContactPoint
from seko.foundation.rendering.columns import Column, Kind

COLUMNS: tuple[Column[ContactPoint], ...] = (
    Column("level", _("Level"), Kind.TEXT, lambda row: Level(row.level).label),
    Column("body", _("Body"), Kind.TEXT, lambda row: row.organisation.name),
    Column("place", _("Place"), Kind.TEXT, lambda row: row.organisation.town),
    Column("name", _("Name and surname"), Kind.TEXT, lambda row: row.person.name),
    Column("function", _("Function"), Kind.TEXT, lambda row: row.function),
    Column("email", _("Work e-mail"), Kind.TEXT, lambda row: row.email),
    Column("phone", _("Work phone"), Kind.TEXT, lambda row: row.phone),
    Column("deputy", _("Deputy"), Kind.TEXT, lambda row: row.deputy.name if row.deputy else ""),
    Column("from", _("From"), Kind.DATE, lambda row: row.starts_on),
    Column("verified", _("Last verified"), Kind.DATE, lambda row: row.verified_at),
)
