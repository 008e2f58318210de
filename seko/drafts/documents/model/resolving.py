"""Resolving tracked changes in the tree of a part: after it, the file holds one reading and no trace of the other.

It follows the same rules as the reading of passages (`settling`, `grids`), so that both give the same text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import (
    DEL,
    DEL_TEXT,
    INS,
    MATH,
    MOVE_FROM,
    MOVE_TO,
    P_PR,
    R_PR,
    SDT,
    SDT_CONTENT,
    SECT_PR,
    TBL,
    TC,
    TEXT_BOX,
    TR,
    WORD,
    P,
    R,
    T,
    local_name,
)
from seko.drafts.documents.model.trees import remove, unwrap

_RANGES: Final = tuple(
    WORD + name
    for name in (
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
        "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
        "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
        "customXmlMoveToRangeEnd",
    )
)  # fmt: skip
_CHANGES: Final = {
    WORD + name + "Change": WORD + name
    for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr")
} | {WORD + "numberingChange": WORD + "numPr"}
_CELL_MARKS: Final = {WORD + "cellIns": INS, WORD + "cellDel": DEL}
_KEPT_BY_CHANGE: Final = {P_PR: (R_PR, SECT_PR), WORD + "tblPr": (), WORD + "trPr": (INS, DEL), WORD + "tcPr": ()}
_CONTENT: Final = (
    T, MATH + "oMath",
    *(
        WORD + name
        for name in (
            "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "drawing", "pict", "object",
            "footnoteReference", "endnoteReference",
        )
    ),
)  # fmt: skip
_CONTAINERS: Final = (
    WORD + "body", TC, TEXT_BOX, WORD + "hdr", WORD + "ftr", WORD + "footnote", WORD + "endnote", WORD + "comment",
)  # fmt: skip
_SILENT: Final = frozenset(("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"))


def resolve(root: Element, *, accepted: bool) -> None:
    """Accept or reject all tracked changes of a part, in place."""
    gone = {DEL, MOVE_FROM} if accepted else {INS, MOVE_TO}
    _resolve_rows_and_cells(root, gone, accepted=accepted)
    joins = _resolve_marks(root, gone)
    _resolve_runs(root, gone)
    _resolve_formatting(root, accepted=accepted)
    for element in list(root.iter(*_RANGES, WORD + "cellMerge", *_CELL_MARKS)):
        remove(element)
    for container in list(root.iter(*_CONTAINERS)):
        _join_paragraphs(container, joins)
    _mend(root)


def _resolve_rows_and_cells(root: Element, gone: set[str], *, accepted: bool) -> None:
    for row in list(root.iter(TR)):
        marks = [mark for mark in row.iterfind(f"{WORD}trPr/*") if mark.tag in (INS, DEL)]
        if any(mark.tag in gone for mark in marks) or (marks and _was_only_passing(row, accepted=accepted)):
            remove(row)
            continue
        for mark in marks:
            remove(mark)
    for cell in list(root.iter(TC)):
        for mark in [mark for mark in cell.iterfind(f"{WORD}tcPr/*") if mark.tag in _CELL_MARKS]:
            if _CELL_MARKS[str(mark.tag)] in gone:
                remove(cell)
                break
            remove(mark)


def _was_only_passing(row: Element, *, accepted: bool) -> bool:
    """Whether a marked row's words stand in neither reading: moved here and deleted (see `grids`)."""
    words = [text for text in row.iter(T, DEL_TEXT) if (text.text or "").strip()]
    return bool(words) and not any(_stands(text, accepted=accepted) for text in words)


def _stands(element: Element, *, accepted: bool) -> bool:
    gone = (DEL, MOVE_FROM) if accepted else (INS, MOVE_TO)
    return next(element.iterancestors(*gone), None) is None


