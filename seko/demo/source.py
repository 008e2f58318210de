"""The written source of the action document: reads the chapter files into blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

CHAPTERS: Final = Path(__file__).parent / "content" / "action_document"

_HEADING: Final = re.compile(r"(#{1,3}) (.+)")
_NOTE: Final = re.compile(r"\[\^(\w+)\]: (.+)")
_TABLE: Final = re.compile(r":::table (\w+) widths=([\d,]+)(?: header=(\d))?")
_STYLED: Final = re.compile(r"(?:!(Legend|Title|Subtitle) |:::(caption|note) )(.+)")


class SourceError(ValueError):
    """A line of the source that means nothing; says which."""


@dataclass(frozen=True)
class Heading:
    """A heading; `numbering` is "word" (counted by Word), "typed" (stands in the text) or "none"."""

    level: int
    text: str
    numbering: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in one of the styles: body, legend, title, subtitle, caption, note."""

    text: str
    style: str = "body"


@dataclass(frozen=True)
class ListItem:
    """An item of a list; items with the same `group` belong to one list."""

    text: str
    ordered: bool
    group: int


@dataclass(frozen=True)
class Table:
    """Rows of equal length; a cell "^" continues the one above, "<" the one to the left.

    `widths` are per cent of the page width; `header_rows` repeat on each page.
    """

    name: str
    widths: tuple[int, ...]
    header_rows: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Orientation:
    """From here on the pages lie (landscape) or stand (portrait)."""

    landscape: bool


Block = Heading | Paragraph | ListItem | Table | Orientation


@dataclass(frozen=True)
class Source:
    """The whole document: blocks in order, footnotes by key."""

    blocks: tuple[Block, ...]
    notes: dict[str, str]


def load_source(folder: Path = CHAPTERS, revise: Callable[[str], str] = str) -> Source:
    """Reads all chapter files of the folder in the order of their names; `revise` changes the text of each before.

    Raises SourceError for a line without meaning, a table whose rows differ in length or a footnote key used twice.
    """
    blocks: list[Block] = []
    notes: dict[str, str] = {}
    for path in sorted(folder.glob("*.txt")):
        lines = iter(revise(path.read_text(encoding="utf-8")).splitlines())
        previous = ""
        for line in lines:
            note = _NOTE.fullmatch(line)
            if note:
                if note.group(1) in notes:
                    raise SourceError(f"{path.name}: footnote {note.group(1)} twice")
                notes[note.group(1)] = note.group(2)
            elif line:
                blocks.append(_block(line, lines, previous, len(blocks), blocks))
            previous = line
    return Source(tuple(blocks), notes)


def _block(line: str, lines: Iterator[str], previous: str, place: int, earlier: list[Block]) -> Block:
    styled = _STYLED.fullmatch(line)
    if styled:
        return Paragraph(styled.group(3), (styled.group(1) or styled.group(2)).lower())
    heading = _HEADING.fullmatch(line)
    if heading:
        return _heading(len(heading.group(1)), heading.group(2))
    if line.startswith(":::table"):
        return _table(line, lines)
    if line in (":::landscape", ":::portrait"):
        return Orientation(line == ":::landscape")
    if line.startswith((":::", "|", "!", "#")):
        raise SourceError(line)
    for mark, ordered in (("- ", False), ("1. ", True)):
        if line.startswith(mark):
            last = earlier[-1] if earlier else None
            same = previous.startswith(mark) and isinstance(last, ListItem)
            group = last.group if same and isinstance(last, ListItem) else place
            return ListItem(line[len(mark) :], ordered, group)
    return Paragraph(line)


def _heading(level: int, text: str) -> Heading:
    if text.startswith("~ "):
        return Heading(level, text[2:], "none")
    return Heading(level, text, "typed" if text[0].isdigit() else "word")


def _table(line: str, lines: Iterator[str]) -> Table:
    opening = _TABLE.fullmatch(line)
    if not opening:
        raise SourceError(line)
    widths = tuple(int(width) for width in opening.group(2).split(","))
    rows: list[tuple[str, ...]] = []
    for row in lines:
        if row == ":::":
            break
        cells = tuple(cell.strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|"))
        if len(cells) != len(widths):
            raise SourceError(row)
        rows.append(cells)
    return Table(opening.group(1), widths, int(opening.group(3) or 1), tuple(rows))
