"""Lists as JSON: an array of objects by column key, one a line, streamed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from seko.foundation.rendering.columns import Column, RowT, Value

MEDIA_TYPE = "application/json"
_ROWS_A_CHUNK = 200


def lines(columns: Sequence[Column[RowT]], rows: Iterable[RowT]) -> Iterator[str]:
    """Return the list as pieces of one JSON array. Words are whole and as stored: JSON has no formulas.

    Dates and times are ISO 8601 (times with Belgrade's offset), a number is a number, an empty cell is null.
    """
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    keys = [column.key for column in columns]
    piece: list[str] = []
    separator = "[\n"
    for row in rows:
        cells = (_plain(column.read(row)) for column in columns)
        piece.append(separator + encode(dict(zip(keys, cells, strict=True))))
        separator = ",\n"
        if len(piece) == _ROWS_A_CHUNK:
            yield "".join(piece)
            piece.clear()
    piece.append("[]\n" if separator == "[\n" else "\n]\n")
    yield "".join(piece)


def _plain(value: Value) -> str | int | float | bool | None:
    match value:
        case str():
            # A lone surrogate cannot be written in UTF-8 at all.
            return value.encode("utf-8", "replace").decode("utf-8")
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case _:
            return value
