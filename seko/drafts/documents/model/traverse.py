"""Going through all paragraphs or all tables of a story, whatever they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from seko.drafts.documents.model.structure import Block, BoxMark, Paragraph, Table


def paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """All paragraphs in reading order, cells and text boxes included (a box after the paragraph it stands in)."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            for piece in block.pieces:
                if isinstance(piece, BoxMark):
                    yield from paragraphs_of(piece.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs_of(cell.blocks)


def tables_of(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """All tables in reading order, nested ones after their parent."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row.cells:
                    yield from tables_of(cell.blocks)
        elif isinstance(block, Paragraph):
            for piece in block.pieces:
                if isinstance(piece, BoxMark):
                    yield from tables_of(piece.blocks)
