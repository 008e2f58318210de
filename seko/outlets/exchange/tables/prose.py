"""Forms in which people write: cells as they are shown, and what a sheet hides or merges (C3 44, 45)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from seko.outlets.exchange.tables.table import MOST_PROSE, column_letters, column_place

MOST_NAMED: Final = 20
_NOTES_PART: Final = re.compile(r"xl/(?:comments\d*|comments/comment\d*|threadedcomments/threadedcomment\d*)\.xml")
_NOTE: Final = re.compile(rb"<(?:\w+:)?(?:comment|threadedComment)\b[^>]*?\bref=\"([A-Z]{1,3}\d+)\"")
_MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=\"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)\"")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_FROM: Final = re.compile(rb'\bmin="(\d+)"')
_TO: Final = re.compile(rb'\bmax="(\d+)"')
_IS_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"')
_MOST_COLUMNS: Final = 16_384

_DECIMALS: Final = re.compile(r"[#0,]*0(?:\.(0+))?(%?)")
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_DAY_PART: Final = re.compile(r"yyyy|yy|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet hides and merges: columns from 0, merged cells as in `Table`, cells that carry notes."""

    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    noted: tuple[str, ...] = ()

    def notes(self, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Yield what is told of it; the first column of a form with `keys` holds those of its rows."""
        hidden = sorted(self.hidden_columns - {0} if keys else self.hidden_columns)
        if hidden:
            yield "hidden-columns", ", ".join(column_letters(each) for each in hidden[:MOST_NAMED])
        if self.noted:
            yield "cell-notes", ", ".join(self.noted[:MOST_NAMED])
        if self.merged:
            cells = [
                f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
                for top, left, bottom, right in self.merged
            ]
            yield "merged-cells", ", ".join(cells[:MOST_NAMED])


def is_notes_part(name: str) -> bool:
    """Return whether a part of the package holds notes on cells."""
    return _NOTES_PART.fullmatch(name.lower()) is not None


def read_layout(sheet: bytes, notes: Iterable[bytes]) -> Layout:
    """Read what a sheet's part says of hidden columns and merged cells, and the parts of notes of their cells."""
    hidden: set[int] = set()
    for tag in _COLUMN.findall(sheet.partition(b"<sheetData")[0]):
        first, last = _FROM.search(tag), _TO.search(tag)
        if _IS_HIDDEN.search(tag) and first and last:
            hidden.update(range(int(first[1]) - 1, min(int(last[1]), _MOST_COLUMNS)))
    merged = tuple(
        (int(top), column_place(left.decode()), int(bottom), column_place(right.decode()))
        for left, top, right, bottom in _MERGED.findall(sheet)
    )
    noted = dict.fromkeys(ref.decode() for part in notes for ref in _NOTE.findall(part))
    return Layout(frozenset(hidden), merged, tuple(noted))


def prose(value: Any, kind: str, shape: str) -> tuple[str, str]:
    """Return a cell's value as people see it, lines kept, and a code where it is no plain text.

    "formula" and "error" are never computed; "day" and "number" are what the program made of what was typed.
    """
    if kind == "f" or (isinstance(value, str) and value.startswith("=")):
        return str(value)[:MOST_PROSE], "formula"
    if kind == "e":
        return str(value), "error"
    if isinstance(value, bool):
        return ("1" if value else "0"), ""
    if isinstance(value, datetime | date | time):
        return _day(value, shape), "day"
    if isinstance(value, int | float):
        return _number(value, shape)
    text = "\n".join(" ".join(line.split()) for line in str(value).splitlines()).strip()
    return text[:MOST_PROSE], "long" if len(text) > MOST_PROSE else ""


def _number(value: float, shape: str) -> tuple[str, str]:
    found = _DECIMALS.fullmatch(shape)
    if found:
        decimals = len(found[1] or "")
        return (f"{value * 100:.{decimals}f}%" if found[2] else f"{value:.{decimals}f}"), ""
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value)), ""
    return str(value), "number"


def _day(value: datetime | date | time, shape: str) -> str:
    """Return a day or an hour as its form shows it, and as ISO has it where the form names months or is not known."""
    plain = _LITERAL.sub(lambda match: match[1] or match[2] or "", shape.partition(";")[0])
    parts = _DAY_PART.findall(plain)
    if not parts or isinstance(value, time) or any(len(part) > 2 and part.lower() != "yyyy" for part in parts):
        is_day = isinstance(value, datetime) and value.time() == time()
        return value.date().isoformat() if is_day and isinstance(value, datetime) else value.isoformat()
    before = ""

    def shown(match: re.Match[str]) -> str:
        nonlocal before
        part = match[0].lower()
        is_minute = part[0] == "m" and before == "h"
        before = part[0]
        numbers = {"y": value.year % 100 if part == "yy" else value.year, "d": value.day}
        if isinstance(value, datetime):
            numbers |= {"h": value.hour, "s": value.second}
        numbers["m"] = value.minute if is_minute and isinstance(value, datetime) else value.month
        number = numbers.get(part[0], 0)
        return f"{number:02d}" if len(part) == 2 else str(number)

    return _DAY_PART.sub(shown, plain).strip()
