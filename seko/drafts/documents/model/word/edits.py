"""What of a wording is changed into another one, as tracked changes write it."""

from __future__ import annotations

from typing import Final, NamedTuple

from seko.foundation.text.differences import Op, difference
from seko.foundation.text.likeness import likeness

# A wording less alike than this is written whole: its difference would cross out everything, word by word.
_COMPARABLE: Final = 0.4


class Edit(NamedTuple):
    """The letters from `start` to `end` give way to `wording`; both may be empty, not together."""

    start: int
    end: int
    wording: str


def edits(old: str, new: str) -> list[Edit]:
    """Return the changes in their order: word by word where the wordings are alike, else the whole."""
    if not old or not new or likeness(old, new) < _COMPARABLE:
        return [Edit(0, len(old), new)]
    found: list[Edit] = []
    at = 0
    for op, text in difference(old, new):
        if op == Op.EQUAL:
            at += len(text)
        elif op == Op.DELETE:
            found.append(Edit(at, at + len(text), ""))
            at += len(text)
        elif found and found[-1].end == at and not found[-1].wording:
            found[-1] = found[-1]._replace(wording=text)
        else:
            found.append(Edit(at, at, text))
    return found
