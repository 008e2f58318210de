"""Indicators as an IATI 2.03 activity file: results, indicators, baselines and targets, valid against its schema.

Nothing is made up for the sake of the standard: a value that is no plain number is left out and stands, as written,
in the comment of its element; one without a year, which an element cannot do without, stands in the description.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from lxml import etree

from seko.drafts.documents.model.indicator_checks import difference, is_to_fall
from seko.drafts.documents.model.indicator_values import IndicatorValue
from seko.drafts.documents.model.indicators import Indicator, number_of, plain_number, value_text, values_text
from seko.drafts.documents.model.kinds import LogframeLevel
from seko.foundation.text.folding import fold

VERSION: Final = "2.03"
# Codes of the standard's lists: ResultType, OrganisationType, OrganisationRole, ActivityStatus, ActivityDateType.
RESULT_TYPES: Final = {LogframeLevel.OUTPUT: "1", LogframeLevel.OUTCOME: "2", LogframeLevel.IMPACT: "3"}
OTHER_RESULT: Final = "9"
GOVERNMENT, ACCOUNTABLE, IN_PREPARATION, PLANNED_START, PLANNED_END = "10", "2", "1", "1", "3"
NUMBER, PERCENTAGE, WORDS = "1", "2", "5"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_PERCENT: Final = re.compile(r"^\W*(%|procen\w*|per ?cent(age)?\w*)")

Said = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Activity:
    """What a file says of the activity beside its indicators. `title` and the others hold (language, words) pairs.

    `labels` are the words for "unit", "disaggregation", "source", "assumptions", "baseline", "target" and "milestones"
    in `language`, that of the draft; `drafted_on` stands for a planned start where the draft names no year.
    """

    identifier: str
    reporter: str
    reporter_name: Said
    title: Said
    description: Said
    language: str
    drafted_on: date
    updated_at: datetime
    labels: Mapping[str, str]
    drafted_word: str
    last_target_word: str


def iati_file(activity: Activity, indicators: Sequence[Indicator], names: Mapping[str, str]) -> bytes:
    """The file, always the same bytes for the same draft; `names` are the words for the levels of results."""
    root = etree.Element("iati-activities", {"version": VERSION, "generated-datetime": _moment(activity)})
    one = etree.SubElement(
        root, "iati-activity", {_LANG: activity.language, "last-updated-datetime": _moment(activity)}
    )
    etree.SubElement(one, "iati-identifier").text = activity.identifier
    reporter = etree.SubElement(one, "reporting-org", {"ref": activity.reporter, "type": GOVERNMENT})
    _say(reporter, activity.reporter_name, activity.language)
    _say(etree.SubElement(one, "title"), activity.title, activity.language)
    _say(etree.SubElement(one, "description", {"type": "1"}), activity.description, activity.language)
    taking_part = {"ref": activity.reporter, "type": GOVERNMENT, "role": ACCOUNTABLE}
    _say(etree.SubElement(one, "participating-org", taking_part), activity.reporter_name, activity.language)
    etree.SubElement(one, "activity-status", {"code": IN_PREPARATION})
    _write_date(one, activity, indicators)
    etree.SubElement(one, "activity-scope", {"code": "4"})
    etree.SubElement(one, "recipient-country", {"code": "RS", "percentage": "100"})
    for (level, number, result), group in _by_result(indicators).items():
        _write_result(one, activity, f"{names.get(level, '')} {number}".strip(), level, result, group)
    etree.indent(root, " ")
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made


def _moment(activity: Activity) -> str:
    return activity.updated_at.isoformat(timespec="seconds")


def _say(parent: etree._Element, said: Said, language: str) -> None:
    for lang, words in said:
        narrative = etree.SubElement(parent, "narrative", {} if lang == language else {_LANG: lang})
        narrative.text = " ".join(words.split())


def _write_date(parent: etree._Element, activity: Activity, indicators: Iterable[Indicator]) -> None:
    """The date that the standard asks for: the end of the last year that a target names, else the day of the draft."""
    years = [value.year for each in indicators for value in each.target if value.year is not None]
    kind, day, words = (
        (PLANNED_END, date(max(years), 12, 31), activity.last_target_word)
        if years
        else (PLANNED_START, activity.drafted_on, activity.drafted_word)
    )
    element = etree.SubElement(parent, "activity-date", {"type": kind, "iso-date": day.isoformat()})
    _say(element, ((activity.language, words),), activity.language)


def _by_result(indicators: Iterable[Indicator]) -> dict[tuple[LogframeLevel, str, str], list[Indicator]]:
    groups: dict[tuple[LogframeLevel, str, str], list[Indicator]] = {}
    for each in indicators:
        groups.setdefault((each.level, each.number, each.result), []).append(each)
    return groups


def _write_result(
    parent: etree._Element,
    activity: Activity,
    name: str,
    level: LogframeLevel,
    words: str,
    indicators: Iterable[Indicator],
) -> None:
    element = etree.SubElement(parent, "result", {"type": RESULT_TYPES.get(level, OTHER_RESULT)})
    title = words if fold(words).startswith(fold(name)) else f"{name}: {words}".strip(": ")
    _say(etree.SubElement(element, "title"), ((activity.language, title or "–"),), activity.language)
    for each in indicators:
        _write_indicator(element, activity, each)


def _write_indicator(parent: etree._Element, activity: Activity, indicator: Indicator) -> None:
    measure = _measure(indicator)
    element = etree.SubElement(parent, "indicator", {"measure": measure, **_direction(indicator)})
    _say(etree.SubElement(element, "title"), ((activity.language, indicator.name),), activity.language)
    lines = _description(activity, indicator)
    if lines:
        _say(etree.SubElement(element, "description"), ((activity.language, "; ".join(lines)),), activity.language)
    for year, values in _by_year(indicator.baseline).items():
        held = etree.SubElement(element, "baseline", {"year": str(year), **_value(values, measure)})
        _write_comment(held, activity, values, measure)
    for year, values in sorted(_by_year((*indicator.milestones, *indicator.target)).items()):
        period = etree.SubElement(element, "period")
        etree.SubElement(period, "period-start", {"iso-date": f"{year}-01-01"})
        etree.SubElement(period, "period-end", {"iso-date": f"{year}-12-31"})
        _write_comment(etree.SubElement(period, "target", _value(values, measure)), activity, values, measure)


def _measure(indicator: Indicator) -> str:
    """A percentage, a number, or words where neither baseline nor target is a number."""
    if number_of(indicator.baseline) is None and number_of(indicator.target) is None:
        return WORDS
    return PERCENTAGE if _PERCENT.match(fold(indicator.unit)) else NUMBER


def _direction(indicator: Indicator) -> dict[str, str]:
    """Whether more is better, where the words or the values tell it."""
    by = difference(indicator)
    if is_to_fall(indicator) or (by is not None and by < 0):
        return {"ascending": "false"}
    return {"ascending": "true"} if by else {}


def _description(activity: Activity, indicator: Indicator) -> list[str]:
    said = (
        ("unit", indicator.unit),
        ("disaggregation", indicator.disaggregation),
        ("source", indicator.source),
        ("assumptions", indicator.assumptions),
        ("baseline", values_text(value for value in indicator.baseline if value.year is None)),
        ("milestones", values_text(value for value in indicator.milestones if value.year is None)),
        ("target", values_text(value for value in indicator.target if value.year is None)),
    )
    return [f"{activity.labels[name]}: {words}" for name, words in said if words]


def _by_year(values: Iterable[IndicatorValue]) -> dict[int, list[IndicatorValue]]:
    years: dict[int, list[IndicatorValue]] = {}
    for value in values:
        if value.year is not None:
            years.setdefault(value.year, []).append(value)
    return years


def _value(values: Sequence[IndicatorValue], measure: str) -> dict[str, str]:
    """The number; nothing where the draft has words, several values or another unit in one place."""
    if measure == WORDS or len(values) != 1 or not plain_number(values[0]) or values[0].value is None:
        return {}
    return {"value": format(values[0].value, "f")}


def _write_comment(parent: etree._Element, activity: Activity, values: Sequence[IndicatorValue], measure: str) -> None:
    """As it is written, where that is more than the number says."""
    if not _value(values, measure):
        words = "; ".join(map(value_text, values))
        _say(etree.SubElement(parent, "comment"), ((activity.language, words),), activity.language)
