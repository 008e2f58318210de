"""The hidden marks of a draft that went out as a Word file: their names, written and read here only.

Each passage stands in a bookmark whose name begins with an underscore, which Word hides; rows have none, their cells
have. The package's own properties say of which consultation and which version it is a copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from lxml import etree

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import ID, WORD
from seko.drafts.documents.model.package import Package
from seko.drafts.documents.model.refusals import Refused

# The number of this form of marks; a later one that is read otherwise gets another.
FORM: Final = 1
CONSULTATION: Final = "seko-consultation"
VERSION: Final = "seko-version"
NUMBER_OF_FORM: Final = "seko-form"
# Of a table that goes out to be filled in (outlets.papers.marks): which one it is, and whose answers it asks for.
TABLE: Final = "seko-table"
INSTITUTION: Final = "seko-institution"

BOOKMARK_START: Final = WORD + "bookmarkStart"
BOOKMARK_END: Final = WORD + "bookmarkEnd"
NAME: Final = WORD + "name"

PROPERTIES_PART: Final = "docProps/custom.xml"
PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
PROPERTIES_KIND: Final = "custom-properties"
PROPERTIES_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + PROPERTIES_KIND

_PREFIX: Final = "_s_"
_BOOKMARK: Final = re.compile(r"_s_(\d{1,9})")
_SPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# What Word itself gives to properties that a person adds.
_SET: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST: Final = 2


@dataclass(frozen=True, slots=True)
class Marks:
    """What a package says of itself. `version` is the content hash of the version, `orders` are those of the marked
    passages in the order of the text; all empty in a file that never was ours, or lost its marks.
    """

    consultation: str = ""
    version: str = ""
    form: int = 0
    orders: tuple[int, ...] = ()

    @classmethod
    def read(cls, package: Package, root: Element | None = None) -> Marks:
        """Read the marks of a package; `root` is its main part's tree, where that is parsed already."""
        stated = read_properties(package)
        form = stated.get(NUMBER_OF_FORM, "")
        tree = package.parse(package.main_part) if root is None else root
        return cls(
            consultation=stated.get(CONSULTATION, ""),
            version=stated.get(VERSION, ""),
            form=int(form) if form.isascii() and form.isdigit() and len(form) < 10 else 0,
            orders=tuple(span.order for span in spans(tree)),
        )


@dataclass(frozen=True, slots=True)
class Span:
    """A marked passage in a tree: its order, and where its mark begins and ends (None: the end is lost)."""

    order: int
    start: Element
    end: Element | None


def name_of(order: int) -> str:
    """Return the name of the bookmark around the passage of this order."""
    return f"{_PREFIX}{order}"


def order_of(name: str) -> int | None:
    """Return the order of the passage that a bookmark marks, or None for a bookmark that is not ours."""
    found = _BOOKMARK.fullmatch(name)
    return int(found.group(1)) if found else None


def bookmark(order: int, ident: int) -> tuple[Element, Element]:
    """Return the beginning and the end of a mark; `ident` is the bookmark's own in its file."""
    start = etree.Element(BOOKMARK_START, {ID: str(ident), NAME: name_of(order)})
    return start, etree.Element(BOOKMARK_END, {ID: str(ident)})


def spans(root: Element) -> Iterator[Span]:
    """Yield the marked passages of a tree in the order of the text; of two marks of one passage the first counts."""
    ends: dict[str, Element] = {}
    for end in root.iter(BOOKMARK_END):
        ends.setdefault(end.get(ID, ""), end)
    seen: set[int] = set()
    for start in root.iter(BOOKMARK_START):
        order = order_of(start.get(NAME, ""))
        if order is not None and order not in seen:
            seen.add(order)
            yield Span(order, start, ends.get(start.get(ID, "")))


def properties_part(stated: Mapping[str, str]) -> bytes:
    """Return the part of the package's own properties: what is stated, by the names above, and the form's number."""
    lines = [
        f'<property fmtid="{_SET}" pid="{number}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate([*stated.items(), (NUMBER_OF_FORM, str(FORM))], start=_FIRST)
    ]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Properties xmlns="{_SPACE}" xmlns:vt="{_TYPES}">{"".join(lines)}</Properties>'.encode()


def read_properties(package: Package) -> dict[str, str]:
    """Return the properties of the package that somebody added, by name; a damaged part says nothing."""
    part = next(iter(package.related(PROPERTIES_KIND, "")), None)
    if part is None:
        return {}
    try:
        root = package.parse(part)
    except Refused:
        return {}
    found: dict[str, str] = {}
    for each in root.iter(f"{{{_SPACE}}}property"):
        found.setdefault(each.get("name", ""), "".join(str(text) for text in each.itertext()).strip())
    return found
