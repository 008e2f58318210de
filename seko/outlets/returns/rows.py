"""The rows of a filled table as things of a returned file: what each says, and where in the draft it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from seko.drafts.documents.model.anchors import Anchor
from seko.drafts.documents.model.returning.returned import Asked, Filled, Kind, Thing
from seko.outlets.exchange.tables.table import Row, Table, column_letters
from seko.outlets.papers.marks import Stated, column_of, place_of, read_stated, row_of
from seko.outlets.papers.marks import Table as Ours
from seko.outlets.returns import columns
from seko.outlets.returns.columns import NUMBER, ORGANISATION, PLACE, PROPOSAL, QUOTE, WHY, WORDS
from seko.outlets.returns.finding import MOST, Finder

# A table of comments has these, a comment at least and something that says of what.
NEEDED: Final = WORDS
BESIDE: Final = frozenset({PLACE, QUOTE, PROPOSAL, ORGANISATION, NUMBER, WHY})
SAID: Final = (WORDS, PROPOSAL, WHY, QUOTE)
# Of a merged cell these go on for all its rows.
GO_ON: Final = (NUMBER, PLACE, ORGANISATION)
# What a spreadsheet makes of a number that was typed matters where it is a section's.
OF_PLACES: Final = ("day", "number")
# Of a quotation that does not stand in the draft, so many letters in a row say which part of the text is meant.
ENOUGH: Final = 12
_CUT: Final = re.compile(r"\n|…|\.\.\.")
MOST_SAID_PLACE: Final = 300
LONGEST_NAME: Final = 200


class NoColumn(Exception):
    """A table has no column with this key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class Form:
    """A table of comments: which column holds what, its rows of content, and by what each row is known.

    `notes` are codes with what they speak of, in the order in which they are told.
    """

    places: Mapping[str, int]
    rows: tuple[Row, ...]
    row_keys: Mapping[int, str]
    stated: Stated | None = None
    notes: tuple[tuple[str, str], ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(slots=True)
class Read:
    """What the rows of a form say, and what is told of the form."""

    things: list[Thing] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


def form_of_sheet(table: Table) -> Form:
    """Return the form in a spreadsheet. Raises `NoColumn`."""
    stated = read_stated(table.keys[0]) if table.keys else None
    if stated is not None:
        # The first column holds the rows' keys, the first row that is seen the headings.
        names: Sequence[str] = table.keys
        places, head = columns.by_keys(names), 0
        row_keys = {row.number: f"{stated.table}-{row.cells[0]}" for row in table.rows if row.cells and row.cells[0]}
    else:
        head = columns.head_of([row.cells for row in table.rows])
        names = [columns.meaning_of(cell) for cell in table.rows[head].cells]
        places, row_keys = columns.by_headings(table.rows[head].cells), {}
    if NEEDED not in places:
        raise NoColumn(NEEDED)
    headings = table.rows[head].cells
    unread = [("hidden-rows", "1")] if table.keys and stated is None else []
    notes = [*table.notes, *unread, *_column_notes(names, headings, places, first=1 if stated else 0)]
    return Form(places, table.rows[head + 1 :], row_keys, stated, tuple(notes), table.merged)


def form_of_filled(filled: Filled, stated: Stated | None) -> Form | None:
    """Return the form in a table of a Word file; None where the table holds something else."""
    names = [""] * max((len(cells) for cells in filled.rows), default=0)
    row_keys: dict[int, str] = {}
    for row, place, name in filled.keys:
        if (key := column_of(name)) is not None and place < len(names):
            names[place] = key.value
        if stated is not None and row_of(name):
            row_keys[row + 1] = f"{stated.table}-{row_of(name)}"
    places, head = columns.by_keys(names), 0
    if NEEDED not in places:
        head = columns.head_of(filled.rows)
        names = [columns.meaning_of(cell) for cell in filled.rows[head]]
        places = columns.by_headings(filled.rows[head])
    if NEEDED not in places or not BESIDE & places.keys():
        return None
    rows = tuple(Row(number, cells) for number, cells in enumerate(filled.rows, start=1) if any(map(str.strip, cells)))
    notes = _column_notes(names, filled.rows[head], places, first=0)
    return Form(places, tuple(row for row in rows if row.number > head + 1), row_keys, stated, tuple(notes))


def _column_notes(
    names: Sequence[str], headings: Sequence[str], places: Mapping[str, int], *, first: int
) -> list[tuple[str, str]]:
    told = columns.doubled(names, places)
    other = [
        place
        for place, heading in enumerate(headings)
        if place >= first and heading.strip() and place not in places.values() and place not in told
    ]
    notes = []
    for code, which in (("doubled-columns", told), ("other-columns", other)):
        shown = [headings[place].strip() or column_letters(place) for place in which if place < len(headings)]
        if shown:
            notes.append((code, ", ".join(shown)[:500]))
    return notes


def read_rows(form: Form, finder: Finder) -> Read:
    """Return what the rows say, each placed or asked; those in which nothing is said are only counted."""
    read = Read(notes=list(form.notes))
    going_on = _going_on(form)
    silent = 0
    for row in form.rows:
        cells = {name: _cell(row, place) or going_on.get((row.number, name), "") for name, place in form.places.items()}
        if not any(cells.get(name) for name in SAID):
            silent += any(cells.values())
            continue
        read.things.append(_thing(form, row, cells, finder))
    if silent:
        read.notes.append(("silent-rows", str(silent)))
    return read


def _cell(row: Row, place: int) -> str:
    return row.cells[place].strip() if place < len(row.cells) else ""


def _going_on(form: Form) -> dict[tuple[int, str], str]:
    """Return what merged cells say in the rows below their first one.

    Each merged cell and each row is visited once: a few bytes merge a million rows, thousands of times over.
    """
    rows = {row.number: row for row in form.rows}
    found: dict[tuple[int, str], str] = {}
    for name in GO_ON:
        left = form.places.get(name, -1)
        spans = sorted((top, bottom) for top, column, bottom, _right in form.merged if column == left and top in rows)
        begun = 0
        for number in sorted(rows):
            while begun < len(spans) and spans[begun][0] < number:
                begun += 1
            if begun and number <= spans[begun - 1][1]:
                found[number, name] = _cell(rows[spans[begun - 1][0]], left)
    return found


def _thing(form: Form, row: Row, cells: Mapping[str, str], finder: Finder) -> Thing:
    faults = dict(row.faults)
    said_place, quote = cells.get(PLACE, ""), cells.get(QUOTE, "")
    anchor, asked, candidates = place_row(said_place, quote, finder, faults.get(form.places.get(PLACE, -1), ""))
    own_number = cells.get(NUMBER, "")
    return Thing(
        number=0,
        kind=Kind.ROW,
        words=cells.get(WORDS, ""),
        proposed=cells.get(PROPOSAL, ""),
        reason=cells.get(WHY, ""),
        stood_on=quote,
        said_place=said_place[:MOST_SAID_PLACE],
        author=" ".join(cells.get(ORGANISATION, "").split())[:LONGEST_NAME],
        row_key=form.row_keys.get(row.number, f"no-{own_number}"[:80] if own_number else ""),
        remarks=tuple(_remarks(form, row)),
        anchor=anchor,
        asked=asked,
        candidates=candidates,
    )


def _remarks(form: Form, row: Row) -> Iterator[tuple[str, str]]:
    for place, code in row.faults:
        is_of_place = place == form.places.get(PLACE)
        if place in form.places.values() and (is_of_place or code not in OF_PLACES):
            yield code, f"{column_letters(place)}{row.number}"


def place_row(
    said_place: str, quote: str, finder: Finder, fault: str = ""
) -> tuple[Anchor | None, Asked, tuple[Anchor, ...]]:
    """Return where a row belongs, or why a person is asked and what may be meant, best first.

    `fault` says that a program has changed what was typed as its place: a day, a number that may have lost a zero.
    """
    named = finder.find(place_of(said_place)) if said_place else ()
    if fault == "number":
        named = tuple(dict.fromkeys((*named, *finder.find(f"{said_place}0"))))
    if quote:
        within = named[0].places[0] if len(named) == 1 and named[0].places else ""
        standing = finder.quoted(quote, within=within)
        if len(standing) == 1:
            return standing[0], Asked.NONE, ()
        if standing:
            return None, Asked.DOUBTFUL, standing
        part = finder.quoted(_longest(quote), within=within)
        return None, Asked.DOUBTFUL if part else Asked.REMOVED, tuple(dict.fromkeys((*part, *named)))[:MOST]
    if not said_place:
        return None, Asked.NOWHERE, ()
    if len(named) == 1 and fault != "day":
        return named[0], Asked.NONE, ()
    return None, Asked.DOUBTFUL if named else Asked.NAME, named


def _longest(quote: str) -> str:
    """Return the longest stretch of a quotation that stands on one line without an ellipsis, if it says enough."""
    longest = max(_CUT.split(quote), key=len).strip()
    return longest if len(longest) >= ENOUGH else ""


def is_for_answers(stated: Stated | None) -> bool:
    """Return whether a table of ours is one that an institution fills in."""
    return stated is not None and stated.table is Ours.ANSWERS
