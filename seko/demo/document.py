"""Builds the demonstration's action document as a Word file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from seko.demo.revising import revised
from seko.demo.source import Block, Heading, ListItem, Orientation, Paragraph, Source, Table, load_source
from seko.demo.word.layout import add_head_and_foot, contents, prepare_styles, section_end, set_properties
from seko.demo.word.lists import BULLETS, NOT_NUMBERED, OrderedLists, define_lists, numbered
from seko.demo.word.markup import element, paragraph
from seko.demo.word.notes import add_footnotes
from seko.demo.word.package import to_bytes
from seko.demo.word.runs import Runs
from seko.demo.word.tables import build_table
from seko.demo.word.traces import leave_traces

TRANSLATION: Final = Path(__file__).parent / "content" / "translation"
TITLE_EN: Final = "Cleaner water and less waste in medium-sized towns"
ENGLISH: Final = "en-GB"
_STYLES: Final = {
    "body": "Normal",
    "legend": "Legend",
    "title": "Title",
    "subtitle": "Subtitle",
    "caption": "Caption",
    "note": "AuthorNote",
}


@cache
def build_action_document(*, with_traces: bool = False, is_revised: bool = False) -> bytes:
    """The action document as DOCX, always the same bytes.

    With traces it carries tracked changes, a move and comments of several offices: rejecting the changes gives the
    document without traces. The revised one is the next draft, after the comments.
    """
    document = _written(load_source(revise=revised) if is_revised else load_source(), 2 if is_revised else 1)
    if with_traces:
        leave_traces(document)
    return to_bytes(document)


@cache
def build_translation() -> bytes:
    """The working translation of the first draft's beginning into English as DOCX, always the same bytes."""
    document = _written(load_source(TRANSLATION), 1)
    document.sections[0].header.paragraphs[0].runs[0].text = f"{TITLE_EN}, draft 1, working translation"
    document.core_properties.title, document.core_properties.language = TITLE_EN, ENGLISH
    for part in (document.styles.element, document.element):
        for found in part.iter(qn("w:lang")):
            found.set(qn("w:val"), ENGLISH)
    return to_bytes(document)


def _written(source: Source, draft: int) -> Document:
    document = docx.Document()
    define_lists(document)
    prepare_styles(document)
    add_head_and_foot(document, draft)
    set_properties(document, draft)
    _Body(document, source).write()
    return document


class _Body:
    """Writes the blocks into the document, section by section."""

    def __init__(self, document: Document, source: Source) -> None:
        self._document = document
        self._source = source
        self._body: _Element = document.element.body
        self._runs = Runs()
        self._ordered = OrderedLists(document)
        self._landscape = False

    def write(self) -> None:
        """Everything, in order; footnotes last, when their order is known."""
        first = self._body[-1]
        for block in self._source.blocks:
            for made in self._made(block):
                first.addprevious(made)
        add_footnotes(self._document, [self._source.notes[key] for key in self._runs.notes])

    def _made(self, block: Block) -> list[_Element]:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, ListItem):
            list_id = self._ordered.list_for(block.group) if block.ordered else BULLETS
            return [paragraph("Normal", *self._runs.of(block.text), extra=(numbered(list_id),))]
        if isinstance(block, Table):
            return [build_table(block, self._runs, landscape=self._landscape), paragraph("Normal")]
        if isinstance(block, Orientation):
            ended = section_end(self._document, landscape=self._landscape)
            self._landscape = block.landscape
            return [element("w:p", element("w:pPr", ended))]
        return self._paragraph(block)

    def _heading(self, block: Heading) -> list[_Element]:
        extra = () if block.numbering == "word" else (numbered(NOT_NUMBERED),)
        return [paragraph(f"Heading{block.level}", *self._runs.of(block.text), extra=extra)]

    def _paragraph(self, block: Paragraph) -> list[_Element]:
        made = [paragraph(_STYLES[block.style], *self._runs.of(block.text))]
        if block.style == "subtitle":
            made.append(contents())
        return made
