"""Calls, and a call's applications with their ranks, as lists that go out: one column list for CSV, XLSX and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seko.actors.calls.enums import ApplicationStatus, CallKind
from seko.actors.calls.models import Application, Call
from seko.actors.calls.ranking import Ranked
from seko.foundation.core.languages import in_form
from seko.foundation.rendering.columns import Column, Kind


@dataclass(frozen=True, slots=True)
class Listed:
    """An application as it goes out: never its words."""

    rank: int | None
    organisation: str
    partners: str
    points: Decimal | None
    state: str
    reason: str
    sent_at: datetime | None


def published(row: Application) -> Listed:
    """Return a line of the published list."""
    return _listed(row, row.rank, row.points, row.reason)


def judged(each: Ranked) -> Listed:
    """Return a line for the deciding body, with the points so far."""
    return _listed(each.application, each.rank, each.points, each.application.reason)


def _listed(row: Application, rank: int | None, points: Decimal | None, reason: str) -> Listed:
    return Listed(
        rank,
        row.organisation.name,
        "; ".join(partner.name for partner in row.partners.all()),
        points,
        str(ApplicationStatus(row.status).label),
        reason,
        row.sent_at,
    )


COLUMNS: tuple[Column[Listed], ...] = (
    Column("rank", _("Rank"), Kind.NUMBER, lambda row: row.rank),
    Column("organisation", _("Organisation"), Kind.TEXT, lambda row: row.organisation),
    Column("partners", _("Partner organisations"), Kind.WORDS, lambda row: row.partners),
    Column("points", _("Marks"), Kind.NUMBER, lambda row: row.points),
    Column("state", _("State"), Kind.TEXT, lambda row: row.state),
    Column("reason", _("Reason"), Kind.WORDS, lambda row: row.reason),
    Column("sent_at", _("Sent"), Kind.DATETIME, lambda row: row.sent_at),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A call of the list of calls, with its title and its state as they are said that moment."""

    call: Call
    title: str
    state: str
    url: str


CALLS: tuple[Column[Line], ...] = (
    Column("code", _("Short code"), Kind.TEXT, lambda line: line.call.code),
    Column("title", _("Title"), Kind.WORDS, lambda line: line.title),
    Column("kind", _("Kind"), Kind.TEXT, lambda line: CallKind(line.call.kind).label),
    Column("seko", _("SEKO"), Kind.TEXT, lambda line: in_form(line.call.seko, "name")),
    Column("issuer", _("Issued by"), Kind.TEXT, lambda line: line.call.issuer.shown_name),
    Column("state", _("State"), Kind.TEXT, lambda line: line.state),
    Column("opens_at", _("Opens"), Kind.DATETIME, lambda line: line.call.opens_at),
    Column("closes_at", _("Closes"), Kind.DATETIME, lambda line: line.call.closes_at),
    Column("page", _("Page"), Kind.URL, lambda line: settings.SITE_URL + line.url),
)

# Whom consortia admitted and the ministry has to register.
ADMITTED: tuple[Column[Application], ...] = (
    Column("organisation", _("Organisation"), Kind.TEXT, lambda row: row.organisation.name),
    Column("seko", _("SEKO"), Kind.TEXT, lambda row: in_form(row.call.seko, "name")),
    Column("decided_at", _("Decided"), Kind.DATETIME, lambda row: row.objection_decided_at or row.decided_at),
    Column("reason", _("Reason"), Kind.WORDS, lambda row: row.objection_reason or row.reason),
)
