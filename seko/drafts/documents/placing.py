"""The short names of passages: what people quote and addresses carry (`1.1-3`, `2.1-17.3`, `n12`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from seko.drafts.documents.model.structure import Passage, PassageKind

NUMBERED = re.compile(r"(\d+(?:\.\d+){0,5})\.?$")
TYPED_NUMBER = re.compile(r"(\d+(?:\.\d+){0,5})\.?\s")


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage's short name and that of the section it stands in."""

    place: str
    section: str


def places(passages: Sequence[Passage]) -> list[Placed]:
    """Return a name for each passage, unique within the version.

    A heading is called by its own number where it has one that no other heading has, else `h` and its rank. What
    follows it is counted in its section; before the first heading the section is `0`. A cell adds its rank in its row.
    """
    found: list[Placed] = []
    taken: set[str] = set()
    section, count, headings, notes = "0", 0, 0, 0
    ranks: dict[int, int] = {}
    for passage in passages:
        if passage.kind is PassageKind.HEADING:
            headings += 1
            section = _free(_number(passage) or f"h{headings}", taken)
            count, name = 0, section
        elif passage.kind is PassageKind.TABLE_CELL:
            ranks[passage.host] = ranks.get(passage.host, 0) + 1
            name = _free(f"{found[passage.host].place}.{ranks[passage.host]}", taken)
        elif passage.kind is PassageKind.FOOTNOTE:
            notes += 1
            name = _free(f"n{notes}", taken)
        else:
            count += 1
            name = _free(f"{section}-{count}", taken)
        taken.add(name)
        found.append(Placed(name, section))
    return found


def _number(heading: Passage) -> str:
    match = NUMBERED.match(heading.number) or TYPED_NUMBER.match(heading.text)
    return match[1] if match else ""


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(each for rank in range(2, len(taken) + 3) if (each := f"{name}~{rank}") not in taken)
