"""The walk inside a paragraph: runs, fields, notes, objects, text boxes, and what tracked changes do to each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, NamedTuple

from seko.drafts.documents.model import properties
from seko.drafts.documents.model.fields import Fields
from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import (
    COMMENT_END,
    COMMENT_REFERENCE,
    COMMENT_START,
    DEL,
    DEL_TEXT,
    FLD_CHAR,
    ID,
    INS,
    MATH,
    MOVE_FROM,
    MOVE_TO,
    R_PR,
    SDT,
    SDT_CONTENT,
    VAL,
    WORD,
    R,
    T,
)
from seko.drafts.documents.model.objects import describe_object
from seko.drafts.documents.model.structure import Block, BoxMark, CommentMark, NoteMark, ObjectMark, Piece, Run
from seko.drafts.documents.model.styles import Styles
from seko.drafts.documents.model.symbols import symbol_letter

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MATHS: Final = (MATH + "oMath", MATH + "oMathPara")
_SILENT: Final = frozenset(
    WORD + name
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "proofErr", "bookmarkStart", "bookmarkEnd",
        "permStart", "permEnd", "lastRenderedPageBreak", "annotationRef", "footnoteRef", "endnoteRef", "separator",
        "continuationSeparator", "pgNum", "instrText", "delInstrText", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd", "fldData", "ffData", "rt", "rubyPr",
    )
)  # fmt: skip
_LETTERS: Final = {WORD + "tab": "\t", WORD + "ptab": "\t", WORD + "cr": "\n", WORD + "noBreakHyphen": "‑"}
_SYMBOLS: Final = {WORD + "softHyphen": "\u00ad"}
_OBJECTS: Final = (WORD + "drawing", WORD + "pict", WORD + "object")
_WRITTEN: Final = frozenset((T, DEL_TEXT, WORD + "br", WORD + "sym", *_LETTERS, *_SYMBOLS))
_TO_SPACE: Final = str.maketrans("\t\r\n", "   ")


class Standing(NamedTuple):
    """Where the walk stands: in which readings the text counts, and what it is inside of."""

    accepted: bool = True
    rejected: bool = True
    is_placeholder: bool = False
    is_contents: bool = False
    is_shaded: bool = False
    depth: int = 0
    change: str = ""
    is_hidden: bool = False

    def hidden(self) -> Standing:
        """The same inside something hidden, which stands in no reading."""
        return self._replace(accepted=False, rejected=False, is_hidden=True)

    def inserted(self, change: str = "") -> Standing:
        """The same inside an insertion; `change` as in Run."""
        return self._replace(rejected=False, change=change or self.change)

    def deleted(self, change: str = "") -> Standing:
        """The same inside a deletion; `change` as in Run."""
        return self._replace(accepted=False, change=change or self.change)


class RunFormat(NamedTuple):
    """What a run's properties come to."""

    is_hidden: bool = False
    is_white: bool = False
    bold: bool | None = None
    italic: bool = False
    vertical: str = ""
    lang: str = ""
    former: RunFormat | None = None


TRACKED: Final[dict[str, Callable[[Standing], Standing]]] = {
    INS: lambda standing: standing.inserted("inserted"),
    MOVE_TO: lambda standing: standing.inserted("moved"),
    DEL: lambda standing: standing.deleted("deleted"),
    MOVE_FROM: lambda standing: standing.deleted("moved"),
}


def inside_control(control: Element, standing: Standing) -> tuple[Element | None, Standing]:
    """The content of a content control, and the standing inside it (placeholder text, table of contents)."""
    about = control.find(WORD + "sdtPr")
    if about is not None:
        if properties.switch(about, "showingPlcHdr"):
            standing = standing._replace(is_placeholder=True)
        gallery = properties.value(about.find(WORD + "docPartObj"), "docPartGallery")
        if gallery == "Table of Contents":
            standing = standing._replace(is_contents=True)
    return control.find(SDT_CONTENT), standing


