"""Recognising logical frameworks: which tables they are, what each row speaks of and each cell holds.

Columns and rows as the action documents of IPA II and IPA III have them (domain.md, section 5), in English and in
Serbian in both scripts; all comparing is done on folded text, which is bare lower case Latin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from seko.drafts.documents.model.structure import (
    LogframeColumn as Column,
)
from seko.drafts.documents.model.structure import (
    LogframeLevel as Level,
)
from seko.drafts.documents.model.structure import (
    LogframeRole,
    Passage,
    PassageKind,
)
from seko.foundation.text.folding import fold

# The first pattern that fits decides, so the particular ones stand before the general ones.
_COLUMNS: Final[tuple[tuple[Column, re.Pattern[str]], ...]] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.SOURCE, r"sources?\b|means of verification|izvor|sredstva (provere|verifikacije)|nacin provere"),
        (Column.ASSUMPTION, r"assumption|pretpostavk"),
        (Column.UNIT, r"^units?( of measure\w*)?$|jedinic\w* mere|^jedinica$|^merna jedinica"),
        (Column.INDICATOR, r"indicator|\bovis?\b|pokazatelj|indikator"),
        (Column.BASELINE, r"baseline|(pocetn|polazn|bazn|osnovn)\w* (vrednost|stanj)"),
        (Column.CURRENT, r"current value|trenutn\w* vrednost"),
        (Column.MILESTONE, r"milestone|meduvrednost"),
        (Column.TARGET, r"target|ciljn\w* vrednost|ciljan\w* vrednost|\bcilj za\b"),
        (Column.COST, r"\bcosts?\b|trosk|trosak"),
        (Column.MEANS, r"^means\b|^sredstva\b"),
        (Column.RESULT, r"results? chain|lanac rezultat|expected results|ocekivan\w* rezultat|intervention logic"),
        (Column.RESULT, r"logik\w* intervencij|^(overall|specific) objectives?\b|^(opsti|posebni|specificni) cilj"),
        (Column.LEVEL, r"^results?\b|^rezultat|^level\b|^nivo\b|^activit|^aktivnost"),
    )
)
_LEVELS: Final[tuple[tuple[Level, re.Pattern[str]], ...]] = tuple(
    (level, re.compile(r"^\W*" + pattern + r"(?:\(\w\))?\s*(?:br\.?|no\.?)?\s*(?P<number>\d+(?:\.\d+)*)?"))
    for level, pattern in (
        (Level.IMPACT, r"(?:impact|overall objectives?|uticaj|opst[ie] cilj\w*)"),
        (Level.OUTCOME, r"(?:outcomes?|specific objectives?|ishod\w*|(?:posebn|specificn)\w+ cilj\w*)"),
        (Level.OUTPUT, r"(?:outputs?|results?|rezultat\w*|ucin(?:ak|ci))"),
        (Level.ACTIVITY, r"(?:activit(?:y|ies)|aktivnost\w*)"),
    )
)
_TYPED_NUMBER: Final = re.compile(r"^\s*(\d+(?:\.\d+)*)\.?\s")
_SUBHEADER: Final = re.compile(r"^\W*(value|year|unit|vrednost|godina|jedinica( mere)?|\d{4})?\W*$")
_SENTENCE: Final = re.compile(r"(?:\S+\s+){2,}\S+\.$")
_LONGEST_HEADER: Final = 120
_FIRST_ROWS: Final = 4


@dataclass(slots=True)
class _State:
    """What has been read of a table so far: the roles of its columns and the result the rows belong to."""

    columns: dict[int, Column]
    level: Level = Level.OTHER
    number: str = ""


def with_roles(passages: Sequence[Passage]) -> list[Passage]:
    """The same passages; the rows and cells of logical frameworks have their role."""
    done = list(passages)
    for rows in _tables(passages).values():
        if is_logframe(rows):
            for passage in _assigned(rows):
                done[passage.position] = passage
    return done


def is_logframe(rows: Sequence[Sequence[Passage]]) -> bool:
    """Whether a table is a logical framework (or its table of indicators). Each row is its row passage and its cells.

    One of the first rows has to name indicators and at least two more columns of a logical framework.
    """
    for row in rows[:_FIRST_ROWS]:
        found = set(_header_columns(row[1:]).values()) - {Column.OTHER}
        if Column.INDICATOR in found and len(found) >= 3:
            return True
    return False


def column_of(header: str) -> Column:
    """What a header cell names."""
    folded = fold(header[:_LONGEST_HEADER])
    return next((column for column, pattern in _COLUMNS if pattern.search(folded)), Column.OTHER)


@lru_cache(maxsize=512)
def level_of(text: str) -> tuple[Level, str]:
    """What a result is, and its number: ("output", "1.1") for "Output 1.1 contributing to outcome 1: …".

    Without a word that says it, a typed number does: 1 is an outcome, 1.1 an output.
    """
    folded = fold(text[:_LONGEST_HEADER])
    for level, pattern in _LEVELS:
        found = pattern.match(folded)
        if found is not None:
            return level, found.group("number") or ""
    typed = _TYPED_NUMBER.match(folded)
    if typed is None:
        return Level.OTHER, ""
    depth = typed.group(1).count(".")
    return (Level.OUTCOME, Level.OUTPUT)[min(depth, 1)] if depth < 2 else Level.ACTIVITY, typed.group(1)


def _tables(passages: Iterable[Passage]) -> dict[int, list[list[Passage]]]:
    """The rows of each table, each with its cells behind it."""
    tables: dict[int, list[list[Passage]]] = {}
    rows: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.table is None:
            continue
        if passage.kind is PassageKind.TABLE_ROW:
            rows[passage.position] = [passage]
            tables.setdefault(passage.table.table, []).append(rows[passage.position])
        elif passage.host in rows:
            rows[passage.host].append(passage)
    return tables


def _header_columns(cells: Sequence[Passage]) -> dict[int, Column]:
    """Columns of the grid with what the cells of a row name, as a header would; cells of sentences name nothing."""
    named: dict[int, Column] = {}
    for cell in cells:
        if cell.table is None or not cell.text or len(cell.text) > _LONGEST_HEADER or _SENTENCE.search(cell.text):
            continue
        column = column_of(cell.text)
        for place in range(cell.table.column, cell.table.column + cell.table.column_span):
            named[place] = column
    if Column.LEVEL in named.values() and Column.RESULT not in named.values():
        named = {place: Column.RESULT if column is Column.LEVEL else column for place, column in named.items()}
    return named


def _is_header(row: Sequence[Passage], named: Mapping[int, Column]) -> bool:
    """Whether a row names columns: it says so, or its cells name three different ones (IPA II repeats them)."""
    distinct = set(named.values()) - {Column.OTHER}
    place = row[0].table
    if place is not None and place.is_header and distinct:
        return True
    return len(distinct) >= 3 or (len(distinct) == 2 and {Column.INDICATOR, Column.SOURCE} <= distinct)


def _assigned(rows: Sequence[Sequence[Passage]]) -> Iterable[Passage]:
    state = _State({})
    is_under_header = False
    for row in rows:
        named = _header_columns(row[1:])
        place = row[0].table
        if _is_header(row, named):
            state.columns.update(named)
            _begin_result(state, row[1:], named)
            is_under_header = True
            yield from _with_role(row, state, level=Level.HEADER)
        elif is_under_header and (_only_subheads(row) or (place is not None and place.is_header)):
            yield from _with_role(row, state, level=Level.HEADER)
        else:
            is_under_header = False
            _follow_result(state, row[1:])
            yield from _with_role(row, state, level=state.level)


def _only_subheads(row: Sequence[Passage]) -> bool:
    """Whether a row under a header only says "value", "year" and the like."""
    texts = [fold(cell.text) for cell in row[1:] if cell.text]
    return bool(texts) and all(_SUBHEADER.match(text) for text in texts)


def _begin_result(state: _State, cells: Sequence[Passage], named: Mapping[int, Column]) -> None:
    """In IPA II a header's first cell says of which kind the results below it are."""
    for cell in cells:
        if cell.table is not None and named.get(cell.table.column) is Column.RESULT:
            level, number = level_of(cell.text)
            state.level, state.number = level, number
            return


