"""What the pages of an import show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from seko.foundation.core.languages import in_form
from seko.foundation.design import spoken
from seko.foundation.design.parts import Filter, Row
from seko.outlets.exchange.columns import BY_NAME, COLUMNS
from seko.outlets.exchange.enums import Choice, ImportStatus, Verdict
from seko.outlets.exchange.judging import Judged
from seko.outlets.exchange.models import RegisterImport
from seko.outlets.exchange.sentences import NOTES
from seko.outlets.exchange.tables.table import column_letters, from_json

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

EXAMPLES = 3
SHOWN_FIRST = (Verdict.WRONG, Verdict.DOUBTFUL, Verdict.CHANGED, Verdict.NEW, Verdict.SAME)


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """One column of the sheet: its letters, heading, first values, and what it is taken for."""

    place: int
    letters: str
    heading: str
    examples: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Said:
    """One fault of a row: in which cell, under which heading, what."""

    cell: str
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a row changes of an organisation."""

    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row of the preview."""

    number: int
    name: str
    facts: tuple[str, ...]
    verdict: str
    look: str
    word: str
    faults: tuple[Said, ...]
    changes: tuple[Change, ...]
    joins: tuple[str, ...]
    match: str
    match_url: str
    choices: tuple[tuple[str, str, bool], ...]


def columns_of(found: RegisterImport) -> tuple[ColumnShown, ...]:
    """Return the columns of the sheet with what each is taken for."""
    table = from_json(found.table)
    head = next(row for row in table.rows if row.number == found.head_row)
    below = [row for row in table.rows if row.number > found.head_row][:EXAMPLES]
    meanings = {place: name for name, place in found.places.items()}
    return tuple(
        ColumnShown(
            place,
            column_letters(place),
            heading or _("without a heading"),
            tuple(row.cells[place] for row in below if place < len(row.cells) and row.cells[place]),
            meanings.get(place, ""),
        )
        for place, heading in enumerate(head.cells)
    )


def meanings() -> tuple[tuple[str, _StrPromise], ...]:
    """Return what a column can be taken for."""
    return tuple((column.name, column.title) for column in COLUMNS)


def notes_of(found: RegisterImport) -> tuple[str, ...]:
    """Return what was left unread in the file."""
    return tuple(str(NOTES[code]) % {"about": about} for code, about in from_json(found.table).notes)


EVERY = "all"
# How a verdict looks: the chips of states, shape and word and colour.
LOOKS = {
    Verdict.WRONG: "s-late",
    Verdict.DOUBTFUL: "s-awaiting",
    Verdict.CHANGED: "s-changed",
    Verdict.NEW: "s-accepted",
    Verdict.SAME: "s-noted",
}


def shown_first(rows: Sequence[Judged], asked: str) -> str:
    """Return which rows are shown: those asked for, else the first kind that is there and needs a person."""
    if asked in Verdict.values or asked == EVERY:
        return asked
    there = {each.verdict for each in rows}
    return next((verdict.value for verdict in SHOWN_FIRST if verdict in there), EVERY)


def filters(rows: Sequence[Judged], chosen: str) -> tuple[Filter, ...]:
    """Return the filters by verdict, with their counts; what needs a person comes first."""
    counts = Counter(each.verdict for each in rows)
    every = Filter(_("All rows"), f"?show={EVERY}", len(rows), chosen == EVERY)
    return (
        *(
            Filter(str(verdict.label), f"?show={verdict.value}", counts[verdict], chosen == verdict)
            for verdict in SHOWN_FIRST
        ),
        every,
    )


def shown(rows: Iterable[Judged]) -> tuple[RowShown, ...]:
    """Return rows of the preview."""
    return tuple(_shown(each) for each in rows)


def _shown(each: Judged) -> RowShown:
    facts = (each.values.get(name, "") for name in ("registry_number", "tax_number", "town"))
    return RowShown(
        number=each.row.number,
        name=each.values.get("name", "") or _("without a name"),
        facts=tuple(fact for fact in facts if fact),
        verdict=each.verdict.value,
        look=LOOKS[each.verdict],
        word=str(each.verdict.label),
        faults=tuple(
            Said(
                fault.cell,
                str(BY_NAME[fault.column].title) if fault.column in BY_NAME else "",
                str(fault.words),
            )
            for fault in each.faults
        ),
        changes=tuple(Change(str(BY_NAME[name].title), old, new) for name, (old, new) in each.changes.items()),
        joins=tuple(in_form(seko, "name") for seko in each.joins)
        if each.verdict in (Verdict.NEW, Verdict.CHANGED)
        else (),
        match=each.match.shown_name if each.match else "",
        match_url=_organisation_url(each),
        choices=tuple((choice.value, str(choice.label), choice == each.choice) for choice in each.choices),
    )


def _organisation_url(each: Judged) -> str:
    return reverse("organisation", args=[each.match.slug]) if each.match else ""


def listed(rows: Iterable[RegisterImport]) -> tuple[Row, ...]:
    """Return imports as rows."""
    return tuple(
        Row(
            row.name,
            reverse("register-import", args=[row.pk]),
            str(ImportStatus(row.status).label),
            spoken.day_time(row.at),
        )
        for row in rows
    )


def left_out(each: Judged) -> bool:
    """Return whether the row stays out of the register: wrong, or doubtful and not decided."""
    return each.verdict == Verdict.WRONG or (each.verdict == Verdict.DOUBTFUL and each.choice == Choice.LEAVE)
