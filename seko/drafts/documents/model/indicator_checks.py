"""What is wrong with the indicators of a draft: each fault with its row and the values that show it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from seko.drafts.documents.model.import_findings import Finding, finding
from seko.drafts.documents.model.indicator_values import IndicatorValue
from seko.drafts.documents.model.indicators import Indicator, cells_of, indicators_in, number_of, values_text
from seko.drafts.documents.model.structure import Passage
from seko.foundation.text.folding import fold

# Words by which an indicator says itself that it is to fall; on folded text.
_FALLING: Final = re.compile(
    r"\b(reduc|decreas|declin|fewer|lower|less|drop in|smanj|umanj|opadanj|pad\b|manje\b|manj[aeiu]\b|nizi|niza|nize)"
)
_UNSAID: Final = frozenset({"undecided", "not_applicable", "words"})


@dataclass(frozen=True, slots=True)
class IndicatorFault:
    """One thing wrong with an indicator: the code of its finding, the indicator, and the values that show it."""

    code: str
    indicator: Indicator
    values: str = ""


def is_to_fall(indicator: Indicator) -> bool:
    """Whether its words say that less of it is better ("reduced …", "смањење …")."""
    return bool(_FALLING.search(fold(indicator.wording)))


def faults_of(indicators: Iterable[Indicator], this_year: int) -> tuple[IndicatorFault, ...]:
    """Everything that is wrong, indicator by indicator; `this_year` is the year of the day on which it is looked at."""
    return tuple(
        IndicatorFault(code, indicator, values)
        for indicator in indicators
        for code, check in _CHECKS
        for values in check(indicator, this_year)
    )


def indicator_findings(passages: Sequence[Passage], this_year: int) -> tuple[Finding, ...]:
    """What is wrong with the indicators of a reading, as lines of its report: one a kind of fault, with its rows."""
    rows: dict[str, list[int]] = {}
    for fault in faults_of(indicators_in(cells_of(passages)), this_year):
        rows.setdefault(fault.code, []).append(int(fault.indicator.row))
    return tuple(
        finding(code, count=len(rows[code]), passages=tuple(sorted(set(rows[code]))))
        for code, _check in _CHECKS
        if code in rows
    )


def _no_baseline(indicator: Indicator, _year: int) -> Iterator[str]:
    if not [value for value in indicator.baseline if value.kind != "not_applicable"]:
        yield values_text(indicator.baseline)


def _no_target(indicator: Indicator, _year: int) -> Iterator[str]:
    if not [value for value in indicator.target if value.kind != "not_applicable"]:
        yield values_text(indicator.target)


def _undecided(indicator: Indicator, _year: int) -> Iterator[str]:
    open_values = [value for value in (*indicator.baseline, *indicator.target) if value.kind == "undecided"]
    if open_values:
        yield values_text(open_values)


def _below(indicator: Indicator, _year: int) -> Iterator[str]:
    if not is_to_fall(indicator) and (difference(indicator) or 0) < 0:
        yield _both(indicator)


def _above(indicator: Indicator, _year: int) -> Iterator[str]:
    if is_to_fall(indicator) and (difference(indicator) or 0) > 0:
        yield _both(indicator)


def _no_unit(indicator: Indicator, _year: int) -> Iterator[str]:
    values = (*indicator.baseline, *indicator.milestones, *indicator.target)
    if not indicator.unit and any(value.kind in ("number", "range") for value in values):
        yield _both(indicator)


def _baseline_no_year(indicator: Indicator, _year: int) -> Iterator[str]:
    yield from _undated(indicator.baseline)


def _target_no_year(indicator: Indicator, _year: int) -> Iterator[str]:
    yield from _undated(indicator.target)


def _year_past(indicator: Indicator, year: int) -> Iterator[str]:
    if (last := _last_year(indicator.target)) is not None and last < year:
        yield values_text(indicator.target)


def _years_turned(indicator: Indicator, _year: int) -> Iterator[str]:
    first, last = _last_year(indicator.baseline), _last_year(indicator.target)
    if first is not None and last is not None and first > last:
        yield _both(indicator)


def _milestone_late(indicator: Indicator, _year: int) -> Iterator[str]:
    between, last = _last_year(indicator.milestones), _last_year(indicator.target)
    if between is not None and last is not None and between > last:
        yield f"{values_text(indicator.milestones)} → {values_text(indicator.target)}"


def _differs(indicator: Indicator, _year: int) -> Iterator[str]:
    if indicator.differs:
        yield _both(indicator)


_CHECKS: Final[tuple[tuple[str, Callable[[Indicator, int], Iterator[str]]], ...]] = (
    ("indicator-no-baseline", _no_baseline),
    ("indicator-no-target", _no_target),
    ("indicator-undecided", _undecided),
    ("indicator-below-baseline", _below),
    ("indicator-above-baseline", _above),
    ("indicator-no-unit", _no_unit),
    ("indicator-baseline-no-year", _baseline_no_year),
    ("indicator-target-no-year", _target_no_year),
    ("indicator-year-past", _year_past),
    ("indicator-years-turned", _years_turned),
    ("indicator-milestone-late", _milestone_late),
    ("indicator-differs", _differs),
)


def difference(indicator: Indicator) -> float | None:
    """By how much the target is above the baseline; none where the two cannot be compared."""
    before, after = number_of(indicator.baseline), number_of(indicator.target)
    if before is None or after is None or before.value is None or after.value is None:
        return None
    if before.unit and after.unit and fold(before.unit) != fold(after.unit):
        return None
    return float(after.value - before.value)


def _undated(values: Sequence[IndicatorValue]) -> Iterator[str]:
    without = [value for value in values if value.year is None and value.kind not in _UNSAID]
    if without:
        yield values_text(without)


def _last_year(values: Iterable[IndicatorValue]) -> int | None:
    return max((value.year for value in values if value.year is not None), default=None)


def _both(indicator: Indicator) -> str:
    return f"{values_text(indicator.baseline) or '–'} → {values_text(indicator.target) or '–'}"