def _follow_result(state: _State, cells: Sequence[Passage]) -> None:
    """Take over the result a row names; a row without one belongs to the result before it."""
    for cell in cells:
        if cell.table is None or not cell.text:
            continue
        if state.columns.get(cell.table.column) in (Column.LEVEL, Column.RESULT) or len(cells) == 1:
            level, number = level_of(cell.text)
            if level is Level.OTHER:
                continue
            # A typed number below a heading such as "specific objectives" does not change what the rows are.
            is_named = not _TYPED_NUMBER.match(cell.text)
            state.level = level if is_named or state.level is Level.OTHER else _by_number(state.level, level)
            state.number = number
            return


def _by_number(known: Level, typed: Level) -> Level:
    return known if known in (Level.IMPACT, Level.ACTIVITY) else typed


def _with_role(row: Sequence[Passage], state: _State, *, level: Level) -> Iterable[Passage]:
    number = "" if level is Level.HEADER else state.number
    kinds = []
    for cell in row[1:]:
        column = state.columns.get(cell.table.column, Column.OTHER) if cell.table is not None else Column.OTHER
        if cell.text:
            kinds.append(column)
        yield replace(cell, role=LogframeRole(level, column, number))
    yield replace(row[0], role=LogframeRole(level, _row_kind(kinds), number))


def _row_kind(kinds: Sequence[Column]) -> Column:
    """What a row is mainly for: a result, an indicator, an assumption; "other" for the rest."""
    for kind in (Column.RESULT, Column.INDICATOR, Column.ASSUMPTION):
        if kind in kinds:
            return kind
    return Column.RESULT if kinds == [Column.LEVEL] else Column.OTHER
