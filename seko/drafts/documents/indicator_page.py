"""What the page of a version's indicators shows: them by result, what is wrong with them, what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seko.drafts.documents.indicator_chart import Spark, spark
from seko.drafts.documents.model.indicator_changes import ChangedIndicator, IndicatorChange
from seko.drafts.documents.model.indicator_checks import IndicatorFault
from seko.drafts.documents.model.indicators import Indicator, value_text
from seko.drafts.documents.model.kinds import LogframeLevel
from seko.drafts.documents.sentences import INDICATOR_FAULTS

LEVELS: Final = {
    LogframeLevel.IMPACT: gettext_lazy("Impact"),
    LogframeLevel.OUTCOME: gettext_lazy("Outcome"),
    LogframeLevel.OUTPUT: gettext_lazy("Output"),
    LogframeLevel.ACTIVITY: gettext_lazy("Activity"),
}
FIELD_NAMES: Final = {
    "code": gettext_lazy("Code"),
    "wording": gettext_lazy("Wording"),
    "result": gettext_lazy("Result"),
    "unit": gettext_lazy("Unit"),
    "baseline": gettext_lazy("Baseline"),
    "milestones": gettext_lazy("Milestones"),
    "target": gettext_lazy("Target"),
    "source": gettext_lazy("Source of data"),
    "assumptions": gettext_lazy("Assumptions"),
}


@dataclass(frozen=True, slots=True)
class FaultLine:
    """An indicator with what is to be looked at in it, each with the values that show it."""

    name: str
    url: str
    faults: tuple[tuple[str | Promise, str], ...]


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator as a row of its result's table; `picture` is none where its values cannot be drawn."""

    code: str
    wording: str
    url: str
    unit: str
    baseline: tuple[str, ...]
    milestones: tuple[str, ...]
    target: tuple[str, ...]
    source: str
    picture: Spark | None


@dataclass(frozen=True, slots=True)
class Result:
    """A result with its indicators; `level` says what kind of result it is, `words` are the draft's own."""

    level: str
    words: str
    rows: tuple[IndicatorRow, ...]
    assumptions: str

    @property
    def has_milestones(self) -> bool:
        """Whether any of its indicators has a value on the way."""
        return any(row.milestones for row in self.rows)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What became of an indicator since the earlier draft: `word` says it, `fields` hold before and after."""

    word: str
    name: str
    url: str
    fields: tuple[tuple[str | Promise, str, str], ...]


def level_name(level: LogframeLevel, number: str) -> str:
    """Return "Output 1.1"; empty where the draft names no result."""
    return f"{LEVELS[level]} {number}".strip() if level in LEVELS else ""


def fault_lines(faults: Iterable[IndicatorFault], url: Callable[[str], str]) -> tuple[FaultLine, ...]:
    """Return what is wrong, one line an indicator, in the order of the draft; `url` leads to a row by its place."""
    by_indicator: dict[Indicator, list[tuple[str | Promise, str]]] = {}
    for fault in faults:
        by_indicator.setdefault(fault.indicator, []).append((INDICATOR_FAULTS[fault.code], fault.values))
    return tuple(FaultLine(each.name, url(each.row), tuple(found)) for each, found in by_indicator.items())


def results(indicators: Sequence[Indicator], url: Callable[[str], str]) -> tuple[Result, ...]:
    """Return the indicators by result, in the order of the draft."""
    groups: dict[tuple[LogframeLevel, str, str], list[Indicator]] = {}
    for each in indicators:
        groups.setdefault((each.level, each.number, each.result), []).append(each)
    return tuple(
        Result(
            level_name(level, number),
            words,
            tuple(_row(each, url) for each in group),
            "\n".join(dict.fromkeys(each.assumptions for each in group if each.assumptions)),
        )
        for (level, number, words), group in groups.items()
    )


def _row(indicator: Indicator, url: Callable[[str], str]) -> IndicatorRow:
    return IndicatorRow(
        code=indicator.code,
        wording=indicator.wording,
        url=url(indicator.row),
        unit=indicator.unit,
        baseline=tuple(map(value_text, indicator.baseline)),
        milestones=tuple(map(value_text, indicator.milestones)),
        target=tuple(map(value_text, indicator.target)),
        source=indicator.source,
        picture=spark(indicator),
    )


def change_lines(changes: Iterable[ChangedIndicator], url: Callable[[str], str]) -> tuple[ChangeLine, ...]:
    """Return what became of the indicators, without those that are as they were."""
    words = {
        IndicatorChange.ADDED: _("New"),
        IndicatorChange.REMOVED: _("Removed"),
        IndicatorChange.CHANGED: _("Changed"),
    }
    lines = []
    for each in changes:
        shown = each.after or each.before
        if shown is None or each.change not in words:
            continue
        fields = tuple((FIELD_NAMES[field.field], field.before, field.after) for field in each.fields)
        lines.append(ChangeLine(words[each.change], shown.name, url(shown.row) if each.after else "", fields))
    return tuple(lines)