def _resolve_marks(root: Element, gone: set[str]) -> set[Element]:
    """Take the marks off the ends of paragraphs; return the paragraphs that lose their end."""
    joins: set[Element] = set()
    for paragraph in root.iter(P):
        about = paragraph.find(f"{P_PR}/{R_PR}")
        for mark in list(about) if about is not None else []:
            if mark.tag in (INS, DEL, MOVE_FROM, MOVE_TO):
                if mark.tag in gone:
                    joins.add(paragraph)
                remove(mark)
    return joins


def _resolve_runs(root: Element, gone: set[str]) -> None:
    for numbering in list(root.iter(WORD + "numPr")):
        mark = numbering.find(INS)
        if mark is not None:
            remove(numbering if INS in gone else mark)
    for element in list(root.iter(INS, DEL, MOVE_FROM, MOVE_TO)):
        if element.tag in gone:
            remove(element)
        else:
            unwrap(element)
    for text in list(root.iter(DEL_TEXT)):
        text.tag = T
    for code in list(root.iter(WORD + "delInstrText")):
        code.tag = WORD + "instrText"


def _resolve_formatting(root: Element, *, accepted: bool) -> None:
    for change in list(root.iter(*_CHANGES)):
        parent = change.getparent()
        if parent is None or _CHANGES[str(change.tag)] != parent.tag:
            continue
        former = next((child for child in change if child.tag == parent.tag), None)
        remove(change)
        if accepted or former is None:
            continue
        kept = [child for child in parent if child.tag in _KEPT_BY_CHANGE.get(str(parent.tag), ())]
        parent[:] = [*former, *kept]


def _join_paragraphs(container: Element, joins: set[Element]) -> None:
    """Join each paragraph that lost its end to the next one; that one's format stays unless it brings no text."""
    waiting: list[Element] = []
    for block in list(_blocks(container)):
        if block.tag != P:
            waiting = []
            continue
        for earlier in waiting:
            _prepend(earlier, block)
        waiting = [block] if block in joins else []


def _blocks(container: Element) -> Iterator[Element]:
    """Paragraphs and tables of a container in order, those inside content controls and other wrappers too."""
    for child in container:
        if child.tag in (P, TBL):
            yield child
        elif child.tag == SDT:
            content = child.find(SDT_CONTENT)
            if content is not None:
                yield from _blocks(content)
        elif isinstance(child.tag, str) and not child.tag.endswith("Pr") and child.tag not in _CONTAINERS:
            yield from _blocks(child)


def _prepend(earlier: Element, later: Element) -> None:
    about = later.find(P_PR)
    own = earlier.find(P_PR)
    if not _has_content(later) and _has_content(earlier):
        # The later paragraph brings nothing of its own: the format of the text stays with the text.
        if about is not None:
            later.remove(about)
        if own is not None:
            later.insert(0, own)
        about = own
    place = 0 if about is None else 1
    later[place:place] = [child for child in earlier if child.tag != P_PR]
    remove(earlier)


def _has_content(paragraph: Element) -> bool:
    """Whether anything stands in a paragraph: letters, a mark, a picture; empty runs are nothing."""
    return any(element.tag not in (T, WORD + "tab") or _is_written(element) for element in paragraph.iter(*_CONTENT))


def _is_written(element: Element) -> bool:
    if element.tag == T:
        return bool(element.text)
    # A tab is also the name of a tab stop among the properties.
    return getattr(element.getparent(), "tag", "") == R


def _mend(root: Element) -> None:
    """Leave no table without rows, no row without cells, and no cell that does not end with a paragraph."""
    for row in list(root.iter(TR)):
        if next(row.iter(TC), None) is None:
            remove(row)
    for table in list(root.iter(TBL)):
        if next(table.iter(TR), None) is None:
            remove(table)
    for cell in root.iter(TC, TEXT_BOX):
        last = next((child for child in reversed(cell) if local_name(child.tag) not in _SILENT), None)
        if last is None or last.tag not in (P, SDT):
            cell.append(cell.makeelement(P))
