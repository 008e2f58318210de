"""The difference between two wordings, word by word, as people read it."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

from seko.foundation.text.letters import MARK_CLASS

# A word with its accents, hyphens and points inside (1.204,5 · ОЦД-а · 15/2027), a run of blanks, or one other sign.
_TOKEN: Final = re.compile(rf"[\w{MARK_CLASS}\u00ad]+(?:[-–./,][\w{MARK_CLASS}\u00ad]+)*|[^\S\n]+|\n|.", re.DOTALL)
_FIRST_WORD, _LAST_OF_PLANE, _NEXT_PLANE = 0x4E00, 0x9FFF, 0x20000
_FIRST_BLANK: Final = 0xF0000


class Op(enum.StrEnum):
    """What happens to a piece of text."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"


class Piece(NamedTuple):
    """A piece of the difference and what happens to it."""

    op: Op
    text: str


_OPS: Final = {
    diff_match_patch.DIFF_EQUAL: Op.EQUAL,
    diff_match_patch.DIFF_INSERT: Op.INSERT,
    diff_match_patch.DIFF_DELETE: Op.DELETE,
}


def difference(old: str, new: str) -> list[Piece]:
    """What turns `old` into `new`, word by word: whole words only, neighbouring changes joined, deletions first.

    The equal and deleted pieces together are `old`, the equal and inserted ones `new`. Two equal texts give one equal
    piece, two empty ones nothing. The same texts give the same pieces at any time (there is no time limit in it).
    """
    coder = _Coder()
    a, b = coder.coded(old), coder.coded(new)
    pieces = _without_islands(list(_edits(a, b)))
    tool = diff_match_patch()
    tool.diff_cleanupMerge(pieces)
    # The shortest script of edits leaves single blanks and words standing between changes; the clean-up joins them.
    tool.diff_cleanupSemantic(pieces)
    return [Piece(_OPS[op], coder.text(part)) for op, part in pieces if part]


def _edits(a: str, b: str) -> Iterator[tuple[int, str]]:
    """The shortest edits as diff-match-patch writes them; rapidfuzz finds them without its time limit."""
    for edit in Indel.opcodes(a, b):
        before, after = a[edit.src_start : edit.src_end], b[edit.dest_start : edit.dest_end]
        if edit.tag == "equal":
            yield diff_match_patch.DIFF_EQUAL, before
            continue
        if before:
            yield diff_match_patch.DIFF_DELETE, before
        if after:
            yield diff_match_patch.DIFF_INSERT, after


def _without_islands(pieces: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The edits without equal pieces that hold no word and stand between changes: a blank or line end was not kept.

    The clean-up joins most of them too, but goes back to the start for each: seconds for a text that was rewritten.
    """
    equal = diff_match_patch.DIFF_EQUAL
    joined = []
    for place, (op, part) in enumerate(pieces):
        if op == equal and 0 < place < len(pieces) - 1 and not any(map(str.isalnum, part)):
            joined += [(diff_match_patch.DIFF_DELETE, part), (diff_match_patch.DIFF_INSERT, part)]
        else:
            joined.append((op, part))
    return joined


class _Coder:
    """Texts as strings with one sign for each word, so that tools for signs work on words.

    Words become ideographs (letters to the clean-up, which looks for the borders of words and sentences), single blanks
    and signs stay what they are, longer blanks become signs of private use.
    """

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._tokens: dict[str, str] = {}
        self._next_word = _FIRST_WORD
        self._next_blank = _FIRST_BLANK

    def coded(self, text: str) -> str:
        return "".join(self._codes.get(token) or self._new(token) for token in _TOKEN.findall(text))

    def text(self, coded: str) -> str:
        return "".join(self._tokens[code] for code in coded)

    def _new(self, token: str) -> str:
        if any(map(str.isalnum, token)):
            code = chr(self._next_word)
            self._next_word = _NEXT_PLANE if self._next_word == _LAST_OF_PLANE else self._next_word + 1
        elif len(token) == 1 and ord(token) < _FIRST_BLANK:
            code = token
        else:
            code = chr(self._next_blank)
            self._next_blank += 1
        self._codes[token] = code
        self._tokens[code] = token
        return code
