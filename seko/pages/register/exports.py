"""The membership of a day as a list that goes out: one column list for CSV, XLSX and JSON."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from seko.actors.mechanism.enums import Standing
from seko.actors.mechanism.models import Membership
from seko.foundation.core.languages import in_form
from seko.foundation.rendering.columns import Column, Kind
from seko.foundation.rendering.formats import Listed

FILES = (("xlsx", "Excel (XLSX)"), ("csv", "CSV"), ("json", "JSON"))
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
MARK: Column[Membership] = Column("demonstration", _("Demonstration"), Kind.TEXT, lambda row: _("fictional data"))


def columns() -> tuple[Column[Membership], ...]:
    """Return the columns; in the demonstration every row says that it is fictional."""
    return (MARK, *MEMBERSHIPS) if settings.DEMONSTRATION else MEMBERSHIPS


def as_file(made: Listed, name: str) -> HttpResponse:
    """Return the list as an answer; JSON is shown, the rest is saved under the name."""
    response = HttpResponse(b"".join(made.pieces), content_type=made.media_type)
    if made.extension != "json":
        prefix = "demonstration-" if settings.DEMONSTRATION else ""
        response["Content-Disposition"] = (
            content_disposition_header(True, f"{prefix}{name}.{made.extension}") or "attachment"
        )
    return response
