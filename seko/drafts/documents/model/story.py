"""The walk over the blocks of a story: paragraphs, tables and what wraps them, with the limits of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from seko.drafts.documents.model import properties
from seko.drafts.documents.model.limits import Limits
from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import (
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    P_PR,
    R_PR,
    RELATIONS,
    SDT,
    SECT_PR,
    TBL,
    TC,
    TR,
    WORD,
    P,
)
from seko.drafts.documents.model.numbering import LEVELS, Schemes
from seko.drafts.documents.model.refusals import Refused
from seko.drafts.documents.model.runs import TRACKED, InlineReader, Standing, inside_control
from seko.drafts.documents.model.structure import (
    Block,
    Cell,
    Dropped,
    Paragraph,
    ParagraphFormat,
    Piece,
    Row,
    Run,
    SectionBreak,
    Table,
)
from seko.drafts.documents.model.styles import Styles, outline_of

_PROPERTIES: Final = frozenset(
    WORD + name
    for name in ("tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr", "sectPr", "pPr")
)
_NOTES: Final = {WORD + "footnoteReference": "f", WORD + "endnoteReference": "e"}
_LONG: Final = 10_000
_PAGE_NUMBER: Final = re.compile(r"[0-9ivxlc]+\s*$", re.IGNORECASE)


class StoryReader:
    """Reads one story (the body, or the notes) of a part; `dropped` gathers what it leaves out."""

    def __init__(self, part: str, styles: Styles, schemes: Schemes, targets: dict[str, str], limits: Limits) -> None:
        self.inline = InlineReader(styles, targets, self._read_box, _NOTES)
        self.dropped: list[Dropped] = []
        self._part = part
        self._styles = styles
        self._schemes = schemes
        self._targets = targets
        self._limits = limits
        self._tables = 0
        self._paragraphs = 0
        self._letters = 0
        self._cells = 0

    def read(self, root: Element) -> tuple[Block, ...]:
        """The blocks of a body or a note. Raises Refused with the place where a limit is passed."""
        return tuple(self._blocks(root, Standing()))

    def _read_box(self, box: Element, standing: Standing) -> tuple[Block, ...]:
        return tuple(self._blocks(box, standing))

    def _blocks(self, parent: Element, standing: Standing) -> Iterator[Block]:
        for child in parent:
            tag = child.tag
            if tag == P:
                yield from self._paragraph(child, standing)
            elif tag == TBL:
                yield self._table(child, standing)
            elif tag in TRACKED:
                yield from self._blocks(child, TRACKED[tag](standing))
            elif tag == SDT:
                content, inside = inside_control(child, standing)
                if content is not None:
                    yield from self._blocks(content, inside)
            elif tag == SECT_PR:
                yield SectionBreak(_is_landscape(child))
            elif tag in (WORD + "altChunk", WORD + "subDoc"):
                self._drop(child)
            elif tag not in _PROPERTIES:
                yield from self._blocks(child, standing)

    def _drop(self, element: Element) -> None:
        relation = element.get(RELATIONS + "id", "")
        self.dropped.append(Dropped("embedded-document", self._part, self._targets.get(relation, relation)))

    def _paragraph(self, element: Element, standing: Standing) -> Iterator[Block]:
        self._paragraphs += 1
        if self._paragraphs > self._limits.paragraphs:
            raise Refused("too-many-paragraphs", part=self._part, limit=self._limits.paragraphs)
        ordinal = self._paragraphs
        about = element.find(P_PR)
        format_ = self._format(about, standing)
        mark = _mark(about, standing)
        if properties.is_shaded(about) or self._styles.is_shaded(format_.style):
            standing = standing._replace(is_shaded=True)
        pieces: list[Piece] = []
        self.inline.read(element, standing, format_.style, pieces)
        self._check_lengths(pieces, ordinal)
        if not format_.is_contents and self.inline.fields.in_contents and _looks_like_entry(pieces):
            format_ = replace(format_, is_contents=True)
        numbering = about.find(WORD + "numPr") if about is not None else None
        yield Paragraph(
            ordinal=ordinal,
            pieces=tuple(pieces),
            format=_with_style_name(format_, self._styles),
            former=self._former(about, format_, standing),
            ends_in_accepted=mark.accepted,
            ends_in_rejected=mark.rejected,
            has_own_numbering=numbering is not None,
        )
        section = about.find(SECT_PR) if about is not None else None
        if section is not None:
            yield SectionBreak(_is_landscape(section))

    def _format(self, about: Element | None, standing: Standing) -> ParagraphFormat:
        """The format; `style` holds the style's identifier until the paragraph is finished."""
        style = properties.value(about, "pStyle") or self._styles.default_paragraph
        own_level = outline_of(about)
        bidi = properties.switch(about, "bidi")
        list_id, list_level = self._list(about, style)
        return ParagraphFormat(
            style=style,
            level=self._styles.heading_level(style) if own_level is None else own_level,
            list_id=list_id,
            list_level=list_level,
            is_bidi=self._styles.is_bidi(style) if bidi is None else bidi,
            is_contents=standing.is_contents or self._styles.is_contents(style),
            is_bold=self._styles.is_bold(style),
        )

    def _list(self, about: Element | None, style: str) -> tuple[str, int]:
        """The list and level (0-8) of a paragraph, its own or its style's; "0" as a list means none."""
        numbering = about.find(WORD + "numPr") if about is not None else None
        own = properties.value(numbering, "numId")
        stated = properties.value(numbering, "ilvl")
        list_id, style_level, origin = self._styles.list_of(style)
        if own is not None:
            list_id = own
        if list_id in ("", "0"):
            return "", 0
        if stated is not None:
            level = properties.number(stated, 0)
        elif own is not None or style_level is not None:
            level = style_level or 0
        else:
            level = self._schemes.level_of_style(list_id, origin)
        return list_id, min(max(level, 0), LEVELS - 1)

    def _former(self, about: Element | None, format_: ParagraphFormat, standing: Standing) -> ParagraphFormat | None:
        """The format before a tracked change of it, where there is one that matters."""
        if about is None:
            return None
        former = about.find(f"{WORD}pPrChange/{P_PR}")
        if former is not None:
            return _with_style_name(self._format(former, standing), self._styles)
        numbering = about.find(WORD + "numPr")
        if numbering is not None and numbering.find(INS) is not None:
            return replace(_with_style_name(format_, self._styles), list_id="", list_level=0)
        return None

    def _check_lengths(self, pieces: list[Piece], ordinal: int) -> None:
        letters = sum(len(piece.text) for piece in pieces if isinstance(piece, Run))
        self._letters += letters
        if letters <= _LONG and self._letters <= self._limits.text_letters:
            return
        text = "".join(piece.text for piece in pieces if isinstance(piece, Run))
        longest = max(map(len, text.split()), default=0)
        if longest > self._limits.word_letters:
            raise Refused("word-too-long", paragraph=ordinal, letters=longest, limit=self._limits.word_letters)
        if letters > self._limits.paragraph_letters:
            raise Refused(
                "paragraph-too-long", paragraph=ordinal, letters=letters, limit=self._limits.paragraph_letters
            )
        if self._letters > self._limits.text_letters:
            raise Refused("too-much-text", part=self._part, limit=self._limits.text_letters)

    def _table(self, element: Element, standing: Standing) -> Table:
        self._tables += 1
        number, depth = self._tables, standing.depth + 1
        if depth > self._limits.table_depth:
            raise Refused("tables-nested-too-deep", table=number, depth=depth, limit=self._limits.table_depth)
        about = element.find(WORD + "tblPr")
        is_shaded = properties.is_shaded(about) or self._styles.is_shaded(properties.value(about, "tblStyle") or "")
        inside = standing._replace(depth=depth, is_shaded=standing.is_shaded or is_shaded)
        rows: list[Row] = []
        for row, row_standing in _children(element, TR, inside):
            rows.append(self._row(row, row_standing, number, len(rows) + 1))
        return Table(number, depth, len(element.findall(f"{WORD}tblGrid/{WORD}gridCol")), tuple(rows))

    def _row(self, element: Element, standing: Standing, table: int, ordinal: int) -> Row:
        about = element.find(WORD + "trPr")
        if about is not None:
            standing = _tracked(about, INS, DEL, standing)
            if properties.switch(about, "hidden"):
                standing = standing.hidden()
        before, after = _columns(about, "gridBefore", 0), _columns(about, "gridAfter", 0)
        column = before
        cells: list[Cell] = []
        for cell, cell_standing in _children(element, TC, standing):
            cells.append(self._cell(cell, cell_standing, column))
            column += cells[-1].span
        column += after
        if column > self._limits.columns:
            raise Refused("too-many-columns", table=table, row=ordinal, columns=column, limit=self._limits.columns)
        self._cells += len(cells)
        if self._cells > self._limits.cells:
            raise Refused("too-many-cells", table=table, limit=self._limits.cells)
        is_header = bool(properties.switch(about, "tblHeader"))
        return Row(tuple(cells), column, is_header, standing.accepted, standing.rejected, before, after)

    def _cell(self, element: Element, standing: Standing, column: int) -> Cell:
        about = element.find(WORD + "tcPr")
        if about is not None:
            standing = _tracked(about, WORD + "cellIns", WORD + "cellDel", standing)
            if properties.is_shaded(about):
                standing = standing._replace(is_shaded=True)
        blocks = tuple(block for block in self._blocks(element, standing) if not isinstance(block, SectionBreak))
        span, merge = _reach(about)
        changed = about.find(f"{WORD}tcPrChange/{WORD}tcPr") if about is not None else None
        former = _reach(changed) if changed is not None else None
        if former == (span, merge):
            former = None
        return Cell(blocks, column, span, merge, standing.accepted, standing.rejected, former)


