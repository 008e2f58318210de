"""Small building blocks of WordprocessingML."""

from __future__ import annotations

from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

LANGUAGE: Final = "sr-Cyrl-RS"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def element(tag: str, *children: _Element, **attributes: str | int) -> _Element:
    """An element such as `w:p`; attribute names are given without prefix and get that of Word."""
    made: _Element = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


def run(text: str, *properties: _Element, deleted: bool = False) -> _Element:
    """A run of text in the document's language."""
    made = element("w:r", element("w:rPr", *properties, element("w:lang", val=LANGUAGE)))
    made.append(text_of(text, deleted=deleted))
    return made


def text_of(text: str, *, deleted: bool = False) -> _Element:
    """The text element of a run; deleted text has its own name in tracked changes."""
    made = element("w:delText" if deleted else "w:t")
    made.text = text
    made.set(_SPACE, "preserve")
    return made


def field(instruction: str, *shown: _Element) -> list[_Element]:
    """A complex field with its shown result, as runs."""

    def mark(kind: str) -> _Element:
        return element("w:r", element("w:fldChar", fldCharType=kind))

    code = element("w:instrText")
    code.text = f" {instruction} "
    code.set(_SPACE, "preserve")
    return [mark("begin"), element("w:r", code), mark("separate"), *shown, mark("end")]


def paragraph(style: str, *content: _Element, extra: tuple[_Element, ...] = ()) -> _Element:
    """A paragraph with its style and, in `extra`, further paragraph properties in schema order."""
    return element("w:p", element("w:pPr", element("w:pStyle", val=style), *extra), *content)
