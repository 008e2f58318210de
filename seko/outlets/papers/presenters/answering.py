"""What the pages of institutions' answer tables show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seko.actors.organisations.models import Organisation
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.responses.enums import Disposition
from seko.foundation.core.languages import current
from seko.foundation.design import spoken
from seko.foundation.design.parts import Attached, Filter, Link
from seko.foundation.files.shown import attached
from seko.outlets.papers.columns import TITLES
from seko.outlets.papers.enums import TableStatus, Verdict
from seko.outlets.papers.judging import Judged
from seko.outlets.papers.models import AnswerTable
from seko.outlets.papers.presenters.offered import BOTH
from seko.outlets.papers.sentences import NOTES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

EVERY = "all"
LOOKS = {
    Verdict.WRONG: "s-late",
    Verdict.NEW: "s-accepted",
    Verdict.SAME: "s-noted",
    Verdict.EMPTY: "s-awaiting",
}
CLIPPED = 160


@dataclass(frozen=True, slots=True)
class ToTake:
    """The table of one institution: how many comments wait for its answer, the links to its files."""

    name: str
    count: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CameBack:
    """A table that came back, as a line of the list."""

    title: str
    url: str
    about: str
    chip: str
    date: str


@dataclass(frozen=True, slots=True)
class FaultShown:
    """A fault: the cell as the file calls it, the column's title, what is wrong."""

    cell: str
    column: str | _StrPromise
    words: str | _StrPromise


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row of the preview."""

    number: int
    label: str
    outcome: str
    reason: str
    look: str
    word: str
    faults: tuple[FaultShown, ...]
    url: str


def to_take(consultation: Consultation, waiting: Mapping[Organisation, int]) -> tuple[ToTake, ...]:
    """Return the tables that can be taken away, by institution."""
    return tuple(
        ToTake(
            institution.shown_name,
            ngettext("%(count)s comment awaits its answer", "%(count)s comments await its answer", count)
            % {"count": spoken.count(count, current())},
            tuple(
                Link(title, reverse("answer-table-file", args=[consultation.code, institution.pk, format]))
                for format, title in BOTH
            ),
        )
        for institution, count in waiting.items()
    )


def came_back(rows: Iterable[AnswerTable]) -> tuple[CameBack, ...]:
    """Return the tables that came back, the newest first."""
    return tuple(
        CameBack(
            row.institution.shown_name,
            reverse("answer-table", args=[row.consultation.code, row.pk]),
            letter_words(row) or row.name,
            str(TableStatus(row.status).label),
            spoken.day(row.at),
        )
        for row in rows
    )


def letter_words(table: AnswerTable) -> str:
    """Return the letter's number and day; empty where there was none."""
    if not table.letter_number and table.letter_on is None:
        return ""
    values = {"number": table.letter_number or "–", "day": spoken.day(table.letter_on, genitive=True)}
    return _("Letter no. %(number)s of %(day)s") % values if table.letter_on else table.letter_number


def letter_of(table: AnswerTable) -> Attached | None:
    """Return the letter as a file."""
    return attached(table.letter, reverse("answer-letter-attachment", args=[table.consultation.code, table.pk]))


def notes(found: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return what was not read of the file."""
    return tuple(str(NOTES[code]) % {"about": about} for code, about in found)


def filters(rows: Sequence[Judged], chosen: str) -> tuple[Filter, ...]:
    """Return the filters by what a row is, with their counts; what needs a person comes first."""
    counts = Counter(each.verdict for each in rows)
    every = Filter(_("All rows"), f"?show={EVERY}", len(rows), chosen == EVERY)
    return (
        *(
            Filter(str(verdict.label), f"?show={verdict.value}", counts[verdict], chosen == verdict)
            for verdict in LOOKS
        ),
        every,
    )


def shown_first(rows: Sequence[Judged], asked: str) -> str:
    """Return which rows are shown: those asked for, else the first kind that is there and needs a person."""
    if asked in Verdict.values or asked == EVERY:
        return asked
    there = {each.verdict for each in rows}
    return next((verdict.value for verdict in LOOKS if verdict in there), EVERY)


def shown(rows: Iterable[Judged], consultation: Consultation) -> tuple[RowShown, ...]:
    """Return rows of the preview."""
    return tuple(_shown(each, consultation) for each in rows)


def _shown(each: Judged, consultation: Consultation) -> RowShown:
    cells, disposition = each.row.cells, each.fields.get("disposition", "")
    return RowShown(
        number=each.row.number,
        label=each.label or cells.get("number", ""),
        outcome=str(Disposition(disposition).label) if disposition else cells.get("outcome", ""),
        reason=spoken.beginning(cells.get("reason", ""), CLIPPED),
        look=LOOKS[each.verdict],
        word=str(each.verdict.label),
        faults=tuple(
            FaultShown(fault.cell, TITLES[fault.column] if fault.column else "", fault.words) for fault in each.faults
        ),
        url=reverse("queue-point", args=[consultation.code, each.point.pk]) if each.point is not None else "",
    )


def taken_words(table: AnswerTable) -> str:
    """Return in a sentence what taking the table in did."""
    taken: Mapping[str, int] = table.taken
    said = (
        (taken.get("sent", 0), _("sent for approval")),
        (taken.get("drafted", 0), _("kept as drafts")),
        (taken.get("same", 0), _("stood already")),
        (taken.get("left", 0), _("left out")),
        (taken.get("empty", 0), _("without an answer")),
    )
    words = ", ".join(f"{words}: {spoken.count(count, current())}" for count, words in said if count)
    return words[:1].upper() + words[1:]
