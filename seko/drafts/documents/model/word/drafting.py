"""A version's published copy as it goes out: every passage marked, what is said of it as Word's own comments."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from lxml import etree

from seko.drafts.documents.model.limits import DEFAULT_LIMITS, Limits
from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import (
    BODY,
    COMMENT_END,
    COMMENT_REFERENCE,
    COMMENT_START,
    ID,
    P_PR,
    R_PR,
    VAL,
    WORD,
    P,
    R,
)
from seko.drafts.documents.model.package import open_package
from seko.drafts.documents.model.refusals import Refused
from seko.drafts.documents.model.structure import Passage, PassageKind
from seko.drafts.documents.model.word import marks, remarks
from seko.drafts.documents.model.word.cutting import change_words, run_from, run_until
from seko.drafts.documents.model.word.parts import Outgoing
from seko.drafts.documents.model.word.remarks import Agreed, Reach, Remark, Written
from seko.drafts.documents.model.word.tracing import Extent, Trace, trace

# Other bookmarks, of the text or of a note, hardly ever have so high a number.
_FIRST_BOOKMARK: Final = 1_000_000
_PICTURE: Final = "\ufffc"
_CONTROL: Final = WORD + "sdt"
_CONTENT: Final = WORD + "sdtContent"


@dataclass(frozen=True, slots=True)
class Part:
    """A passage of the version, as it is kept."""

    order: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Made:
    """What went out. `unmarked` are the orders of passages without a mark (notes, text boxes), rows apart; `elsewhere`
    counts the remarks that could not stand on their words, `changes` the agreed wordings written into the text.
    """

    content: bytes
    unmarked: tuple[int, ...] = ()
    remarks: int = 0
    elsewhere: int = 0
    changes: int = 0


def draft_out(
    copy: bytes,
    parts: Sequence[Part],
    stated: Mapping[str, str],
    said: Sequence[Remark] = (),
    agreed: Sequence[Agreed] = (),
    *,
    limits: Limits = DEFAULT_LIMITS,
) -> Made:
    """Return the published copy with its passages marked, the remarks at their words, none left out, and what was
    `agreed` as tracked changes; of two agreed for the same words the first one.

    `parts` are all passages of the version in their order; `stated` is what the package says of itself
    (`marks.CONSULTATION`, `marks.VERSION`). The copy is of our own making (`cleaning.published_copy`). Raises Refused.
    """
    package = open_package(copy, limits=limits)
    root = package.parse(package.main_part)
    draft = _Draft(root, trace(package, root), parts)
    draft.write(said, agreed)
    outgoing = Outgoing(package)
    outgoing.set(package.main_part, root)
    outgoing.add(
        "", marks.PROPERTIES_PART, marks.properties_part(stated),
        media_type=marks.PROPERTIES_TYPE, relation=marks.PROPERTIES_RELATION,
    )  # fmt: skip
    if draft.written:
        for name, content, media_type, relation in (
            (remarks.COMMENTS_PART, remarks.comments_part(draft.written), remarks.COMMENTS_TYPE,
             remarks.COMMENTS_RELATION),
            (remarks.THREADS_PART, remarks.threads_part(draft.written), remarks.THREADS_TYPE,
             remarks.THREADS_RELATION),
        ):  # fmt: skip
            outgoing.add(package.main_part, name, content, media_type=media_type, relation=relation)
    return Made(outgoing.packed(), draft.unmarked, len(draft.written), draft.elsewhere, draft.changes)


@dataclass(slots=True)
class _Range:
    """Where a remark stands: the elements before and behind which its marks come."""

    start: Element
    end: Element
    is_point: bool = False
    is_exact: bool = True


@dataclass(slots=True)
class _Draft:
    """The tree that is written into, and what is known of its passages by their order in the version."""

    root: Element
    trace: Trace
    parts: Sequence[Part]
    written: list[Written] = field(default_factory=list)
    unmarked: tuple[int, ...] = ()
    elsewhere: int = 0
    changes: int = 0
    _position: dict[int, int] = field(default_factory=dict)
    _changed: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _last_id: int = -1
    _last_mark: int = _FIRST_BOOKMARK

    def write(self, said: Sequence[Remark], agreed: Sequence[Agreed]) -> None:
        """Write the remarks, then what was agreed, then the marks around them."""
        self._position = {order: position for position, order in _aligned(self.trace.passages, self.parts).items()}
        for remark in said:
            # At once: the next remark may divide the runs where this one begins and ends.
            self._set_comment(remark, self._range(remark))
        for each in agreed:
            self._set_change(each)
        self._set_marks()
        self._open_controls()

    def _open_controls(self) -> None:
        """Take the content out of the content controls with a comment in them: LibreOffice 7.4 loses such comments."""
        for control in list(self.root.iter(_CONTROL)):
            content, parent = control.find(_CONTENT), control.getparent()
            if content is None or parent is None or next(control.iter(COMMENT_REFERENCE), None) is None:
                continue
            for each in list(content):
                control.addprevious(each)
            parent.remove(control)

    # Marks.

    def _set_marks(self) -> None:
        unmarked = []
        for part in self.parts:
            extent = self.trace.extents.get(self._position.get(part.order, -1))
            if extent is not None:
                start, end = marks.bookmark(part.order, self._next_mark())
                _first_place(extent.first, start)
                extent.last.append(end)
            elif part.kind != PassageKind.TABLE_ROW:
                unmarked.append(part.order)
        self.unmarked = tuple(unmarked)

    def _next_mark(self, count: int = 1) -> int:
        found = self._last_mark
        self._last_mark += count
        return found

    # Remarks.

    def _set_comment(self, remark: Remark, found: _Range) -> None:
        ids = tuple(self._next_id() for _ in range(1 + len(remark.replies)))
        self.elsewhere += not found.is_exact
        self.written.append(Written(remark, ids, () if found.is_exact else remark.quotes))
        ends = [each for ident in ids for each in (etree.Element(COMMENT_END, {ID: str(ident)}), _reference(ident))]
        starts = [etree.Element(COMMENT_START, {ID: str(ident)}) for ident in ids]
        if found.is_point:
            ends = [*starts, *ends]
        else:
            for start in starts:
                if found.start.tag == P:
                    _first_place(found.start, start)
                else:
                    found.start.addprevious(start)
        if found.end.tag == P:
            found.end.extend(ends)
        else:
            for end in reversed(ends):
                found.end.addnext(end)

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def _range(self, remark: Remark) -> _Range:
        """Return where a remark stands; whatever it speaks of, it stands somewhere."""
        if not remark.reaches:
            return self._whole(self._anywhere())
        reaches = remark.reaches
        if remark.is_missing:
            found = self._whole(self._extent(reaches[-1].order) or self._near(reaches[-1].order))
            return _Range(found.end, found.end, is_point=True, is_exact=self._extent(reaches[-1].order) is not None)
        if all(self._is_exact(reach) for reach in reaches) and self._is_one_stretch(reaches):
            first, last = reaches[0], reaches[-1]
            return _Range(self._start_of(first), self._end_of(last))
        shown = next((reach for reach in reaches if self._is_exact(reach)), None)
        if shown is not None:
            return _Range(self._start_of(shown), self._end_of(shown), is_exact=False)
        return self._instead(reaches[0])

    def _instead(self, reach: Reach) -> _Range:
        """Return where a remark stands that cannot stand on its words: on the sign of its note, or nearby."""
        extent = self._extent(reach.order)
        if extent is None:
            position = self._position.get(reach.order, -1)
            note = self.trace.notes.get(self.trace.passages[position].note_id) if position >= 0 else None
            run = note.getparent() if note is not None else None
            if run is not None:
                return _Range(run, run, is_exact=False)
            extent = self._near(reach.order)
        return _Range(extent.first, extent.last, is_exact=False)

    def _whole(self, extent: Extent) -> _Range:
        return _Range(extent.first, extent.last)

    def _extent(self, order: int) -> Extent | None:
        """The paragraphs of a passage; those of a row are its cells'."""
        position = self._position.get(order, -1)
        own = self.trace.extents.get(position)
        if own is not None or position < 0 or self.trace.passages[position].kind is not PassageKind.TABLE_ROW:
            return own
        cells = [each for each in self._cells(position) if each in self.trace.extents]
        # An empty paragraph behind a table inside a cell would become a part of the cell by a mark in it.
        found = [self.trace.extents[each] for each in [each for each in cells if each in self.trace.atoms] or cells]
        return Extent(found[0].first, found[-1].last) if found else None

    def _cells(self, row: int) -> list[int]:
        cells = []
        for passage in self.trace.passages[row + 1 :]:
            if passage.kind is PassageKind.TABLE_ROW and passage.host < row:
                break
            if passage.host == row and passage.kind is PassageKind.TABLE_CELL:
                cells.append(passage.position)
        return cells

    def _near(self, order: int) -> Extent:
        """The nearest passage before the one of this order that has paragraphs, else the first one."""
        for each in range(order, -1, -1):
            found = self._extent(each)
            if found is not None:
                return found
        return self._anywhere()

    def _anywhere(self) -> Extent:
        """The first passage; in a text that has none, a paragraph that is made."""
        if self.trace.extents:
            return self.trace.extents[min(self.trace.extents)]
        body = self.root.find(BODY)
        if body is None:
            raise Refused("main-text-missing")
        paragraph = etree.Element(P)
        body.insert(0, paragraph)
        return Extent(paragraph, paragraph)

    def _is_exact(self, reach: Reach) -> bool:
        """Whether a remark can stand on exactly these letters."""
        if not reach.end:
            return self._extent(reach.order) is not None
        position = self._position.get(reach.order, -1)
        atoms = self.trace.atoms.get(position)
        if not atoms or self.trace.passages[position].text != self._text(reach.order):
            return False
        within = [atom for atom in atoms if atom.start < reach.end and atom.end > reach.start]
        ends = (within[0], within[-1]) if within else ()
        return bool(within) and all(
            atom.is_plain or (reach.start <= atom.start and atom.end <= reach.end) for atom in ends
        )

    def _text(self, order: int) -> str:
        at = order if order < len(self.parts) and self.parts[order].order == order else -1
        return self.parts[at].text if at >= 0 else next((each.text for each in self.parts if each.order == order), "")

    def _is_one_stretch(self, reaches: Sequence[Reach]) -> bool:
        """Whether several stretches follow each other without a gap but those of rows, as a selection gives them."""
        for one, other in itertools.pairwise(reaches):
            between = range(one.order + 1, other.order)
            parts = [part for part in self.parts if part.order in between]
            if other.order <= one.order or any(part.kind != PassageKind.TABLE_ROW and part.text for part in parts):
                return False
            if (one.end and one.end < len(self._text(one.order))) or other.start:
                return False
        return True

    def _start_of(self, reach: Reach) -> Element:
        if not reach.end:
            return (self._extent(reach.order) or self._anywhere()).first
        return run_from(self.trace.atoms[self._position[reach.order]], reach.start)

    def _end_of(self, reach: Reach) -> Element:
        if not reach.end:
            return (self._extent(reach.order) or self._anywhere()).last
        return run_until(self.trace.atoms[self._position[reach.order]], reach.end)

    # Agreed wording.

    def _set_change(self, agreed: Agreed) -> None:
        """Write an agreed wording into the text, unless another one touches the same words already."""
        order, start = agreed.reach.order, agreed.reach.start
        atoms = self.trace.atoms.get(self._position.get(order, -1), [])
        end = agreed.reach.end or len(self._text(order))
        taken = self._changed.setdefault(order, [])
        if not atoms or not self._is_exact(Reach(order, start, end)):
            return
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            return
        ident = self._next_mark(2 * (end - start + len(agreed.wording)) + 2)
        if change_words(atoms, start, end, agreed.wording, author=agreed.author, at=agreed.at, ident=ident):
            taken.append((start, end))
            self.changes += 1


def _aligned(found: Sequence[Passage], wanted: Sequence[Part]) -> dict[int, int]:
    """Return the order in the version of each passage of the copy, by its position: those that say the same."""
    own = [(each.kind.value, _bare(each.text)) for each in found]
    kept = [(each.kind, _bare(each.text)) for each in wanted]
    before = 0
    while before < min(len(own), len(kept)) and own[before] == kept[before]:
        before += 1
    pairs = {position: wanted[position].order for position in range(before)}
    matcher = SequenceMatcher(None, own[before:], kept[before:], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            pairs[before + block.a + step] = wanted[before + block.b + step].order
    return pairs


def _bare(text: str) -> str:
    """A picture that the original only pointed to is not in its copy; its sign does not count."""
    return text.replace(_PICTURE, "").strip(" |")


def _first_place(paragraph: Element, element: Element) -> None:
    paragraph.insert(1 if paragraph.find(P_PR) is not None else 0, element)


def _reference(ident: int) -> Element:
    run = etree.Element(R)
    etree.SubElement(etree.SubElement(run, R_PR), WORD + "sz", {VAL: "16"})
    etree.SubElement(run, COMMENT_REFERENCE, {ID: str(ident)})
    return run
