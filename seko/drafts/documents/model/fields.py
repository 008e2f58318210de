"""Fields: telling their codes from their results, also where a code is split over runs or a field was left open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import FLD_CHAR, WORD, R
from seko.drafts.documents.model.properties import number, switch
from seko.drafts.documents.model.symbols import TICKED, UNTICKED

_KIND = WORD + "fldCharType"


@dataclass(slots=True)
class _Open:
    code: list[str] = field(default_factory=list)
    in_result: bool = False
    value: str = ""


class Fields:
    """The fields open at a place of the walk. Feed it every `w:fldChar` and code text in order."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self.kinds: Counter[str] = Counter()

    @property
    def in_code(self) -> bool:
        """Whether the text here belongs to a code, not to the document."""
        return bool(self._open) and any(not step.in_result for step in self._open)

    @property
    def in_contents(self) -> bool:
        """Whether the text here is the result of a table of contents."""
        return bool(self._open) and any(step.in_result and _kind(step.code) == "TOC" for step in self._open)

    def mark(self, element: Element) -> str:
        """Take a `w:fldChar`; at the end of a form field return what the form shows (a tick, a choice), else ""."""
        kind = element.get(_KIND)
        if kind == "begin":
            self._open.append(_Open(value=form_value(element.find(WORD + "ffData"))))
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            closed = self._open.pop()
            self.count("".join(closed.code))
            return "" if self.in_code else closed.value
        return ""

    def code(self, text: str) -> None:
        """Take a piece of a code."""
        if self._open:
            self._open[-1].code.append(text)

    def count(self, code: str) -> None:
        """Count a field by the first word of its code."""
        kind = _kind([code])
        if kind:
            self.kinds[kind] += 1


def close_open_fields(root: Element) -> int:
    """Take out field marks without a partner, so that no text is swallowed as a code; return how many there were.

    A beginning without an end would make the whole rest of the document a code.
    """
    beginnings: list[list[Element]] = []
    lonely: list[Element] = []
    for mark in root.iter(FLD_CHAR):
        kind = mark.get(_KIND)
        if getattr(mark.getparent(), "tag", "") != R or kind not in ("begin", "separate", "end"):
            lonely.append(mark)
        elif kind == "begin":
            beginnings.append([mark])
        elif not beginnings:
            lonely.append(mark)
        elif kind == "separate":
            beginnings[-1].append(mark)
        else:
            beginnings.pop()
    lonely += [mark for marks in beginnings for mark in marks]
    for mark in lonely:
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)
    return len(lonely)


def form_value(data: Element | None) -> str:
    """What a legacy form field shows without having a result: a box ticked or not, or the chosen entry of a list."""
    if data is None:
        return ""
    box = data.find(WORD + "checkBox")
    if box is not None:
        ticked = switch(box, "checked")
        if ticked is None:
            ticked = switch(box, "default")
        return TICKED if ticked else UNTICKED
    choice = data.find(WORD + "ddList")
    if choice is None:
        return ""
    entries = [entry.get(WORD + "val", "") for entry in choice.iter(WORD + "listEntry")]
    chosen = choice.find(WORD + "result")
    place = number(chosen.get(WORD + "val") if chosen is not None else None, 0)
    return entries[place] if 0 <= place < len(entries) else ""


def _kind(code: list[str]) -> str:
    words = "".join(code).split(maxsplit=1)
    return words[0].upper() if words else ""
