"""The indicators of a version as they go out: one column list for JSON, CSV and XLSX."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from seko.drafts.documents.indicator_page import level_name
from seko.drafts.documents.model.indicator_values import IndicatorValue
from seko.drafts.documents.model.indicators import Indicator, number_of, values_text
from seko.foundation.rendering.columns import Column, Kind


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator with the address of its row in the draft."""

    indicator: Indicator
    url: str


def _text(values: Callable[[Indicator], Sequence[IndicatorValue]]) -> Callable[[IndicatorLine], str | None]:
    return lambda line: values_text(values(line.indicator)) or None


def _number(values: Callable[[Indicator], Sequence[IndicatorValue]]) -> Callable[[IndicatorLine], object]:
    """Return how to read the one plain number of the values; an empty cell where they are words or several."""

    def read(line: IndicatorLine) -> object:
        found = number_of(values(line.indicator))
        return found.value if found else None

    return read


def _year(values: Callable[[Indicator], Sequence[IndicatorValue]]) -> Callable[[IndicatorLine], int | None]:
    def read(line: IndicatorLine) -> int | None:
        years = {value.year for value in values(line.indicator)}
        return years.pop() if len(years) == 1 else None

    return read


INDICATORS: tuple[Column[IndicatorLine], ...] = (
    Column("result", _("Result"), Kind.TEXT, lambda line: level_name(line.indicator.level, line.indicator.number)),
    Column("result_words", _("Words of the result"), Kind.WORDS, lambda line: line.indicator.result or None),
    Column("code", _("Code"), Kind.TEXT, lambda line: line.indicator.code or None),
    Column("indicator", _("Indicator"), Kind.WORDS, lambda line: line.indicator.wording),
    Column("unit", _("Unit"), Kind.TEXT, lambda line: line.indicator.unit or None),
    Column("disaggregation", _("Disaggregation"), Kind.TEXT, lambda line: line.indicator.disaggregation or None),
    Column("baseline", _("Baseline"), Kind.TEXT, _text(lambda each: each.baseline)),
    Column("baseline_number", _("Baseline, number"), Kind.NUMBER, _number(lambda each: each.baseline)),
    Column("baseline_year", _("Baseline, year"), Kind.NUMBER, _year(lambda each: each.baseline)),
    Column("milestones", _("Milestones"), Kind.TEXT, _text(lambda each: each.milestones)),
    Column("target", _("Target"), Kind.TEXT, _text(lambda each: each.target)),
    Column("target_number", _("Target, number"), Kind.NUMBER, _number(lambda each: each.target)),
    Column("target_year", _("Target, year"), Kind.NUMBER, _year(lambda each: each.target)),
    Column("source", _("Source of data"), Kind.WORDS, lambda line: line.indicator.source or None),
    Column("assumptions", _("Assumptions"), Kind.WORDS, lambda line: line.indicator.assumptions or None),
    Column("page", _("Page"), Kind.URL, lambda line: line.url),
)
