"""Indicators read from logical frameworks: their fields, what is wrong with them, what became of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from seko.drafts.documents.model.indicator_changes import IndicatorChange, changes_between
from seko.drafts.documents.model.indicator_checks import faults_of, indicator_findings
from seko.drafts.documents.model.indicator_values import values_of
from seko.drafts.documents.model.indicators import Indicator, cells_of, indicators_in, number_of, values_text
from seko.drafts.documents.model.kinds import LogframeLevel
from seko.drafts.documents.model.passages import passages
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.model.structure import Passage
from tests.drafts.documents.model.builder import docx, p, tbl, tc, tr

RESTART, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEADER = "<w:tblHeader/>"
HEADS = ("Results chain", "Indicators", "Unit", "Baselines (value and year)", "Targets (value and year)",
         "Sources of data", "Assumptions")  # fmt: skip
YEAR = 2026


def read(*tables: str) -> list[Passage]:
    return passages(read_document(docx("".join(tables))))


def indicators(*tables: str) -> tuple[Indicator, ...]:
    return indicators_in(cells_of(read(*tables)))


def table(*rows: tuple[str, ...]) -> str:
    return tbl(tr(*HEADS, properties=HEADER), *(tr(*row) for row in rows), columns=7)


def lines(*texts: str) -> str:
    return tc("".join(p(text) for text in texts))


def an(wording: str = "Trained officers", *, baseline: str = "", milestones: str = "", target: str = "") -> Indicator:
    plain = Indicator(("1",), LogframeLevel.OUTPUT, "1.1", "Trainings", "1.1.1", wording, unit="number")
    given = values_of(baseline), values_of(milestones), values_of(target)
    return replace(plain, baseline=given[0], milestones=given[1], target=given[2])


def codes(*found: Indicator) -> list[str]:
    return [fault.code for fault in faults_of(found, YEAR)]


def test_every_field_of_a_row() -> None:
    (one,) = indicators(
        table(("Output 1.1 Trainings", "1.1.1 Officers trained, by sex and age", "number", "0 (2024)", "60 (2027)",
               "Attendance lists", "Officers stay"))
    )  # fmt: skip
    assert (one.level, one.number, one.result) == ("output", "1.1", "Output 1.1 Trainings")
    assert (one.code, one.wording) == ("1.1.1", "Officers trained, by sex and age")
    assert (one.unit, one.disaggregation) == ("number", "by sex and age")
    assert (values_text(one.baseline), values_text(one.target)) == ("0 (2024)", "60 (2027)")
    assert (one.source, one.assumptions) == ("Attendance lists", "Officers stay")


def test_merged_results_and_assumptions_hold_for_the_rows_below() -> None:
    found = indicators(
        tbl(
            tr(*HEADS, properties=HEADER),
            tr(tc("Исход 1 Чист ваздух", RESTART), "1.1 Станице", "број", "4", "12", "Агенција", tc("Новац", RESTART)),
            tr(tc(p(), GO_ON), "1.2 Дани", "дана", "30", "10", "Агенција", tc(p(), GO_ON)),
            tr("Исход 2 Чиста вода", "2.1 Реке", "број", "1", "2", "Агенција", "Воља"),
            columns=7,
        )
    )
    assert [(one.code, one.result, one.assumptions) for one in found] == [
        ("1.1", "Исход 1 Чист ваздух", "Новац"),
        ("1.2", "Исход 1 Чист ваздух", "Новац"),
        ("2.1", "Исход 2 Чиста вода", "Воља"),
    ]


def test_a_cell_of_two_lines_says_in_the_first_what_result_it_is() -> None:
    (one,) = indicators(table((lines("Output 1.1", "Officers are trained"), "Officers", "", "0", "6", "", "")))
    assert one.result == "Officers are trained"


def test_coded_lines_of_a_cell_are_indicators_of_their_own() -> None:
    found = indicators(
        table(("Output 1.1", lines("1.1.1 Plans", "1.1.2 Trainings"), "number", lines("0 (2024)", "1 (2024)"),
               lines("5 (2027)", "9 (2027)"), "Ministry", ""))
    )  # fmt: skip
    assert [(one.code, one.wording, values_text(one.baseline), values_text(one.target)) for one in found] == [
        ("1.1.1", "Plans", "0 (2024)", "5 (2027)"),
        ("1.1.2", "Trainings", "1 (2024)", "9 (2027)"),
    ]
    assert found[0].row == found[1].row


def test_lines_without_codes_are_one_indicator_unless_each_has_its_values() -> None:
    (one,) = indicators(table(("Output 1.1", lines("Number of plans", "that were adopted"), "", "0", "5", "", "")))
    assert one.wording == "Number of plans that were adopted"
    two = indicators(table(("Output 1.1", lines("Plans", "Trainings"), "", lines("0", "1"), lines("5", "9"), "", "")))
    assert [one.wording for one in two] == ["Plans", "Trainings"]


def test_a_year_in_the_head_of_a_column_dates_its_values() -> None:
    body = tbl(
        tr("Indicator", "Baseline 2021", "Milestone 2025", "Target 2027", "Source of information"),
        tr("Number of plans", "4", "8", "12", "Ministry"),
        columns=5,
    )
    (one,) = indicators(body)
    assert [(str(value.value), value.year) for value in (*one.baseline, *one.milestones, *one.target)] == [
        ("4", 2021),
        ("8", 2025),
        ("12", 2027),
    ]
    assert values_text(one.target) == "12 (2027)"
    assert one.unit == "number"


def test_a_column_of_its_own_for_the_year() -> None:
    body = tbl(
        tr("Indicator", tc("Baseline", '<w:gridSpan w:val="2"/>'), "Target 2027", "Source of information"),
        tr("", "value", "year", "value", ""),
        tr("Number of plans", "4", "2021", "12", "Ministry"),
        columns=5,
    )
    (one,) = indicators(body)
    assert [(str(value.value), value.year) for value in one.baseline] == [("4", 2021)]


def test_of_several_targets_the_last_year_is_the_target() -> None:
    (one,) = indicators(table(("Output 1.1", "Plans", "%", "0", lines("50% (2027)", "30% (2025)"), "", "")))
    assert (values_text(one.milestones), values_text(one.target)) == ("30% (2025)", "50% (2027)")


def test_a_second_table_adds_to_an_indicator_and_its_contradictions_are_named() -> None:
    first = table(("Output 1.1", "1.1.1 Plans adopted, nine towns", "number", "0 (2024)", "5 (2027)", "Gazette", ""))
    second = tbl(
        tr("Indicator", "Baseline", "Milestone 2025", "Target", "Source"),
        tr("1.1.1 Plans adopted", "0 (2024)", "2", "6 (2027)", ""),
        columns=5,
    )
    (one,) = indicators(first, second)
    assert len(one.rows) == 2
    assert (values_text(one.milestones), values_text(one.target)) == ("2 (2025)", "5 (2027)")
    assert one.differs == ("target",)
    assert "indicator-differs" in codes(one)


def test_the_same_code_with_other_words_is_another_indicator() -> None:
    first = table(("Output 1.1", "1.1.1 Plans adopted", "number", "0", "5", "", ""))
    second = table(("Output 1.1", "1.1.1 Judges trained", "number", "0", "5", "", ""))
    assert len(indicators(first, second)) == 2


def test_activities_have_no_indicators() -> None:
    assert indicators(table(("Activity 1.1.1", "Means", "", "", "", "", ""))) == ()


@pytest.mark.parametrize(
    ("text", "code", "wording"),
    [
        ("1.1.2 Plans", "1.1.2", "Plans"),
        ("1. Plans", "1", "Plans"),
        ("30 households connected", "", "30 households connected"),
        ("1.200 households connected", "", "1.200 households connected"),
        ("IPA III RF 1.1.1.1 Courts", "IPA III RF 1.1.1.1", "Courts"),
        ("Показатељ 2.3: Судови", "2.3", "Судови"),
    ],
)
def test_codes(text: str, code: str, wording: str) -> None:
    (one,) = indicators(table(("Output 1.1", text, "", "0", "5", "", "")))
    assert (one.code, one.wording) == (code, wording)


@pytest.mark.parametrize(
    ("wording", "by"),
    [
        ("Обучени радници, по полу", "по полу"),
        ("Officers (disaggregated by sex, age)", "by sex, age"),
        ("Officers trained by 2027", ""),
        ("Rokovi po predmetu", ""),
        ("Сати рада по раднику", ""),
    ],
)
def test_disaggregation(wording: str, by: str) -> None:
    (one,) = indicators(table(("Output 1.1", wording, "", "0", "5", "", "")))
    assert one.disaggregation == by


@pytest.mark.parametrize(
    ("target", "number"),
    [("55 %", "55"), ("највише 2 (2027)", "2"), ("20% мање него 2012.", None), ("10–15", None), ("усвојен", None)],
)
def test_only_one_plain_number_counts_as_a_number(target: str, number: str | None) -> None:
    found = number_of(values_of(target))
    assert (None if found is None else str(found.value)) == number


@pytest.mark.parametrize(
    ("indicator", "found"),
    [
        (an(baseline="0 (2024)", target="60 (2027)"), []),
        (an(target="60 (2027)"), ["indicator-no-baseline"]),
        (an(baseline="N.A.", target="60 (2027)"), ["indicator-no-baseline"]),
        (an(baseline="0 (2024)"), ["indicator-no-target"]),
        (an(baseline="биће утврђено", target="60 (2027)"), ["indicator-undecided"]),
        (an(baseline="70 (2024)", target="60 (2027)"), ["indicator-below-baseline"]),
        (an("Смањење отпада", baseline="70 (2024)", target="60 (2027)"), []),
        (an("Reduced waste", baseline="50 (2024)", target="60 (2027)"), ["indicator-above-baseline"]),
        (an(baseline="70 km (2024)", target="60 % (2027)"), []),
        (an(baseline="0", target="60"), ["indicator-baseline-no-year", "indicator-target-no-year"]),
        (an(baseline="0 (2024)", target="60 (2025)"), ["indicator-year-past"]),
        (an(baseline="0 (2024)", target="60 (2026)"), []),
        (an(baseline="0 (2028)", target="60 (2027)"), ["indicator-years-turned"]),
        (an(baseline="0 (2024)", milestones="9 (2028)", target="60 (2027)"), ["indicator-milestone-late"]),
        (an(baseline="нема плана", target="усвојен план (2027)"), []),
        (replace(an(baseline="0 (2024)", target="60 (2027)"), unit=""), ["indicator-no-unit"]),
    ],
)
def test_what_is_wrong(indicator: Indicator, found: list[str]) -> None:
    assert codes(indicator) == found


def test_findings_hold_the_rows_and_say_what_to_do() -> None:
    read_again = read(table(("Output 1.1", "Plans", "number", "9 (2024)", "5 (2027)", "", "")))
    (found,) = indicator_findings(read_again, YEAR)
    assert found.sentence == "Targets below their baseline: 1. If it is not meant to fall, exchange the values."
    assert [read_again[at].kind for at in found.passages] == ["table_row"]
    assert indicator_findings(read(table(("Output 1.1", "P", "number", "0 (2024)", "5 (2027)", "", ""))), YEAR) == ()


def test_changes_follow_words_before_codes() -> None:
    def one(code: str, wording: str, target: str, row: str) -> Indicator:
        return replace(an(wording, target=target), code=code, rows=(row,))

    old = [one("1.1", "Plans", "5", "a"), one("1.2", "Trained judges", "9", "b"), one("1.3", "Open courts", "3", "c")]
    new = [one("1.1", "Plans", "6", "x"), one("1.2", "Open courts", "3", "z"), one("1.3", "New one", "1", "w")]
    found = changes_between(old, new, {"a": "x", "c": "z"})

    assert [(each.change, [field.field for field in each.fields]) for each in found] == [
        (IndicatorChange.CHANGED, ["target"]),
        (IndicatorChange.REMOVED, []),
        (IndicatorChange.CHANGED, ["code"]),
        (IndicatorChange.ADDED, []),
    ]
    assert [(field.before, field.after) for field in found[0].fields] == [("5", "6")]


def test_rows_pair_indicators_without_codes_and_rewritten_ones() -> None:
    old = [replace(an("Plans made"), code="", rows=("a",)), replace(an("Judges"), rows=("b",))]
    new = [replace(an("Programmes adopted"), code="", rows=("x",)), replace(an("Judges"), rows=("y",))]
    found = changes_between(old, new, {"a": "x"})
    assert [each.change for each in found] == [IndicatorChange.CHANGED, IndicatorChange.SAME]
    assert [field.field for field in found[0].fields] == ["wording"]
