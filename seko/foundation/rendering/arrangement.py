"""How blocks fall onto pages upright and across: decided once, for every format that has pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from seko.foundation.rendering.columns import Kind
from seko.foundation.rendering.report import (
    Block,
    Callout,
    Heading,
    PageBreak,
    Paragraph,
    Report,
    Table,
    TableColumn,
    plain,
)

# What stands between a heading and its wide table goes across with them, when it is this little.
_INTRODUCTION_LETTERS = 700

# A4 with margins 16 above, 15 at the sides, 18 below (visual-design section 12); text is set to a measure.
PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297
TOP_MM, SIDE_MM, BOTTOM_MM = 16, 15, 18
MEASURE_MM = 140

# Days and hours stand on one line, also in a reader's wider typeface; a column holds the longest word of its title.
_LEAST_MM = {Kind.DATE: 25.0, Kind.DATETIME: 37.0}
_LETTER_MM, _BESIDE_MM = 2.0, 4.0
_SHORT_WORD, _LONG_WORD = 5, 18


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring blocks on pages of one orientation."""

    across: bool
    blocks: tuple[Block, ...]


def stretches(report: Report) -> list[Stretch]:
    """Return the report's blocks as stretches; a wide table takes its heading and a short introduction with it."""
    upright: list[Block] = []
    found: list[Stretch] = []
    for block in report.blocks:
        if not (isinstance(block, Table) and block.wide):
            upright.append(block)
            continue
        start = _start_of_section(upright)
        if upright[:start]:
            found.append(Stretch(False, tuple(upright[:start])))
        found.append(Stretch(True, (*upright[start:], block)))
        upright = []
    if upright or not found:
        found.append(Stretch(False, tuple(upright)))
    joined = list(_joined(found))
    return [joined[0], *(Stretch(each.across, _without_first_breaks(each.blocks)) for each in joined[1:])]


def _without_first_breaks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks without page breaks at their start: a page of another orientation is a new one already."""
    start = next((place for place, block in enumerate(blocks) if not isinstance(block, PageBreak)), len(blocks))
    return blocks[start:]


def _start_of_section(blocks: list[Block]) -> int:
    """Return where the headings begin that introduce what follows the blocks; the end when there are none."""
    letters = 0
    start = len(blocks)
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if isinstance(block, Heading):
            start = place
        elif start != len(blocks) or not isinstance(block, Paragraph | Callout):
            break
        else:
            letters += len(plain(block.text))
            if letters > _INTRODUCTION_LETTERS:
                break
    return start


def _joined(found: list[Stretch]) -> Iterator[Stretch]:
    """Join neighbours of one orientation: two wide tables need no page between them."""
    current = found[0]
    for stretch in found[1:]:
        if stretch.across == current.across:
            current = Stretch(current.across, current.blocks + stretch.blocks)
        else:
            yield current
            current = stretch
    yield current


def text_width(*, across: bool) -> int:
    """Return the millimetres between a page's margins."""
    return (PAGE_HEIGHT_MM if across else PAGE_WIDTH_MM) - 2 * SIDE_MM


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
