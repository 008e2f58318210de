"""Indicators as IATI 2.03: valid against the standard's own schema, and true to the draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from lxml import etree

from seko.drafts.documents.model.iati import Activity, iati_file
from seko.drafts.documents.model.indicator_values import values_of
from seko.drafts.documents.model.indicators import Indicator
from seko.drafts.documents.model.kinds import LogframeLevel
from tests.drafts.documents.model.iati_schema import schema

LABELS = {name: name.title() for name in
          ("unit", "disaggregation", "source", "assumptions", "baseline", "milestones", "target")}  # fmt: skip
ACTIVITY = Activity(
    identifier="XM-EXAMPLE-ad-vode",
    reporter="XM-EXAMPLE",
    reporter_name=(("sr", "Министарство"), ("en", "Ministry")),
    title=(("sr", "Чисте воде"), ("en", "Clean waters")),
    description=(("sr", "Нацрт 1"),),
    language="sr",
    drafted_on=date(2026, 11, 3),
    updated_at=datetime(2026, 11, 3, 9, 30, tzinfo=UTC),
    labels=LABELS,
    drafted_word="Дан нацрта",
    last_target_word="Последња година циљне вредности",
)
NAMES = {"output": "Резултат", "outcome": "Исход", "impact": "Утицај"}


def an(wording: str = "1.1.1 Обучени", *, level: LogframeLevel = LogframeLevel.OUTPUT, **values: str) -> Indicator:
    plain = Indicator(("1",), level, "1.1", "Обуке", "1.1.1", wording, unit=values.get("unit", "број"))
    return replace(
        plain,
        source="Листе",
        assumptions="Остају",
        disaggregation="по полу",
        baseline=values_of(values.get("baseline", "")),
        milestones=values_of(values.get("milestones", "")),
        target=values_of(values.get("target", "")),
    )


def valid(*indicators: Indicator) -> etree._Element:
    """The file's root, once the schema has taken it."""
    root = etree.fromstring(iati_file(ACTIVITY, indicators, NAMES))
    schema().assertValid(root)
    return root


def attributes(root: etree._Element, path: str) -> list[dict[str, str]]:
    return [{str(name): str(value) for name, value in each.attrib.items()} for each in root.iterfind(f".//{path}")]


def words(root: etree._Element, path: str) -> list[str | None]:
    return [each.text for each in root.iterfind(f".//{path}/narrative")]


def test_an_activity_without_indicators_is_valid_and_dated_by_its_draft() -> None:
    root = valid()
    assert attributes(root, "activity-date") == [{"type": "1", "iso-date": "2026-11-03"}]


def test_titles_in_both_languages() -> None:
    titles = valid(an()).findall("iati-activity/title/narrative")
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [(each.get(lang), each.text) for each in titles] == [(None, "Чисте воде"), ("en", "Clean waters")]


def test_results_by_type_with_numbers_years_and_direction() -> None:
    root = valid(
        an(level=LogframeLevel.IMPACT, baseline="41% (2015)", target="48% (2025)", unit="%"),
        an(level=LogframeLevel.OUTCOME, baseline="0,82 (2016)", target="0,55 (2023)", unit="kWh"),
        an(baseline="1.200 (2016)", milestones="2.000 (2019)", target="3.000 (2023)"),
        an(level=LogframeLevel.OTHER),
    )
    assert [each["type"] for each in attributes(root, "result")] == ["3", "2", "1", "9"]
    assert attributes(root, "indicator") == [
        {"measure": "2", "ascending": "true"},
        {"measure": "1", "ascending": "false"},
        {"measure": "1", "ascending": "true"},
        {"measure": "5"},
    ]
    assert attributes(root, "baseline") == [
        {"year": "2015", "value": "41"},
        {"year": "2016", "value": "0.82"},
        {"year": "2016", "value": "1200"},
    ]
    assert [each["value"] for each in attributes(root, "target")] == ["48", "0.55", "2000", "3000"]
    assert attributes(root, "period-end")[-1] == {"iso-date": "2023-12-31"}
    assert attributes(root, "activity-date") == [{"type": "3", "iso-date": "2025-12-31"}]
    assert words(root, "comment") == []


def test_words_are_never_made_numbers() -> None:
    root = valid(an(baseline="нема плана (2020)", target="усвојен план (2025)"))
    assert [each["measure"] for each in attributes(root, "indicator")] == ["5"]
    assert attributes(root, "baseline") == [{"year": "2020"}]
    assert attributes(root, "target") == [{}]
    assert words(root, "comment") == ["нема плана (2020)", "усвојен план (2025)"]


def test_a_value_in_another_unit_or_a_range_stays_in_the_comment() -> None:
    root = valid(
        an(baseline="10–15 (2020)", target="20 (2025)"), an(baseline="5 (2020)", target="20% мање него 2012. (2025)")
    )
    assert attributes(root, "baseline") == [{"year": "2020"}, {"year": "2020", "value": "5"}]
    assert attributes(root, "target") == [{"value": "20"}, {}]
    assert words(root, "comment") == ["10–15 (2020)", "20% мање него 2012. (2025)"]


def test_what_has_no_year_stands_in_the_description() -> None:
    root = valid(an(baseline="биће утврђено", target="20 (2025)"))
    assert attributes(root, "baseline") == []
    (description,) = words(root, "indicator/description")
    assert description == (
        "Unit: број; Disaggregation: по полу; Source: Листе; Assumptions: Остају; Baseline: биће утврђено"
    )


def test_the_same_draft_gives_the_same_bytes() -> None:
    one = an(baseline="1 (2020)", target="2 (2025)")
    assert iati_file(ACTIVITY, [one], NAMES) == iati_file(ACTIVITY, [one], NAMES)
