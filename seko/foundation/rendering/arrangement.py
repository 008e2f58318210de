"""How blocks are laid out where they are read, on paper and on a screen: decided once, for every such format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.figures import shown
from seko.foundation.rendering.report import (
    Block,
    Fact,
    Group,
    Heading,
    Inline,
    Paragraph,
    Report,
    Row,
    Table,
    TableColumn,
)
from seko.foundation.rendering.settle import DEEPEST

# A4 with margins 16 above, 15 at the sides, 18 below (visual-design section 12); text is set to a measure.
PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297
TOP_MM, SIDE_MM, BOTTOM_MM = 16, 15, 18
TEXT_MM = PAGE_WIDTH_MM - 2 * SIDE_MM
MEASURE_MM = 140

# Days and hours stand on one line, also in a reader's wider typeface; a column holds the longest word of its title.
_LEAST_MM = {Kind.DATE: 25.0, Kind.DATETIME: 37.0}
_LETTER_MM, _BESIDE_MM = 2.0, 4.0
_SHORT_WORD, _LONG_WORD = 5, 18


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a wide table as it is read: what names it, then each column's title with its cell."""

    title: Inline
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """Neighbouring rows of a wide table, one after the other."""

    items: tuple[Entry, ...]


def unfolded(report: Report) -> Iterator[Block | Entries]:
    """Return the settled report's blocks as they are read: of a wide table each row is an entry, each group a section.

    Nine columns leave a comment a strip of 60 mm: twice the pages, and nobody reads them on a phone.
    """
    level = 0
    for block in report.blocks:
        if isinstance(block, Heading):
            level = block.level
        if isinstance(block, Table) and block.wide:
            yield from _entries(block, report, min(level + 1, DEEPEST))
        else:
            yield block


def _entries(table: Table, report: Report, level: int) -> Iterator[Block | Entries]:
    if table.caption:
        yield Paragraph(table.caption, note=True)
    for is_group, rows in groupby(table.rows, key=lambda row: isinstance(row, Group)):
        if is_group:
            yield from (Heading(row.title, level, numbered=False) for row in rows if isinstance(row, Group))
        else:
            yield Entries(tuple(_entry(table, row, report) for row in rows if not isinstance(row, Group)))


def _entry(table: Table, row: Row, report: Report) -> Entry:
    named = zip(table.columns[1:], row[1:], strict=True)
    facts = (
        Fact(column.title, shown(cell, report), column.kind is Kind.WORDS) for column, cell in named if cell is not None
    )
    return Entry(shown(row[0], report), tuple(facts))


def _least(column: TableColumn) -> float:
    letters = max((len(word) for word in column.title.words.split()), default=0)
    title = _BESIDE_MM + _LETTER_MM * min(max(letters, _SHORT_WORD), _LONG_WORD)
    return max(title, _LEAST_MM.get(column.kind, 0))


def column_widths(table: Table, total: float) -> list[float]:
    """Return the columns' widths in the total's millimetres: their shares, none under what its kind needs.

    Where the table has too many columns for that, the needs themselves are the shares.
    """
    least = [_least(column) for column in table.columns]
    if sum(least) >= total:
        return [need * total / sum(least) for need in least]
    widths = [0.0] * len(least)
    free = set(range(len(least)))
    while free:
        room = total - sum(widths)
        shares = sum(table.columns[place].width for place in free)
        short = {place for place in free if room * table.columns[place].width / shares < least[place]}
        for place in short or free:
            widths[place] = least[place] if short else room * table.columns[place].width / shares
        free -= short or free
    return widths
