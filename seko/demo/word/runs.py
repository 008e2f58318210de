"""Text with footnote marks, ticks and addresses into runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element

from seko.demo.word.markup import element, run
from seko.demo.word.markup import field as word_field

_INLINE: Final = re.compile(r"(\[\^\w+\]|\[\[[^\]]+\]\]|[☐☒])")
# Proofing marks cut a run in the middle of a word, as in every file somebody has really worked on.
_CUT_EVERY: Final = 9
_CUT_AT: Final = 37


@dataclass
class Runs:
    """Makes runs and remembers the footnotes in the order in which their marks came."""

    notes: list[str] = field(default_factory=list)
    _texts: int = 0

    def of(self, text: str, *properties: _Element) -> list[_Element]:
        """The runs of one paragraph's text."""
        made: list[_Element] = []
        for piece in _INLINE.split(text):
            if piece.startswith("[^"):
                self.notes.append(piece[2:-1])
                made.append(_mark(len(self.notes)))
            elif piece.startswith("[["):
                made.extend(word_field(f'HYPERLINK "{piece[2:-2]}"', run(piece[2:-2])))
            elif piece in ("☐", "☒"):
                made.append(_tick(piece))
            elif piece:
                made.extend(self._plain(piece, properties))
        return made

    def _plain(self, text: str, properties: tuple[_Element, ...]) -> list[_Element]:
        self._texts += 1
        if self._texts % _CUT_EVERY or properties or len(text) < 2 * _CUT_AT:
            return [run(text, *properties)]
        return [
            run(text[:_CUT_AT]),
            element("w:proofErr", type="spellStart"),
            run(text[_CUT_AT : _CUT_AT + 5]),
            element("w:proofErr", type="spellEnd"),
            run(text[_CUT_AT + 5 :]),
        ]


def _mark(number: int) -> _Element:
    style = element("w:rPr", element("w:rStyle", val="FootnoteReference"))
    return element("w:r", style, element("w:footnoteReference", id=number))


def _tick(sign: str) -> _Element:
    """A tick as a content control, the way the template of the action document has them."""
    properties = element("w:sdtPr", element("w:tag", val="marker"))
    return element("w:sdt", properties, element("w:sdtContent", run(sign)))
