"""An organisation's people as a list that goes out: one column list for CSV, XLSX and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from seko.foundation.rendering.columns import Column, Kind


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who acts for the organisation, did, is invited or asks to."""

    state: object
    name: object
    email: str
    role: object
    scope: str
    is_deputy: bool
    since: date
    until: date | None


PEOPLE: tuple[Column[Line], ...] = (
    Column("state", _("State"), Kind.TEXT, lambda line: line.state),
    Column("name", _("Name and surname"), Kind.TEXT, lambda line: line.name),
    Column("email", _("E-mail address"), Kind.TEXT, lambda line: line.email),
    Column("role", _("Role"), Kind.TEXT, lambda line: line.role),
    Column("scope", _("Scope"), Kind.TEXT, lambda line: line.scope),
    Column("deputy", _("Deputy"), Kind.BOOLEAN, lambda line: line.is_deputy),
    Column("from", _("From"), Kind.DATE, lambda line: line.since),
    Column("until", _("To"), Kind.DATE, lambda line: line.until),
)
