"""A draft as a row of words: in the form in which they are compared, and where each stands."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from seko.foundation.text.scripts import to_latin

SOFT_HYPHEN = "\u00ad"
# A word with its combining marks and soft hyphens; any other sign is a word of its own.
_WORD = re.compile(rf"[\w{SOFT_HYPHEN}\u0300-\u036f]+|[^\w\s{SOFT_HYPHEN}]")
_SAME = str.maketrans(
    {
        **dict.fromkeys("„“”«»‟″‚‘’‛′`´'", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        SOFT_HYPHEN: None,
    }
)
_DIGRAPHS = (("LJ", "Lj"), ("NJ", "Nj"), ("DŽ", "Dž"))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or cell of a draft. `row` numbers the rows of all its tables, for cells alone."""

    text: str
    row: int | None = None
    column: int = 0


class Lexicon:
    """Gives every form of a word a number, the same in both drafts.

    Script, typographic signs, soft hyphens and composition never count; letter case counts for what is shown as
    changed, not for what is found.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._known: dict[str, tuple[int, str]] = {}

    def read(self, written: str) -> tuple[int, str]:
        """Return the number of the form, and the form with its letter case."""
        known = self._known.get(written)
        if known is None:
            form = unicodedata.normalize("NFC", written).translate(_SAME)
            if not form.isascii():
                form = to_latin(form)
            for capital, usual in _DIGRAPHS:
                form = form.replace(capital, usual)
            number = self._numbers.setdefault(form.casefold(), len(self._numbers))
            known = self._known[written] = (number, form)
        return known


class Draft:
    """The words of a draft in order. Of each: `forms` (its number), `shown` (the form with its letter case), `blocks`
    (the block it stands in), `starts` and `ends` (code points of that block's text), `telling` (letters or figures).
    The words of a block `b` are those from `first[b]` to before `first[b + 1]`.
    """

    def __init__(self, blocks: Sequence[Block], lexicon: Lexicon) -> None:
        self.source = blocks
        self.forms: list[int] = []
        self.shown: list[str] = []
        self.blocks: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.first: list[int] = []
        for number, block in enumerate(blocks):
            self.first.append(len(self.forms))
            for found in _WORD.finditer(block.text):
                form, shown = lexicon.read(found.group())
                if not shown:
                    continue
                self.forms.append(form)
                self.shown.append(shown)
                self.blocks.append(number)
                self.starts.append(found.start())
                self.ends.append(found.end())
        self.first.append(len(self.forms))
        self.telling = [shown[0].isalnum() for shown in self.shown]

    def __len__(self) -> int:
        return len(self.forms)

    def within(self, block: int, start: int, end: int) -> range:
        """Return the words that the stretch of the block's text touches."""
        low, high = self.first[block], self.first[block + 1]
        while low < high and self.ends[low] <= start:
            low += 1
        while high > low and self.starts[high - 1] >= end:
            high -= 1
        return range(low, high)

    def telling_in(self, words: range) -> list[int]:
        """Return the words among these that are letters or figures; all of them, if none is."""
        return [at for at in words if self.telling[at]] or list(words)

    def is_whole_block(self, start: int, length: int) -> bool:
        """Return whether these words are a block, whole."""
        block = self.blocks[start]
        return self.first[block] == start and self.first[block + 1] == start + length


def rarity(old: Draft, new: Draft) -> list[float]:
    """Return by a form's number how much it tells: the logarithm of one in how many words it is, in both drafts."""
    counted = Counter(old.forms)
    counted.update(new.forms)
    total = sum(counted.values())
    weights = [0.0] * (max(counted, default=-1) + 1)
    for form, count in counted.items():
        weights[form] = math.log(total / count)
    return weights
