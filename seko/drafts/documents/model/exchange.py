"""Results as JSON between the child that reads and its parent: frozen dataclasses to objects and back, no pickle."""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Result = TypeVar("Result")


def to_plain(value: Any) -> Any:
    """A dataclass as an object without the fields that have their default, tuples as lists, enumerations as values."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    plain = {}
    for name, default in _defaults(cast(Hashable, type(value))):
        held = getattr(value, name)
        if default is MISSING or held != default:
            plain[name] = to_plain(held)
    return plain


def from_plain(kind: type[Result], plain: Any) -> Result:
    """The dataclass back. Raises KeyError, TypeError or ValueError for what `to_plain` cannot have written."""
    return cast(Result, _decoder(cast(Hashable, kind))(plain))


@cache
def _defaults(kind: Hashable) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(cast(Any, kind)))


@cache
def _decoder(kind: Hashable) -> Callable[[Any], Any]:
    """How to read one type. Only what the model uses is known."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        return _tuple(get_args(kind))
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _same


def _same(plain: Any) -> Any:
    return plain


def _optional(kind: Any) -> Callable[[Any], Any]:
    known = [part for part in get_args(kind) if part is not type(None)]
    if len(known) > 1:
        return _same
    decode = _decoder(known[0])
    return lambda plain: None if plain is None else decode(plain)


def _tuple(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        decode = _decoder(parts[0])
        if decode is _same:
            return tuple
        return lambda plain: tuple([decode(item) for item in plain])
    decoders = [_decoder(part) for part in parts]
    return lambda plain: tuple(decode(item) for decode, item in zip(decoders, plain, strict=True))


def _dataclass(kind: type[Any]) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(kind)}
    plain_fields = {name for name, decode in decoders.items() if decode is _same}

    def decode(plain: Any) -> Any:
        return kind(**{name: held if name in plain_fields else decoders[name](held) for name, held in plain.items()})

    return decode
