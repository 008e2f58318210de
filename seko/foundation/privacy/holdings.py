"""What is held of a person: given out on request, and erased on request; every app adds its part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db.models import DateTimeField, Field, QuerySet

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

Eraser = Callable[[UUID, datetime], None]
# Puts one field of rows into words of the page's language form, in as many words as there are rows.
Say = Callable[[Sequence[dict[str, Any]]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Holding:
    """Rows of one kind that are of a person: `owner` leads to the person's identifier (`person`, `mandate__person`);
    `fields` are given out under their stable names, with their titles in words. `said` puts fields that hold a code
    into words; `beside` is read for that and not given out.
    """

    title: Words
    model: str
    owner: str
    fields: tuple[tuple[str, Words], ...]
    order: int = 50
    said: Mapping[str, Say] = field(default_factory=dict)
    beside: tuple[str, ...] = ()

    def rows(self, person: UUID) -> QuerySet[Any, dict[str, Any]]:
        """Return the person's rows as plain values, the newest first where they have a time."""
        found: QuerySet[Any] = apps.get_model(self.model)._default_manager.filter(**{self.owner: person})
        own = {each.name for each in apps.get_model(self.model)._meta.get_fields() if isinstance(each, DateTimeField)}
        newest_first = [f"-{name}" for name, _title in self.fields if name in own][:1]
        return found.order_by(*newest_first, "pk").values(*(name for name, _title in self.fields), *self.beside)

    def given(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return of a row what is given out."""
        return {name: row[name] for name, _title in self.fields}

    def worded(self, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return of the rows what is given out, codes in words: as `said` has it, or as the field's list has it."""
        found = [self.given(row) for row in rows]
        for name, choices in self.choices().items():
            for row in found:
                row[name] = str(choices.get(row[name], row[name])) if row[name] else row[name]
        for name, say in self.said.items():
            for row, words in zip(found, say(rows), strict=True):
                row[name] = words
        return found

    def choices(self) -> dict[str, dict[Any, Words]]:
        """Return, for every field of the rows themselves that is chosen from a list, the list's words."""
        options = apps.get_model(self.model)._meta
        own = {field.name: field for field in options.get_fields() if isinstance(field, Field)}
        return {name: dict(own[name].flatchoices) for name, _title in self.fields if name in own and own[name].choices}


_holdings: dict[tuple[str, str], Holding] = {}
_erasers: dict[str, Eraser] = {}


def hold(
    title: Words,
    model: str,
    owner: str,
    fields: dict[str, Words],
    *,
    order: int = 50,
    said: Mapping[str, Say] | None = None,
    beside: tuple[str, ...] = (),
) -> None:
    """Add rows to what is given out to their person; a lower `order` stands first."""
    _holdings[model, owner] = Holding(title, model, owner, tuple(fields.items()), order, said or {}, beside)


def holdings() -> tuple[Holding, ...]:
    """Return every kind of rows that is given out, in their order."""
    return tuple(sorted(_holdings.values(), key=lambda holding: holding.order))


def held(person: UUID) -> Iterator[tuple[Holding, list[dict[str, Any]]]]:
    """Yield what is held of a person, kind by kind; kinds without a row are left out."""
    for holding in holdings():
        if rows := list(holding.rows(person)):
            yield holding, rows


def on_erasure(eraser: Eraser) -> Eraser:
    """Add what an app does when a person is erased: called with the identifier and the time, in one transaction, and
    again after a restore, so that it may be done twice.
    """
    _erasers[f"{eraser.__module__}.{eraser.__qualname__}"] = eraser
    return eraser


def erase(person: UUID, now: datetime) -> None:
    """Let every app erase its part, the upper ones first: they may still find the person by the address. The caller
    holds the transaction.
    """
    for eraser in reversed(_erasers.values()):
        eraser(person, now)
