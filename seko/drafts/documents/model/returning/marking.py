"""Marks put into a tree before it is read: where each tracked change, each hidden mark of ours and each paragraph is.

They have the form of comments' ranges, so that the walk carries them through both readings like those.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import (
    AUTHOR,
    COMMENT_END,
    COMMENT_START,
    DEL,
    ID,
    INS,
    MOVE_FROM,
    MOVE_TO,
    P_PR,
    R_PR,
    TC,
    TR,
    WORD,
    P,
)
from seko.drafts.documents.model.source import settle_ranges
from seko.drafts.documents.model.word.marks import BOOKMARK_START, NAME, spans

CHANGE, PASSAGE, END, KEY = "~c", "~s", "~p", "~k"
# The hidden bookmarks of columns and rows of a table that went out to be filled in (outlets.papers.marks).
_KEYS: Final = ("_c_", "_r_")
# What the element of a tracked change is, as counted: moves by what was moved away, as a reader counts them.
INSERTION, DELETION, MOVE, ARRIVAL, FORMATTING = "insertion", "deletion", "move", "arrival", "formatting"
_KINDS: Final = {
    INS: INSERTION, DEL: DELETION, MOVE_FROM: MOVE, MOVE_TO: ARRIVAL,
    WORD + "cellIns": INSERTION, WORD + "cellDel": DELETION, WORD + "cellMerge": FORMATTING,
}  # fmt: skip
_BEGINS: Final = {WORD + "moveFromRangeStart": MOVE_FROM, WORD + "moveToRangeStart": MOVE_TO}
_ENDS: Final = {WORD + "moveFromRangeEnd": MOVE_FROM, WORD + "moveToRangeEnd": MOVE_TO}


@dataclass(frozen=True, slots=True)
class Tracked:
    """One element of a tracked change: what it is, the name of the move it belongs to, and the number of the last
    paragraph that ends before it (-1: none). `is_end`: what is changed is the end of a paragraph. `author`: who changed
    it.
    """

    number: int
    kind: str
    move: str = ""
    after: int = -1
    is_end: bool = False
    author: str = ""

    @property
    def mark(self) -> str:
        """The identifier of its mark."""
        return f"{CHANGE}{self.number}"


@dataclass(slots=True)
class Marked:
    """What was marked: the elements of tracked changes in their order, how many change the form only, the passages
    that carry our hidden marks, how many paragraphs there are, and the hidden keys of tables.
    """

    tracked: list[Tracked]
    formatting: int
    orders: list[int]
    paragraphs: int
    keys: list[str] = field(default_factory=list)


def mark_changes(trees: Iterable[Element]) -> Marked:
    """Mark the tracked changes of these trees, the body first, and their paragraphs; in place."""
    marked = Marked([], 0, [], 0)
    for tree in trees:
        for span in list(spans(tree)):
            marked.orders.append(span.order)
            _point(span.start, f"{PASSAGE}{span.order}")
        for start in list(tree.iter(BOOKMARK_START)):
            name = start.get(NAME, "")
            if name.startswith(_KEYS):
                marked.keys.append(name)
                _point(start, f"{KEY}{name}")
        open_: dict[str, tuple[str, str]] = {}
        places: list[tuple[Element, str]] = []
        for element in tree.iter():
            tag = str(element.tag)
            if tag in _BEGINS:
                open_[element.get(ID, "")] = (_BEGINS[tag], element.get(WORD + "name", ""))
            elif tag in _ENDS:
                open_.pop(element.get(ID, ""), None)
            elif tag == P:
                places.append((element, f"{END}{marked.paragraphs}"))
                marked.paragraphs += 1
            elif tag in _KINDS and _KINDS[tag] != FORMATTING:
                move = next((name for side, name in open_.values() if side == tag), "")
                paragraph = next(element.iterancestors(P), None)
                own = 1 if paragraph is not None else 0
                is_end = own == 1 and _is_end(element)
                after, author = marked.paragraphs - 1 - own, element.get(AUTHOR, "")
                found = Tracked(len(marked.tracked), _KINDS[tag], move, after, is_end, author)
                marked.tracked.append(found)
                places.append((element, found.mark))
            elif tag in _KINDS or (tag.startswith(WORD) and tag.endswith("Change")):
                marked.formatting += 1
        for element, mark in places:
            _mark(element, mark)
        settle_ranges(tree)
    return marked


def _is_former(element: Element) -> bool:
    """Whether it stands in the description of a former format: it is counted, and changes nothing."""
    return any(str(above.tag).endswith("Change") for above in element.iterancestors())


def _is_end(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == R_PR and not _is_former(element)


def _mark(element: Element, mark: str) -> None:
    """Put a mark around what an element changes: its runs, the end of its paragraph, all of its row or cell."""
    if element.tag == P:
        element.append(_range(mark)[1])
        return
    parent = element.getparent()
    if parent is None:
        return
    if parent.tag in (R_PR, WORD + "numPr") or _is_former(element):
        around = next(element.iterancestors(P, TC, TR), None)
        paragraph = around if around is None or around.tag == P else next(around.iter(P), None)
        if paragraph is not None:
            paragraph.extend(_range(mark))
    elif parent.tag in (WORD + "trPr", WORD + "tcPr"):
        box = next(element.iterancestors(TR if parent.tag == WORD + "trPr" else TC), None)
        inside = list(box.iter(P)) if box is not None else []
        if inside:
            start, end = _range(mark)
            inside[0].insert(1 if inside[0].find(P_PR) is not None else 0, start)
            inside[-1].append(end)
    else:
        start, end = _range(mark)
        element.addprevious(start)
        element.addnext(end)


def _point(bookmark: Element, mark: str) -> None:
    """Put a mark where a bookmark begins; it ends there too, for what reads the words of every range."""
    for each in _range(mark):
        bookmark.addprevious(each)


def _range(mark: str) -> tuple[Element, Element]:
    return etree.Element(COMMENT_START, {ID: mark}), etree.Element(COMMENT_END, {ID: mark})
