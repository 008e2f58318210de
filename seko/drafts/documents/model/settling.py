"""Settling a story in one reading: paragraphs joined where their mark does not stand, rows and cells left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from seko.drafts.documents.model.structure import (
    Block,
    BoxMark,
    Cell,
    CommentMark,
    NoteMark,
    ObjectMark,
    Paragraph,
    ParagraphFormat,
    Piece,
    Row,
    Run,
    Table,
)


@dataclass(frozen=True, slots=True)
class Settled:
    """A paragraph of one reading: its pieces, some of which belong to the other reading only, and its format."""

    pieces: tuple[Piece, ...]
    format: ParagraphFormat
    ordinal: int


def settle(blocks: Iterable[Block], *, accepted: bool) -> Iterator[Settled | Table]:
    """The paragraphs and tables of one reading in order.

    A paragraph whose mark does not stand runs on into the next one and takes that one's format, as Word does it; where
    the next one brings no text of its own, the format of the text stays.
    """
    waiting: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            waiting.append(block)
            if block.ends_in_accepted if accepted else block.ends_in_rejected:
                yield _joined(waiting, accepted=accepted)
                waiting = []
        elif isinstance(block, Table):
            if waiting:
                yield _joined(waiting, accepted=accepted)
                waiting = []
            yield block
    if waiting:
        yield _joined(waiting, accepted=accepted)


def stands(piece: Run | NoteMark | ObjectMark | BoxMark | Row | Cell, *, accepted: bool) -> bool:
    """Whether something stands in the reading."""
    return piece.in_accepted if accepted else piece.in_rejected


def _joined(paragraphs: list[Paragraph], *, accepted: bool) -> Settled:
    last = paragraphs[-1]
    if len(paragraphs) > 1 and not _has_text(last, accepted=accepted):
        last = next((found for found in reversed(paragraphs) if _has_text(found, accepted=accepted)), last)
    format_ = last.format if accepted or last.former is None else last.former
    pieces = tuple(piece for paragraph in paragraphs for piece in paragraph.pieces)
    return Settled(pieces, format_, paragraphs[0].ordinal)


def _has_text(paragraph: Paragraph, *, accepted: bool) -> bool:
    return any(not isinstance(piece, CommentMark) and stands(piece, accepted=accepted) for piece in paragraph.pieces)
