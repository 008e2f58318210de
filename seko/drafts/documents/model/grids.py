"""Tables of one reading: the rows and cells that stand in it, and how far merged cells reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from seko.drafts.documents.model.settling import stands
from seko.drafts.documents.model.structure import Block, BoxMark, Cell, CommentMark, Paragraph, Row, Run, Table
from seko.drafts.documents.model.traverse import paragraphs_of


@dataclass(frozen=True, slots=True)
class SettledCell:
    """A cell with the columns and rows it covers."""

    blocks: tuple[Block, ...]
    column: int
    span: int
    row_span: int


@dataclass(frozen=True, slots=True)
class SettledRow:
    """A row with the cells that begin in it."""

    cells: tuple[SettledCell, ...]
    width: int
    is_header: bool


def settle_rows(table: Table, *, accepted: bool) -> tuple[SettledRow, ...]:
    """The rows of one reading. The further cells of a vertical merge are left out unless they hold text of their own:
    a merge ends before such a cell, so that no words are lost. Cells move up where one before them does not stand.
    """
    rows = [row for row in table.rows if _row_stands(row, accepted=accepted)]
    own = [_placed(row, accepted=accepted) for row in rows]
    by_column = [{cell.column: cell for cell in cells} for cells in own]
    settled: list[SettledRow] = []
    covered: dict[int, set[int]] = {}
    for index, (row, cells) in enumerate(zip(rows, own, strict=True)):
        kept = []
        for cell in cells:
            if cell.column in covered.get(index, ()):
                continue
            reach = _reach(by_column, index, cell, accepted=accepted)
            for further in range(index + 1, index + reach):
                covered.setdefault(further, set()).add(cell.column)
            kept.append(SettledCell(cell.blocks, cell.column, cell.span, reach))
        width = row.before + sum(cell.span for cell in cells) + row.after
        settled.append(SettledRow(tuple(kept), width, _is_header(row, settled)))
    return tuple(settled)


def _placed(row: Row, *, accepted: bool) -> list[Cell]:
    """The cells of a row that stand, with the columns, spans and merges they have in the reading."""
    placed: list[Cell] = []
    column = row.before
    for cell in row.cells:
        if not stands(cell, accepted=accepted):
            continue
        span, merge = (cell.span, cell.merge) if accepted or cell.former is None else cell.former
        placed.append(replace(cell, column=column, span=span, merge=merge))
        column += span
    return placed


def is_frame(rows: Sequence[SettledRow]) -> bool:
    """Whether a table only frames its text: no row has two cells. Its paragraphs are then passages of their own."""
    return all(len(row.cells) <= 1 for row in rows)


def _row_stands(row: Row, *, accepted: bool) -> bool:
    """Whether a row stands in the reading. Word marks a row that was moved here and then deleted as deleted only: where
    none of a marked row's words stands in the other reading either, the row never stood in it.
    """
    if not stands(row, accepted=accepted):
        return False
    is_marked = not stands(row, accepted=not accepted)
    if not is_marked or any(holds_text(cell.blocks, accepted=accepted) for cell in row.cells):
        return True
    return not any(_has_letters(cell.blocks) for cell in row.cells)


def _has_letters(blocks: tuple[Block, ...]) -> bool:
    """Whether there are letters at all, in whatever reading."""
    return any(
        isinstance(piece, Run) and bool(piece.text.strip())
        for paragraph in paragraphs_of(blocks)
        for piece in paragraph.pieces
    )


def _is_header(row: Row, before: Sequence[SettledRow]) -> bool:
    """A row repeats as a header only where it and all before it say so (ECMA-376 part 1, 17.4.78)."""
    return row.is_header and all(earlier.is_header for earlier in before)


def _reach(by_column: list[dict[int, Cell]], index: int, cell: Cell, *, accepted: bool) -> int:
    if not cell.merge:
        return 1
    reach = 1
    for cells in by_column[index + 1 :]:
        below = cells.get(cell.column)
        if below is None or below.merge != "continue" or below.span != cell.span:
            break
        if holds_text(below.blocks, accepted=accepted):
            break
        reach += 1
    return reach


def holds_text(blocks: tuple[Block, ...], *, accepted: bool) -> bool:
    """Whether anything at all stands in the blocks in the reading."""
    for block in blocks:
        if isinstance(block, Table):
            return True
        if isinstance(block, Paragraph):
            for piece in block.pieces:
                if isinstance(piece, CommentMark) or not stands(piece, accepted=accepted):
                    continue
                if isinstance(piece, BoxMark) or getattr(piece, "text", "x").strip():
                    return True
    return False