class InlineReader:
    """Reads the inside of paragraphs of one story. `read_blocks` is the walk over what stands in a text box."""

    def __init__(
        self,
        styles: Styles,
        targets: dict[str, str],
        read_blocks: Callable[[Element, Standing], tuple[Block, ...]],
        note_kinds: dict[str, str],
    ) -> None:
        self.fields = Fields()
        self._styles = styles
        self._targets = targets
        self._read_blocks = read_blocks
        self._note_kinds = note_kinds

    def read(self, parent: Element, standing: Standing, style: str, pieces: list[Piece]) -> None:
        """Append the pieces of an element of a paragraph, in order."""
        for child in parent:
            tag = child.tag
            if tag == R:
                self._read_run(child, standing, style, pieces)
            elif tag in TRACKED:
                self.read(child, TRACKED[tag](standing), style, pieces)
            elif tag == SDT:
                content, inside = inside_control(child, standing)
                if content is not None:
                    self.read(content, inside, style, pieces)
            elif tag == WORD + "fldSimple":
                self.fields.count(child.get(WORD + "instr", ""))
                self.read(child, standing, style, pieces)
            elif tag in _MATHS:
                letters = "".join(text.text or "" for text in child.iter(MATH + "t"))
                pieces.append(ObjectMark("equation", letters, standing.accepted, standing.rejected))
            elif tag in (COMMENT_START, COMMENT_END):
                pieces.append(CommentMark(child.get(ID, ""), "start" if tag == COMMENT_START else "end"))
            elif tag in (T, DEL_TEXT, *_OBJECTS) or tag in _LETTERS:
                # Outside a run only in damaged files; the text is kept all the same.
                self._read_item(child, standing, RunFormat(), pieces)
            elif tag not in _SILENT:
                self.read(child, standing, style, pieces)

    def _read_run(self, run: Element, standing: Standing, style: str, pieces: list[Piece]) -> None:
        about = run.find(R_PR)
        format_ = self._format(about, style, standing)
        changed = about.find(f"{WORD}rPrChange/{R_PR}") if about is not None else None
        if changed is not None:
            former = self._format(changed, style, standing)
            format_ = format_._replace(former=None if former == format_ else former)
        for child in run:
            tag = child.tag
            if tag in (T, DEL_TEXT):
                if not self.fields.in_code:
                    _append_text(pieces, _text(child), standing, format_)
            elif tag == FLD_CHAR:
                shown = self.fields.mark(child)
                if shown:
                    _append_text(pieces, shown, standing, format_, is_symbol=True)
            elif tag in (WORD + "instrText", WORD + "delInstrText"):
                self.fields.code(child.text or "")
            elif tag not in _SILENT:
                self._read_item(child, standing, format_, pieces)

    def _read_item(self, child: Element, standing: Standing, format_: RunFormat, pieces: list[Piece]) -> None:
        """What may stand in a run beside its text; a thing inside a field's code is left out like the code."""
        tag = child.tag
        if format_.is_hidden:
            # Hidden letters are kept apart so that they can be reported; hidden notes and pictures stand nowhere.
            standing = standing if tag in _WRITTEN else standing.hidden()
        if tag == COMMENT_REFERENCE:
            pieces.append(CommentMark(child.get(ID, ""), "reference"))
        elif self.fields.in_code:
            return
        elif tag in (T, DEL_TEXT):
            _append_text(pieces, _text(child), standing, format_)
        elif tag in _LETTERS:
            _append_text(pieces, _LETTERS[tag], standing, format_)
        elif tag == WORD + "br":
            # The break of a page or a column parts words like that of a line.
            _append_text(pieces, "\n", standing, format_)
        elif tag in _SYMBOLS:
            _append_text(pieces, _SYMBOLS[tag], standing, format_, is_symbol=True)
        elif tag == WORD + "sym":
            letter = symbol_letter(child.get(WORD + "char", ""), child.get(WORD + "font", ""))
            _append_text(pieces, letter, standing, format_, is_symbol=True)
        elif tag in self._note_kinds:
            own = "*" if properties.number(child.get(WORD + "customMarkFollows"), 0) else ""
            note = self._note_kinds[tag] + child.get(ID, "")
            pieces.append(NoteMark(note, standing.accepted, standing.rejected, own))
        elif tag in _OBJECTS:
            self._read_object(child, standing, pieces)
        else:
            for inner in child:
                if inner.tag == R:
                    self._read_run(inner, standing, "", pieces)
                elif inner.tag not in _SILENT:
                    self._read_item(inner, standing, format_, pieces)

    def _read_object(self, element: Element, standing: Standing, pieces: list[Piece]) -> None:
        """A drawing: its text boxes at their place, or else a mark that something stands here."""
        found = describe_object(element, self._targets)
        for box in found.boxes:
            blocks = self._read_blocks(box, standing._replace(is_shaded=True))
            pieces.append(BoxMark(blocks, standing.accepted, standing.rejected))
        if found.kind:
            pieces.append(ObjectMark(found.kind, found.alternative, standing.accepted, standing.rejected))

    def _format(self, about: Element | None, style: str, standing: Standing) -> RunFormat:
        own_style = properties.value(about, "rStyle") or ""
        bold = properties.switch(about, "b")
        italic = properties.switch(about, "i")
        language = about.find(WORD + "lang") if about is not None else None
        named = own_style in self._styles.by_ident
        return RunFormat(
            is_hidden=standing.is_hidden or is_hidden_run(about, style, self._styles),
            is_white=about is not None and not standing.is_shaded and properties.is_white(about),
            bold=True if bold is None and named and self._styles.is_bold(own_style) else bold,
            italic=(named and self._styles.is_italic(own_style)) if italic is None else italic,
            vertical=properties.value(about, "vertAlign") or (self._styles.vertical(own_style) if named else ""),
            lang=self._language(language, own_style, style),
        )

    def _language(self, stated: Element | None, own_style: str, style: str) -> str:
        if stated is not None and stated.get(VAL):
            return stated.get(VAL, "")
        return self._styles.lang(own_style) or self._styles.lang(style) or self._styles.language


def is_hidden_run(about: Element | None, style: str, styles: Styles) -> bool:
    """Whether a run's properties, its own style or its paragraph's style hide it."""
    hidden = properties.switch(about, "vanish")
    if hidden is not None:
        return hidden
    return styles.is_hidden(properties.value(about, "rStyle") or "") or styles.is_hidden(style)


def _text(element: Element) -> str:
    """The text of a `w:t`: its line ends are blanks, its outer blanks count only where the file says so."""
    text = element.text or ""
    if element.get(_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.translate(_TO_SPACE)


def _append_text(
    pieces: list[Piece], text: str, standing: Standing, format_: RunFormat, *, is_symbol: bool = False
) -> None:
    if text:
        former = format_.former
        run = _run(text, standing, format_, is_symbol)
        pieces.append(run if former is None else replace(run, former=_run(text, standing, former, is_symbol)))


def _run(text: str, standing: Standing, format_: RunFormat, is_symbol: bool) -> Run:
    return Run(
        text,
        in_accepted=standing.accepted,
        in_rejected=standing.rejected,
        change=standing.change,
        is_hidden=format_.is_hidden,
        is_placeholder=standing.is_placeholder,
        is_symbol=is_symbol,
        is_white=format_.is_white,
        bold=format_.bold,
        italic=format_.italic,
        vertical=format_.vertical,
        lang=format_.lang,
    )
