"""Lists as JSON: an array of objects by column key, one a line, streamed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from seko.foundation.rendering.columns import Column, Kind, RowT, Value

MEDIA_TYPE = "application/json"
WORDS = (Kind.TEXT, Kind.WORDS, Kind.URL)
_ROWS_A_CHUNK = 200


def lines(columns: Sequence[Column[RowT]], rows: Iterable[RowT]) -> Iterator[str]:
    """Return the list as pieces of one JSON array. Words are whole and as stored: JSON has no formulas.

    Dates and times are ISO 8601 (times with Belgrade's offset), a number is a number, an empty cell is null.
    """
    readers = [(f"{encode_basestring(column.key)}: ", *_reader(column)) for column in columns]
    piece: list[str] = []
    separator = "[\n"
    for row in rows:
        piece.append(f"{separator}{{{', '.join([key + written(read(row)) for key, read, written in readers])}}}")
        separator = ",\n"
        if len(piece) == _ROWS_A_CHUNK:
            yield _writable("".join(piece))
            piece.clear()
    piece.append("[]\n" if separator == "[\n" else "\n]\n")
    yield _writable("".join(piece))


def _writable(piece: str) -> str:
    """Return the piece without lone surrogates, which cannot be written in UTF-8 at all; once a piece, not a cell."""
    return piece.encode("utf-8", "replace").decode("utf-8")


def _reader(column: Column[RowT]) -> tuple[Callable[[RowT], Any], Callable[[Any], str]]:
    """Return how a column is read and written: words, nearly all of a list, by the shortest way."""
    return (column.value, _words) if column.kind in WORDS else (column.read, _plain)


def _words(value: object) -> str:
    return "null" if value is None else encode_basestring(value if type(value) is str else str(value))


def _plain(value: Value) -> str:
    match value:
        case None:
            return "null"
        case Decimal():
            return json.dumps(int(value) if value == value.to_integral_value() else float(value), allow_nan=False)
        case datetime():
            return f'"{value.isoformat(timespec="seconds")}"'
        case date():
            return f'"{value.isoformat()}"'
        case _:
            return json.dumps(value, allow_nan=False)
