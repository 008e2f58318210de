"""A table that goes out: its columns, its rows with their keys, what it says of itself; ready words, no rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from seko.foundation.rendering.report import Form
from seko.outlets.papers.marks import Key, Stated


@dataclass(frozen=True, slots=True)
class Column:
    """A column: which one it is, its title, its share of the width. `is_open` says that it is to be filled in."""

    key: Key
    title: str
    share: float
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its key, and what stands in the columns in their order."""

    key: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in one language form. `notes` say how to fill it in (a workbook has them
    on a sheet called `notes_name`); `choices` are what a column may hold.

    `made_at` (aware) is the only time in its files; `demonstration`, when set, is on every page.
    """

    stated: Stated
    title: str
    subtitle: str
    form: Form
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    made_at: datetime
    notes: tuple[str, ...] = ()
    notes_name: str = ""
    footer: str = ""
    demonstration: str = ""
    choices: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    is_locked: bool = False
