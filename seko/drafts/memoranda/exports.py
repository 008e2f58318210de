"""The list of memoranda as it goes out: one column list for JSON, CSV and XLSX."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seko.drafts.memoranda.enums import Side
from seko.drafts.memoranda.models import Memorandum
from seko.foundation.rendering.columns import Column, Kind


@dataclass(frozen=True, slots=True)
class Line:
    """A memorandum with its title and state as they are said that day; parties and obligations are prefetched."""

    memorandum: Memorandum
    title: str
    state: object
    url: str


def _parties(side: Side) -> Callable[[Line], str]:
    return lambda line: "; ".join(
        party.shown_name for party in line.memorandum.parties.all() if party.side == side and not party.left_on
    )


def _left(line: Line) -> str:
    return "; ".join(party.shown_name for party in line.memorandum.parties.all() if party.left_on)


# The demonstration's mark is in every row but those of history: rows are copied out of their sheet.
MARK: Column[Line] = Column(
    "demonstration", _("Demonstration"), Kind.TEXT, lambda line: "" if line.memorandum.source else _("fictional data")
)
COLUMNS: tuple[Column[Line], ...] = (
    Column("code", _("Short code"), Kind.TEXT, lambda line: line.memorandum.code),
    Column("title", _("Title"), Kind.WORDS, lambda line: line.title),
    Column("state", _("State"), Kind.TEXT, lambda line: line.state),
    Column("signed_on", _("Signed"), Kind.DATE, lambda line: line.memorandum.signed_on),
    Column("begins_on", _("Begins"), Kind.DATE, lambda line: line.memorandum.begins_on),
    Column("until", _("Until"), Kind.DATE, lambda line: line.memorandum.until),
    Column("state_side", _("State side"), Kind.WORDS, _parties(Side.STATE)),
    Column("civil_side", _("Civil society"), Kind.WORDS, _parties(Side.CIVIL)),
    Column("left", _("Parties that left"), Kind.WORDS, _left),
    Column("obligations", _("Obligations"), Kind.NUMBER, lambda line: len(line.memorandum.obligations.all())),
    Column("source", _("Source"), Kind.WORDS, lambda line: line.memorandum.source or None),
    Column("page", _("Page"), Kind.URL, lambda line: settings.SITE_URL + line.url),
)