def _children(parent: Element, wanted: str, standing: Standing) -> Iterator[tuple[Element, Standing]]:
    """Rows of a table or cells of a row, also those inside content controls and other wrappers."""
    for child in parent:
        if child.tag == wanted:
            yield child, standing
        elif child.tag == SDT:
            content, inside = inside_control(child, standing)
            if content is not None:
                yield from _children(content, wanted, inside)
        elif child.tag in TRACKED:
            yield from _children(child, wanted, TRACKED[child.tag](standing))
        elif child.tag not in _PROPERTIES and len(child):
            yield from _children(child, wanted, standing)


def _tracked(about: Element, inserted: str, deleted: str, standing: Standing) -> Standing:
    if about.find(inserted) is not None:
        standing = standing.inserted()
    if about.find(deleted) is not None:
        standing = standing.deleted()
    return standing


def _reach(about: Element | None) -> tuple[int, str]:
    """How many columns a cell covers, and its part in a vertical merge (see Cell)."""
    vertical = about.find(WORD + "vMerge") if about is not None else None
    merge = ""
    if vertical is not None:
        merge = "restart" if vertical.get(WORD + "val") == "restart" else "continue"
    return _columns(about, "gridSpan", 1), merge


def _columns(about: Element | None, name: str, least: int) -> int:
    return max(properties.numeric(about, name, least), least)


def _mark(about: Element | None, standing: Standing) -> Standing:
    """In which readings the paragraph ends with a mark of its own."""
    run = about.find(R_PR) if about is not None else None
    mark = Standing()
    if run is not None:
        for tag in (INS, MOVE_TO, DEL, MOVE_FROM):
            if run.find(tag) is not None:
                mark = TRACKED[tag](mark)
    return mark


def _looks_like_entry(pieces: list[Piece]) -> bool:
    """Whether a paragraph inside a contents field is an entry of it: it ends with a page number.

    A field whose end stands in the wrong place would otherwise take chapters of the text with it.
    """
    text = "".join(piece.text for piece in pieces if isinstance(piece, Run))
    return not text.strip() or _PAGE_NUMBER.search(text) is not None


def _with_style_name(format_: ParagraphFormat, styles: Styles) -> ParagraphFormat:
    name = styles.name(format_.style)
    return format_ if name == format_.style else replace(format_, style=name)


def _is_landscape(section: Element) -> bool:
    size = section.find(WORD + "pgSz")
    return size is not None and size.get(WORD + "orient") == "landscape"
