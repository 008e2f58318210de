"""A proposed value beside the one that stands in the draft: "Target: 40 % (2029) → 55 % (2029)"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from seko.dialogue.comments.queries.reading import value_words
from seko.drafts.documents.enums import PassageKind
from seko.drafts.documents.model.kinds import LogframeColumn
from seko.drafts.documents.models import Passage, Version


class Column(TextChoices):
    """The columns of a logical framework whose cells hold values."""

    BASELINE = LogframeColumn.BASELINE.value, _("Baseline")
    CURRENT = LogframeColumn.CURRENT.value, _("Current value")
    MILESTONE = LogframeColumn.MILESTONE.value, _("Milestone")
    TARGET = LogframeColumn.TARGET.value, _("Target")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a logical framework that holds a value, as it is written."""

    column: Column
    text: str


Cells = Mapping[str, Cell]


def value_cells(version: Version | None) -> Cells:
    """Return the cells with values of a version by place; published words never change: asked once a process."""
    return _cells(version.pk, version.content_hash) if version else {}


@lru_cache(maxsize=8)
def _cells(version: UUID, content_hash: str) -> Cells:
    rows = Passage.objects.filter(version=version, kind=PassageKind.TABLE_CELL, shape__has_key="role")
    return {
        place: Cell(Column(shape["role"]["column"]), text)
        for place, shape, text in rows.values_list("place", "shape", "text")
        if shape["role"]["column"] in Column.values
    }


def value_change(
    value: Mapping[str, str] | None, anchor: Mapping[str, Any], cells: Cells, *, is_named: bool = True
) -> str:
    """Return a proposed value beside that of the cell to which the comment is tied; alone where it is tied to none,
    empty where none is proposed. `anchor` is as it is stored; `is_named` puts the column's name before them.
    """
    words = value_words(value)
    named = [*anchor.get("places", ()), *(each.get("place", "") for each in anchor.get("segments", ()))]
    cell = cells.get(named[0]) if words and named else None
    if cell is None:
        return words
    change = f"{cell.text.strip() or '–'} → {words}"
    return f"{cell.column.label}: {change}" if is_named else change


def value_in(
    version: Version | None, value: Mapping[str, str] | None, anchor: Mapping[str, Any], *, is_named: bool = True
) -> str:
    """Return `value_change` in a version; its cells are asked for only where a value is proposed."""
    return value_change(value, anchor, value_cells(version) if value else {}, is_named=is_named)
