"""Numbering: headings counted by Word, bullets, and ordered lists that each begin at one."""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from seko.demo.word.markup import element

NOT_NUMBERED: Final = 0
HEADINGS: Final = 1
BULLETS: Final = 2
_FIRST_ORDERED: Final = 3
_HEADING_SCHEME: Final = 1
_BULLET_SCHEME: Final = 2
_ORDERED_SCHEME: Final = 3


def numbered(list_id: int, level: int = 0) -> _Element:
    """The paragraph property that puts a paragraph into a list."""
    return element("w:numPr", element("w:ilvl", val=level), element("w:numId", val=list_id))


def define_lists(document: Document) -> None:
    """Replaces the template's lists by ours and ties the heading styles to the first."""
    root: _Element = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    styles: _Element = document.styles.element
    for inherited in list(styles.iter(qn("w:numPr"))):
        parent = inherited.getparent()
        if parent is not None:
            parent.remove(inherited)
    root.append(_scheme(_HEADING_SCHEME, [_heading_level(level) for level in range(3)]))
    root.append(_scheme(_BULLET_SCHEME, [_level(0, "bullet", "–")]))
    root.append(_scheme(_ORDERED_SCHEME, [_level(0, "decimal", "%1.")]))
    root.append(_use(HEADINGS, _HEADING_SCHEME))
    root.append(_use(BULLETS, _BULLET_SCHEME))


class OrderedLists:
    """Gives each ordered list of the source a list of its own that starts at one."""

    def __init__(self, document: Document) -> None:
        self._root: _Element = document.part.numbering_part.element
        self._by_group: dict[int, int] = {}

    def list_for(self, group: int) -> int:
        """The list id of this group of items."""
        if group not in self._by_group:
            list_id = _FIRST_ORDERED + len(self._by_group)
            restart = element("w:lvlOverride", element("w:startOverride", val=1), ilvl=0)
            use = _use(list_id, _ORDERED_SCHEME)
            use.append(restart)
            self._root.append(use)
            self._by_group[group] = list_id
        return self._by_group[group]


def _scheme(number: int, levels: list[_Element]) -> _Element:
    kind = element("w:multiLevelType", val="multilevel" if len(levels) > 1 else "singleLevel")
    return element("w:abstractNum", kind, *levels, abstractNumId=number)


def _use(list_id: int, scheme: int) -> _Element:
    return element("w:num", element("w:abstractNumId", val=scheme), numId=list_id)


def _level(place: int, kind: str, pattern: str, *, indent: int = 567, style: str = "") -> _Element:
    made = element("w:lvl", element("w:start", val=1), element("w:numFmt", val=kind), ilvl=place)
    if style:
        made.append(element("w:pStyle", val=style))
    made.append(element("w:lvlText", val=pattern))
    made.append(element("w:lvlJc", val="left"))
    made.append(element("w:pPr", element("w:ind", left=indent, hanging=indent)))
    return made


def _heading_level(place: int) -> _Element:
    pattern = ".".join(f"%{number}" for number in range(1, place + 2))
    return _level(place, "decimal", pattern, indent=567 + 142 * place, style=f"Heading{place + 1}")
