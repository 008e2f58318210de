"""The second draft of the action document: what the first one's comments changed in its source."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

REVISION: Final = Path(__file__).parent / "content" / "revision.json"


class RevisionError(LookupError):
    """A change names words that the draft does not have, or has twice; says which."""


def revised(chapter: str) -> str:
    """The chapter's source with the changes that are of it: edits of the line that begins so (`at`), a line moved.

    Raises RevisionError where a line is found but not its words.
    """
    lines = chapter.split("\n")
    for edit in _revision()["edits"]:
        number = _line(lines, edit["at"])
        if number is None:
            continue
        if lines[number].count(edit["old"]) != 1:
            raise RevisionError(edit["old"])
        lines[number : number + 1] = lines[number].replace(edit["old"], edit["new"]).split("\n")
    for move in _revision()["moves"]:
        source = _line(lines, move["at"])
        if source is not None:
            moved = lines.pop(source)
            target = _line(lines, move["before"])
            if target is None:
                raise RevisionError(move["before"])
            lines[target:target] = [moved, ""]
    return "\n".join(lines)


@cache
def settled_issues() -> frozenset[str]:
    """The names of the issues that nobody raises again, because the second draft settles them."""
    return frozenset(_revision()["settled"])


@cache
def _revision() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(REVISION.read_text(encoding="utf-8"))
    return read


def _line(lines: list[str], at: str) -> int | None:
    found = [number for number, line in enumerate(lines) if line.startswith(at)]
    if len(found) > 1:
        raise RevisionError(at)
    return found[0] if found else None
