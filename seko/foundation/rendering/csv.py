"""Lists as CSV (RFC 4180), safe to open in a spreadsheet, and the way back to the words as typed."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from seko.foundation.rendering.clean import without_illegal
from seko.foundation.rendering.columns import Column, RowT, Value, titles

# OWASP, "CSV Injection": a cell that begins with one of these is run as a formula; some programs fold the full-width
# forms to them. A cell may also begin after a separator, when the file is opened with another separator than it was
# written with: hence also after ; , tab, bar, quotation mark and line end.
_FORMULA = "'*[=+\\-@\uff1d\uff0b\uff0d\uff20]"
_PLACE = '((?:^|[;,|"\n\r\t])[ \u00a0]*)'
_OPEN, _GUARDED = re.compile(f"{_PLACE}(?={_FORMULA})"), re.compile(f"{_PLACE}'(?={_FORMULA})")
_OPEN_START, _GUARDED_START = re.compile("^(?='*[\t\r\n])"), re.compile("^'(?='*[\t\r\n])")

MEDIA_TYPE = "text/csv; charset=utf-8"
_ROWS_A_CHUNK = 200


def guard(words: str) -> str:
    """Return the words with `'` before whatever a spreadsheet would run as a formula (reliability.md C13 117)."""
    return _OPEN_START.sub("'", _OPEN.sub(r"\1'", words))


def restore(cell: str) -> str:
    """Return the words as typed, from a cell that `guard` wrote: its exact inverse."""
    return _GUARDED.sub(r"\1", _GUARDED_START.sub("", cell))


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV is written down: the separator, whether a byte order mark leads it, the decimal sign."""

    separator: str = ","
    byte_order_mark: bool = False
    decimal_sign: str = "."
    yes: str = "true"
    no: str = "false"


STANDARD = Dialect()
# Excel set to Serbian takes only a file with the mark for Cyrillic, splits at semicolons and reads 9,5 as a number.
SERBIAN_EXCEL = Dialect(separator=";", byte_order_mark=True, decimal_sign=",")


def lines(
    columns: Sequence[Column[RowT]],
    rows: Iterable[RowT],
    *,
    dialect: Dialect = STANDARD,
    language: str | None = None,
) -> Iterator[str]:
    """Return the file as a stream of pieces of text, some hundred rows each, the titles first.

    Words are cleaned of illegal characters and guarded; numbers, dates (ISO 8601) and yes/no are not words, so a
    negative number stays a number. Titles are read at the call, in `language` or the active one.
    """
    return _stream(columns, titles(columns, language), rows, dialect)


def encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    """Return the pieces in UTF-8, as a response streams them."""
    return (piece.encode("utf-8") for piece in pieces)


class _Pieces:
    """What the csv module writes into: it keeps lines until they are taken."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    def write(self, line: str) -> int:
        self.kept.append(line)
        return len(line)

    def take(self) -> str:
        taken = "".join(self.kept)
        self.kept.clear()
        return taken


def _stream(
    columns: Sequence[Column[RowT]], heads: Sequence[str], rows: Iterable[RowT], dialect: Dialect
) -> Iterator[str]:
    pieces = _Pieces()
    writer = csv.writer(pieces, delimiter=dialect.separator, lineterminator="\r\n")
    shown = _shower(dialect)
    if dialect.byte_order_mark:
        pieces.write("\ufeff")
    writer.writerow([shown(head) for head in heads])
    for number, row in enumerate(rows, start=1):
        writer.writerow([shown(column.read(row)) for column in columns])
        if not number % _ROWS_A_CHUNK:
            yield pieces.take()
    yield pieces.take()


def _shower(dialect: Dialect) -> Callable[[Value], str]:
    def shown(value: Value) -> str:
        match value:
            case None:
                return ""
            case str():
                return guard(without_illegal(value))
            case bool():
                return dialect.yes if value else dialect.no
            case int():
                return str(value)
            case float() | Decimal():
                return format(value, "f" if isinstance(value, Decimal) else "").replace(".", dialect.decimal_sign)
            case datetime():
                return value.isoformat(timespec="seconds")
            case date():
                return value.isoformat()

    return shown
