"""The part with the footnotes."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from seko.demo.word.markup import element, paragraph, run

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def add_footnotes(document: Document, texts: list[str]) -> None:
    """Adds the footnotes, numbered from 1 in the order of `texts`, with Word's two separators before them."""
    root = element("w:footnotes")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        line = element("w:p", element("w:r", element(f"w:{kind}")))
        root.append(element("w:footnote", line, type=kind, id=number))
    for number, text in enumerate(texts, start=1):
        style = element("w:rPr", element("w:rStyle", val="FootnoteReference"))
        mark = element("w:r", style, element("w:footnoteRef"))
        root.append(element("w:footnote", paragraph("FootnoteText", mark, run(" " + text)), id=number))
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    separators = (element("w:footnote", id=number) for number in (-1, 0))
    document.settings.element.append(element("w:footnotePr", *separators))
