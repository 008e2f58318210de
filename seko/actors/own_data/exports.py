"""Requests to be erased, and the register of processing, as lists that go out: one column list for CSV, XLSX, JSON."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from seko.actors.own_data.enums import ErasureStatus
from seko.actors.own_data.models import ErasureRequest
from seko.foundation.rendering.columns import Column, Kind

REQUESTS: tuple[Column[ErasureRequest], ...] = (
    Column("asked_at", _("Asked"), Kind.DATETIME, lambda row: row.asked_at),
    Column("name", _("Name and surname"), Kind.TEXT, lambda row: row.person.name),
    Column("email", _("E-mail address"), Kind.TEXT, lambda row: row.person.email),
    Column("state", _("State"), Kind.TEXT, lambda row: ErasureStatus(row.status).label),
    Column("words", _("Words"), Kind.WORDS, lambda row: row.words),
)


@dataclass(frozen=True, slots=True)
class Processing:
    """One processing of the register."""

    code: str
    title: str
    purpose: str
    basis: str
    circle: str
    keeping: str
    fields: str


PROCESSING: tuple[Column[Processing], ...] = (
    Column("code", _("Short code"), Kind.TEXT, lambda row: row.code),
    Column("title", _("Processing"), Kind.TEXT, lambda row: row.title),
    Column("purpose", _("Why"), Kind.WORDS, lambda row: row.purpose),
    Column("basis", _("Legal basis"), Kind.WORDS, lambda row: row.basis),
    Column("circle", _("Who reads this"), Kind.WORDS, lambda row: row.circle),
    Column("keeping", _("How long"), Kind.WORDS, lambda row: row.keeping),
    Column("fields", _("Fields"), Kind.TEXT, lambda row: row.fields),
)
# What is held of people is no fiction, in the demonstration neither.
MARK: Column[Processing] = Column("demonstration", _("Demonstration"), Kind.TEXT, lambda row: "")
