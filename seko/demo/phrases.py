"""The written material of comments and answers: reads the files in `content/comments`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

COMMENTS: Final = Path(__file__).parent / "content" / "comments"
_FIELDS: Final = ("topic", "kind", "anchor", "at", "row", "cell", "quote", "gist")


@dataclass(frozen=True)
class ProposedValue:
    """A value proposed for a cell of the logical framework."""

    value: str
    unit: str
    year: int
    source: str


@dataclass(frozen=True)
class Issue:
    """What many organisations have to say about one place of the draft.

    `at` is found in the text of a paragraph, `row` in that of a table row, `cell` is the whole text of a cell in that
    row; `anchor` is "" or "missing" (something should follow there) or "whole". `remarks`, `grounds` and `proposals`
    are sentences with choices.
    """

    name: str
    topic: str
    kind: str
    weight: int
    gist: str
    anchor: str = ""
    at: str = ""
    row: str = ""
    cell: str = ""
    quotes: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    values: tuple[ProposedValue, ...] = ()
    remarks: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()


@dataclass
class _Draft:
    name: str
    fields: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)

    def finished(self) -> Issue:
        """The issue as written; the cell's line holds its row and its text."""
        row, _, cell = self.fields.get("cell", "").partition(" :: ")
        return Issue(
            name=self.name,
            topic=self.fields["topic"],
            kind=self.fields["kind"],
            weight=int(self.fields["weight"]),
            gist=self.fields["gist"],
            anchor=self.fields.get("anchor", ""),
            at=self.fields.get("at", ""),
            row=self.fields.get("row", row),
            cell=cell,
            quotes=tuple(quote.strip() for quote in self.fields.get("quote", "").split(" | ") if quote),
            wordings=tuple(self.lists.get("wording", ())),
            values=tuple(_value(line) for line in self.lists.get("value", ())),
            remarks=tuple(self.lists.get("1", ())),
            grounds=tuple(self.lists.get("2", ())),
            proposals=tuple(self.lists.get("3", ())),
        )


@cache
def load_issues() -> tuple[Issue, ...]:
    """All issues, in the order of the files."""
    issues: list[Issue] = []
    for path in sorted(COMMENTS.glob("issues-*.txt")):
        draft: _Draft | None = None
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("@ "):
                issues.extend([draft.finished()] if draft else [])
                draft = _Draft(line[2:])
            elif line and not line.startswith("#") and draft:
                _read_line(draft, line)
        issues.extend([draft.finished()] if draft else [])
    return tuple(issues)


@cache
def load_phrases(name: str) -> dict[str, tuple[str, ...]]:
    """The sentences of one file, by the section in brackets under which they stand."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (COMMENTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            current = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            current.append(line)
    return {section: tuple(lines) for section, lines in sections.items()}


def _read_line(draft: _Draft, line: str) -> None:
    if line[:2] in ("1 ", "2 ", "3 "):
        draft.lists.setdefault(line[0], []).append(line[2:])
        return
    name, _, content = line.partition(": ")
    if name in ("wording", "value"):
        draft.lists.setdefault(name, []).append(content)
    elif name in _FIELDS or name == "weight":
        draft.fields[name] = content
    else:
        raise ValueError(f"{draft.name}: {line}")


def _value(line: str) -> ProposedValue:
    value, unit, year, source = (part.strip() for part in line.split(" | "))
    return ProposedValue(value, unit, int(year), source)
