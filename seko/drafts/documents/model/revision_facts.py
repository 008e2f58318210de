"""Tracked changes counted element by element, as the shared corpus states them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import AUTHOR, DEL, INS, R_PR, WORD, local_name
from seko.drafts.documents.model.source import Source
from seko.drafts.documents.model.structure import Block, BoxMark, Document, Paragraph, Run, Table

_COUNTED: Final = (
    "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "cellIns", "cellDel", "cellMerge",
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "tblPrExChange", "trPrChange",
    "tcPrChange", "numberingChange",
)  # fmt: skip
_TAGS: Final = tuple(WORD + name for name in _COUNTED)
_PLACES: Final = {R_PR: "paragraph_mark", WORD + "trPr": "table_row", WORD + "numPr": "numbering"}
_OTHER_STORIES: Final = ("footnotes", "endnotes", "comments", "header", "footer")


def revision_facts(source: Source, document: Document) -> dict[str, Any]:
    """Counts of the body by kind, by what they mark and by author, and how much text they add and take."""
    found = list(source.body.iter(*_TAGS))
    return {
        "revisions": dict(Counter(local_name(element.tag) for element in found)),
        "revision_kinds": dict(Counter(_kind(element) for element in found if element.tag in (INS, DEL))),
        "revision_authors": dict(Counter(element.get(AUTHOR, "") for element in found if element.get(AUTHOR))),
        "inserted_chars": _changed(document.blocks, "inserted"),
        "deleted_chars": _changed(document.blocks, "deleted"),
        "revisions_outside_body": _elsewhere(source),
    }


def _kind(element: Element) -> str:
    parent = element.getparent()
    place = _PLACES.get(str(parent.tag), "run") if parent is not None else "run"
    return f"{place}_{local_name(element.tag)}"


def _changed(blocks: Iterable[Block], change: str) -> int:
    """Letters marked with a change, whichever reading they stand in; moves are counted as neither."""
    total = 0
    for block in blocks:
        if isinstance(block, Table):
            total += sum(_changed(cell.blocks, change) for row in block.rows for cell in row.cells)
        elif isinstance(block, Paragraph):
            for piece in block.pieces:
                if isinstance(piece, BoxMark):
                    total += _changed(piece.blocks, change)
                elif isinstance(piece, Run) and piece.change == change:
                    total += len(piece.text)
    return total


def _elsewhere(source: Source) -> dict[str, int]:
    counts = {}
    for kind in _OTHER_STORIES:
        for part in source.package.related(kind):
            count = sum(1 for _ in source.package.parse(part).iter(*_TAGS))
            if count:
                counts[part] = count
    return counts
