"""The styles of a document: what a paragraph or a run inherits along the chain of styles its own is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from seko.drafts.documents.model.markup import Element
from seko.drafts.documents.model.names import P_PR, R_PR, VAL, WORD
from seko.drafts.documents.model.properties import is_shaded, number, numeric, switch, value

_HEADING: Final = re.compile(r"heading ([1-9])$")
_CONTENTS: Final = re.compile(r"(toc [1-9]|table of figures|contents? [1-9])$")


@dataclass(frozen=True, slots=True)
class Style:
    """One style as written; None where it says nothing of the matter."""

    ident: str
    name: str
    based_on: str
    outline: int | None
    list_id: str | None
    list_level: int | None
    is_bidi: bool | None
    bold: bool | None
    italic: bool | None
    hidden: bool | None
    lang: str | None
    vertical: str | None
    is_shaded: bool


@dataclass(slots=True)
class Styles:
    """All styles; `defaults` by kind ("paragraph", "table"). An unknown or missing style says nothing."""

    by_ident: dict[str, Style] = field(default_factory=dict)
    default_paragraph: str = ""
    language: str = ""
    _chains: dict[str, tuple[Style, ...]] = field(default_factory=dict)

    def chain(self, ident: str) -> tuple[Style, ...]:
        """The style and those it is based on, nearest first; a circle ends where it closes."""
        if ident not in self._chains:
            found: list[Style] = []
            seen: set[str] = set()
            step = ident
            while step in self.by_ident and step not in seen:
                seen.add(step)
                found.append(self.by_ident[step])
                step = self.by_ident[step].based_on
            self._chains[ident] = tuple(found)
        return self._chains[ident]

    def name(self, ident: str) -> str:
        """The name of a style in lower case, "" where it is not there."""
        style = self.by_ident.get(ident)
        return style.name if style is not None else ""

    def heading_level(self, ident: str) -> int:
        """1-9, or 0: by outline level or by the name "heading 1" to "heading 9" along the chain."""
        for style in self.chain(ident):
            if style.outline is not None:
                return style.outline + 1 if 0 <= style.outline <= 8 else 0
            named = _HEADING.match(style.name)
            if named is not None:
                return int(named.group(1))
        return 0

    def is_contents(self, ident: str) -> bool:
        """Whether the style is one of an entry in a table of contents or of figures."""
        return any(_CONTENTS.match(style.name) for style in self.chain(ident))

    def list_of(self, ident: str) -> tuple[str, int | None, str]:
        """The list a style puts its paragraphs in: list, level if stated, and the style; else ("", None, "")."""
        for style in self.chain(ident):
            if style.list_id is not None:
                return style.list_id, style.list_level, style.ident
        return "", None, ""

    def is_hidden(self, ident: str) -> bool:
        """Whether the style hides its text."""
        return bool(next((style.hidden for style in self.chain(ident) if style.hidden is not None), False))

    def is_bold(self, ident: str) -> bool:
        """Whether the style sets its text bold."""
        return bool(next((style.bold for style in self.chain(ident) if style.bold is not None), False))

    def is_italic(self, ident: str) -> bool:
        """Whether the style sets its text italic."""
        return bool(next((style.italic for style in self.chain(ident) if style.italic is not None), False))

    def vertical(self, ident: str) -> str:
        """ "superscript", "subscript" or ""."""
        return next((style.vertical for style in self.chain(ident) if style.vertical is not None), "")

    def lang(self, ident: str) -> str:
        """The language the style states, or ""."""
        return next((style.lang for style in self.chain(ident) if style.lang is not None), "")

    def is_bidi(self, ident: str) -> bool:
        """Whether the style sets paragraphs from right to left."""
        return bool(next((style.is_bidi for style in self.chain(ident) if style.is_bidi is not None), False))

    def is_shaded(self, ident: str) -> bool:
        """Whether a paragraph or table style colours the ground."""
        return any(style.is_shaded for style in self.chain(ident))


def read_styles(root: Element | None) -> Styles:
    """The styles of a styles part; without one everything has its default."""
    styles = Styles()
    if root is None:
        return styles
    language = root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{R_PR}/{WORD}lang")
    styles.language = language.get(VAL, "") if language is not None else ""
    for element in root.iter(WORD + "style"):
        style = _style(element)
        styles.by_ident[style.ident] = style
        if element.get(WORD + "type") == "paragraph" and element.get(WORD + "default") in ("1", "true", "on"):
            styles.default_paragraph = style.ident
    return styles


def _style(element: Element) -> Style:
    paragraph, run = element.find(P_PR), element.find(R_PR)
    numbering = paragraph.find(WORD + "numPr") if paragraph is not None else None
    outline = value(paragraph, "outlineLvl")
    level = value(numbering, "ilvl")
    language = run.find(WORD + "lang") if run is not None else None
    return Style(
        ident=element.get(WORD + "styleId", ""),
        name=_folded(value(element, "name") or ""),
        based_on=value(element, "basedOn") or "",
        outline=None if outline is None else number(outline, 9),
        list_id=value(numbering, "numId"),
        list_level=None if level is None else number(level, 0),
        is_bidi=switch(paragraph, "bidi"),
        bold=switch(run, "b"),
        italic=switch(run, "i"),
        hidden=switch(run, "vanish"),
        lang=language.get(VAL) if language is not None else None,
        vertical=value(run, "vertAlign"),
        is_shaded=any(is_shaded(part) for part in element.iter(P_PR, R_PR, WORD + "tcPr")),
    )


@cache
def _folded(name: str) -> str:
    return " ".join(name.lower().split())


def outline_of(properties: Element | None) -> int | None:
    """The heading level (1-9, 0 for body text) a paragraph states itself; None where it leaves it to its style."""
    if value(properties, "outlineLvl") is None:
        return None
    level = numeric(properties, "outlineLvl", 9)
    return level + 1 if 0 <= level <= 8 else 0
