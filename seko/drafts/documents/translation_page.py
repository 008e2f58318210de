"""What the page of a translation shows: both texts part by part, and the parts that somebody has to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from seko.drafts.documents.drawing.naming import place_name
from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.models import Passage, Version
from seko.drafts.documents.queries import PLACED, places_among
from seko.drafts.documents.translating import UNSURE, Whole, whole_of

MANY = 5
OBJECT = "\ufffc"  # stands for a picture


@dataclass(frozen=True, slots=True)
class Beside:
    """A part of the text in both languages; one of them is empty where there is no counterpart. `left_out` says of how
    many parts in a row there is no translation: both are empty then.
    """

    place: str
    ours: str
    theirs: str
    is_heading: bool
    is_unsure: bool
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """A part of the translation whose counterpart is not sure: its name, its words, the one it has now, and what it
    could translate, as (name, what it is called).
    """

    place: str
    words: str
    chosen: str
    options: tuple[tuple[str, str], ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Both:
    """Both texts of a draft."""

    lines: tuple[Beside, ...]
    doubts: tuple[Doubt, ...]
    without: int


def both_of(
    translation: Version, *, asks: bool, typed: Mapping[str, str] | None = None, faults: Mapping[str, str] | None = None
) -> Both:
    """Return both texts, in the authentic text's order; what has no counterpart there follows what it stands behind.

    With `asks` the doubtful parts come with what they could translate; `typed` and `faults` are what was just sent.
    """
    assert translation.authentic is not None  # noqa: S101 (a translation has one)
    ours, theirs = whole_of(translation.authentic), whole_of(translation)
    return Both(
        tuple(_shortened(_lines(ours.rows, theirs.rows))),
        _doubts(ours, theirs, typed or {}, faults or {}) if asks else (),
        len({row.place for row in ours.rows} - {row.place for row in theirs.rows}),
    )


def _lines(ours: Sequence[Passage], theirs: Sequence[Passage]) -> tuple[Beside, ...]:
    named = {row.place for row in ours}
    partners = {row.place: row for row in theirs if row.place in named}
    behind: dict[str, list[Passage]] = {}
    last = ""
    for row in theirs:
        last = row.place if row.place in named else last
        if row.place not in named:
            behind.setdefault(last, []).append(row)
    lines = [_alone(row) for row in behind.get("", ())]
    for row in ours:
        other = partners.get(row.place)
        is_unsure = bool(other and other.shape.get(UNSURE))
        lines.append(Beside(row.place, _words(row), _words(other) if other else "", _is_heading(row), is_unsure))
        lines += [_alone(each) for each in behind.get(row.place, ())]
    return tuple(lines)


def _shortened(lines: Sequence[Beside]) -> Iterator[Beside]:
    """Yield the lines, many in a row that nobody translated as one: of a long draft the beginning may be enough."""
    for is_missing, run in groupby(lines, key=lambda line: not line.theirs):
        found = list(run)
        if is_missing and len(found) >= MANY:
            yield Beside(found[0].place, "", "", is_heading=False, is_unsure=False, left_out=len(found))
        else:
            yield from found


def _alone(row: Passage) -> Beside:
    return Beside(row.place, "", _words(row), _is_heading(row), bool(row.shape.get(UNSURE)))


def _is_heading(row: Passage) -> bool:
    return row.kind == PassageKind.HEADING


def _words(row: Passage) -> str:
    text = row.text.replace(OBJECT, "").strip().replace(" | ", " · ")
    return f"{row.number} {text}".strip() if row.number else text


def _doubts(ours: Whole, theirs: Whole, typed: Mapping[str, str], faults: Mapping[str, str]) -> tuple[Doubt, ...]:
    unsure = [row for row in theirs.rows if row.shape.get(UNSURE)]
    sure = {row.place for row in theirs.rows} - {row.place for row in unsure}
    known = places_among([tuple(getattr(row, name) for name in PLACED) for row in ours.rows])
    free = [row for row in ours.rows if row.place not in sure]
    named = {row.place: place_name(known, row.place) for row in free}
    rows, texts = ([row for row in free if is_row(row) == wanted] for wanted in (True, False))
    offered = {True: rows, False: texts}
    return tuple(
        Doubt(
            row.place,
            _words(row),
            typed.get(row.place, row.place if row.place in named else ""),
            tuple((each.place, named[each.place]) for each in offered[is_row(row)]),
            faults.get(row.place, ""),
        )
        for row in unsure
    )


def is_row(row: Passage) -> bool:
    """Return whether it is a row of a table: only rows translate rows."""
    return row.kind == PassageKind.TABLE_ROW
