"""The column list: said once for a kind of row, and every list that goes out (CSV, XLSX, JSON) is drawn from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from django.utils import translation

from seko.foundation.core.clock import BELGRADE

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

RowT = TypeVar("RowT")


class Kind(StrEnum):
    """What a column holds. `text` is the machine's words, `words` are people's: longer, wrapped, set in serif."""

    TEXT = "text"
    WORDS = "words"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"
    URL = "url"


# What a value may be once it is read; None is an empty cell in every format.
Value = str | int | float | Decimal | date | datetime | bool | None


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """One column of a list: its stable key (JSON), its title (translated when written), its kind, how to read it.

    `value` may return anything that is put into words with `str()` where the kind is text, words or url.
    """

    key: str
    title: str | _StrPromise
    kind: Kind
    value: Callable[[RowT], object]

    def read(self, row: RowT) -> Value:
        """Return the row's value as the kind's own type; a `TypeError` names a column whose value is of another."""
        return _READERS[self.kind](self.value(row), self.key)


def _words(value: object, key: str) -> Value:
    return None if value is None else str(value)


def _number(value: object, key: str) -> Value:
    if value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool)):
        return value
    raise TypeError(f"Column '{key}' holds numbers, not {type(value).__name__}")


def _date(value: object, key: str) -> Value:
    if isinstance(value, datetime):
        return value.astimezone(BELGRADE).date()
    if value is None or isinstance(value, date):
        return value
    raise TypeError(f"Column '{key}' holds dates, not {type(value).__name__}")


def _datetime(value: object, key: str) -> Value:
    if value is None:
        return None
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(BELGRADE)
    raise TypeError(f"Column '{key}' holds times with a zone, not {value!r:.60}")


def _boolean(value: object, key: str) -> Value:
    if value is None or isinstance(value, bool):
        return value
    raise TypeError(f"Column '{key}' holds yes or no, not {type(value).__name__}")


_READERS: dict[Kind, Callable[[object, str], Value]] = {
    Kind.TEXT: _words,
    Kind.WORDS: _words,
    Kind.URL: _words,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.DATETIME: _datetime,
    Kind.BOOLEAN: _boolean,
}


def titles(columns: Sequence[Column[RowT]], language: str | None = None) -> list[str]:
    """Return the titles in a language form (`sr`, `sr-latn`, `en`), or in the active one.

    Called before a stream begins: by the time it is read the request's language is no longer active.
    """
    keys = [column.key for column in columns]
    if len(set(keys)) != len(keys):
        raise ValueError(f"Two columns have the same key: {keys}")
    active: AbstractContextManager[object] = translation.override(language) if language else nullcontext()
    with active:
        return [str(column.title) for column in columns]
