"""Catalogues: rows that are data, with validity dates, loaded from `catalogue/*.json` of the apps (design.md, 4.9).

`catalogues.py` beside it is about translated strings; this is about records.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction


class CatalogueFault(ValueError):
    """A file that cannot be loaded; the sentence names the file, the row's key and the field."""


@dataclass(frozen=True, slots=True)
class Registered:
    """A model's catalogue: the label of the model, its file, the field that names a row."""

    model: str
    file: Path
    key: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loading did: how many rows were created, changed, left as they were, and are not in the file."""

    created: int
    changed: int
    same: int
    beside: int


_registered: list[Registered] = []


def register(model: str, file: Path, key: str = "code") -> None:
    """Make an app's catalogue known, in its `apps.py`: they are loaded in the order of the installed apps."""
    entry = Registered(model, file, key)
    if entry not in _registered:
        _registered.append(entry)


def registered() -> tuple[Registered, ...]:
    """Return every registered catalogue, in the order in which they are loaded."""
    return tuple(_registered)


def load_all() -> dict[str, Loaded]:
    """Load every registered catalogue in one transaction; return what was done by model label."""
    with transaction.atomic():
        return {
            entry.model: load_catalogue(apps.get_model(entry.model), entry.file, entry.key) for entry in _registered
        }


def load_catalogue(model: type[models.Model], file: Path, key: str = "code") -> Loaded:
    """Bring the model's rows in line with the file: a list of objects named by `key`.

    Loading twice changes nothing. A row that the file no longer names stays: it ends by its `valid_to`, never by
    deletion, because older things speak of it. A foreign key is written as the other row's `code`; what a row of the
    file leaves out takes the model's default. Raises `CatalogueFault`.
    """
    entries = _entries(file, key)
    existing = {getattr(row, key): row for row in model._default_manager.all()}
    created = changed = 0
    with transaction.atomic():
        for name, entry in entries.items():
            row = existing.get(name)
            is_new = row is None
            row = row if row is not None else model()
            if _write(row, entry, file, str(name)) or is_new:
                _check(row, file, str(name))
                row.save()
                created, changed = created + is_new, changed + (not is_new)
    same = len(entries) - created - changed
    return Loaded(created, changed, same, len(existing.keys() - entries.keys()))


def _entries(file: Path, key: str) -> dict[Any, Mapping[str, Any]]:
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CatalogueFault(f"{file.name}: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) and row.get(key) for row in rows):
        raise CatalogueFault(f"{file.name}: expected a list of objects that each have '{key}'")
    entries = {row[key]: row for row in rows}
    if len(entries) != len(rows):
        raise CatalogueFault(f"{file.name}: a '{key}' stands twice")
    return entries


def _write(row: models.Model, entry: Mapping[str, Any], file: Path, name: str) -> bool:
    """Set the row's fields from the entry; return whether anything is different now."""
    fields = {field.name: field for field in row._meta.concrete_fields if not field.primary_key or field.name in entry}
    unknown = entry.keys() - fields.keys()
    if unknown:
        raise CatalogueFault(f"{file.name}: {name}: there is no field '{min(unknown)}'")
    is_different = False
    for field_name, field in fields.items():
        value = _value(field, entry[field_name], file, name) if field_name in entry else field.get_default()
        if getattr(row, field.attname) != value:
            setattr(row, field.attname, value)
            is_different = True
    return is_different


def _value(field: models.Field[Any, Any], given: Any, file: Path, name: str) -> Any:
    if isinstance(field, models.ForeignKey) and given is not None:
        related = field.related_model._default_manager.filter(code=given).first()
        if related is None:
            raise CatalogueFault(f"{file.name}: {name}: {field.name} '{given}' is not known")
        return related.pk
    try:
        return field.to_python(given)
    except ValidationError as error:
        raise CatalogueFault(f"{file.name}: {name}: {field.name}: {error.messages[0]}") from error


def _check(row: models.Model, file: Path, name: str) -> None:
    left_out = {
        field.name
        for field in row._meta.concrete_fields
        if (field.has_default() and getattr(row, field.attname) == field.get_default())
        or (field.null and getattr(row, field.attname) is None)
    }
    try:
        row.full_clean(exclude=left_out, validate_unique=False)
    except ValidationError as error:
        raise CatalogueFault(f"{file.name}: {name}: {error.messages[0]}") from error
    first, last = getattr(row, "valid_from", None), getattr(row, "valid_to", None)
    if first is not None and last is not None and last < first:
        raise CatalogueFault(f"{file.name}: {name}: valid_to is before valid_from")
