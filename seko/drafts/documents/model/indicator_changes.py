"""What became of the indicators from one draft to another: which are new, which are gone, which fields differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from seko.drafts.documents.model.indicators import Indicator, alike, is_same_indicator, values_text
from seko.foundation.text.folding import fold


class IndicatorChange(StrEnum):
    """What became of an indicator."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of an indicator with what it said and what it says now; "" where it said nothing."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedIndicator:
    """An indicator in both drafts, or in one of them, and the fields that differ."""

    change: IndicatorChange
    before: Indicator | None
    after: Indicator | None
    fields: tuple[FieldChange, ...] = ()


# Every field that is compared, with how it is written.
FIELDS: Final[tuple[tuple[str, Callable[[Indicator], str]], ...]] = (
    ("code", lambda each: each.code),
    ("wording", lambda each: each.wording),
    ("result", lambda each: each.result),
    ("unit", lambda each: each.unit),
    ("baseline", lambda each: values_text(each.baseline)),
    ("milestones", lambda each: values_text(each.milestones)),
    ("target", lambda each: values_text(each.target)),
    ("source", lambda each: each.source),
    ("assumptions", lambda each: each.assumptions),
)


def changes_between(
    old: Sequence[Indicator], new: Sequence[Indicator], rows: Mapping[str, str]
) -> tuple[ChangedIndicator, ...]:
    """What became of each indicator, in the order of the new draft, those that are gone after the one they followed.

    `rows` leads from rows of the old draft to rows of the new one, as its passages were carried. The same code with
    much the same words decides first, then the rows, then the code alone: codes move up when an indicator is left out.
    Rows do not make one of two that have other codes and other words.
    """
    pairs = _pairs(old, new, rows)
    before = {after: at for at, after in pairs.items()}
    result = [_changed(old[before[at]], each) if at in before else _added(each) for at, each in enumerate(new)]
    places = list(range(len(result)))
    for at, each in enumerate(old):
        if at in pairs:
            continue
        last = max((pairs[earlier] for earlier in range(at) if earlier in pairs), default=-1)
        index = places.index(last) + 1 if last in places else 0
        while index < len(result) and places[index] == -1:
            index += 1
        result.insert(index, ChangedIndicator(IndicatorChange.REMOVED, each, None))
        places.insert(index, -1)
    return tuple(result)


def _pairs(old: Sequence[Indicator], new: Sequence[Indicator], rows: Mapping[str, str]) -> dict[int, int]:
    """Which old indicator is which new one, each at most once."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def pair(is_one: Callable[[Indicator, Indicator], bool]) -> None:
        for at, one in enumerate(old):
            if at in pairs:
                continue
            found = next((to for to, other in enumerate(new) if to not in taken and is_one(one, other)), None)
            if found is not None:
                pairs[at] = found
                taken.add(found)

    def by_row(one: Indicator, other: Indicator) -> bool:
        return rows.get(one.row) == other.row

    pair(is_same_indicator)
    pair(lambda one, other: by_row(one, other) and alike(one.wording, other.wording))
    pair(lambda one, other: by_row(one, other) and not (one.code and other.code))
    pair(lambda one, other: bool(one.code) and fold(one.code) == fold(other.code))
    return pairs


def _added(indicator: Indicator) -> ChangedIndicator:
    return ChangedIndicator(IndicatorChange.ADDED, None, indicator)


def _changed(before: Indicator, after: Indicator) -> ChangedIndicator:
    fields = tuple(
        FieldChange(name, said, says)
        for name, written in FIELDS
        if (said := written(before)) != (says := written(after))
    )
    return ChangedIndicator(IndicatorChange.CHANGED if fields else IndicatorChange.SAME, before, after, fields)
