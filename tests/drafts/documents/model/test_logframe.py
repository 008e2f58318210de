"""Logical frameworks in English and in both scripts of Serbian: which tables, rows and columns, which values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from seko.drafts.documents.model.indicator_values import IndicatorValue, parse_number, values_of
from seko.drafts.documents.model.logframe import level_of
from seko.drafts.documents.model.passages import passages
from seko.drafts.documents.model.reader import read_document
from seko.drafts.documents.model.structure import LogframeColumn, LogframeLevel, Passage
from seko.foundation.text.scripts import to_latin
from tests.drafts.documents.model.builder import docx, p, tbl, tc, tr

RESTART, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEADER = "<w:tblHeader/>"


def read(body: str) -> list[Passage]:
    return passages(read_document(docx(body)))


def ipa3(heads: tuple[str, ...], names: tuple[str, str, str]) -> str:
    impact, outcome, output = names
    return tbl(
        tr(*heads, properties=HEADER),
        tr(impact, "Чист ваздух", "ПМ2,5", "25 (2021)", "15 (2030)", "СЕПА", "–"),
        tr(tc(outcome, RESTART), tc("Мере се спроводе", RESTART), "Планови", "0 (2022)", "5 (2027)", "ЈЛС", "Новац"),
        tr(tc(p(), GO_ON), tc(p(), GO_ON), "Улагања", "0", "3", "ЈЛС", ""),
        tr(output, "Обучени службеници", "Број", "", "30", "Извештај", ""),
        columns=7,
    )


ENGLISH = (
    ("Results", "Results chain: Main expected results", "Indicators", "Baselines (value and year)",
     "Targets (value and year)", "Sources of data", "Assumptions"),
    ("Impact (overall objective)", "Outcome 1", "Output 1.1 contributing to outcome 1"),
)  # fmt: skip
CYRILLIC = (
    ("Резултати", "Ланац резултата", "Показатељи", "Почетна вредност", "Циљна вредност", "Извори провере",
     "Претпоставке"),
    ("Утицај", "Исход 1", "Резултат 1.1"),
)  # fmt: skip
LATIN = tuple(tuple(to_latin(word) for word in words) for words in CYRILLIC)


@pytest.mark.parametrize("heads_and_names", [ENGLISH, CYRILLIC, LATIN])
def test_a_logframe_of_ipa_iii(heads_and_names: tuple[tuple[str, ...], tuple[str, str, str]]) -> None:
    heads, names = heads_and_names
    found = read(tbl(tr("а", "б")) + ipa3(heads, names))
    assert {x.table.table for x in found if x.table and x.role} == {2}
    rows = [x.role for x in found if x.kind == "table_row" and x.role]
    assert [(role.level.value, role.number, role.column.value) for role in rows] == [
        ("header", "", "result"),
        ("impact", "", "result"),
        ("outcome", "1", "result"),
        ("outcome", "1", "indicator"),
        ("output", "1.1", "result"),
    ]
    cells = [x.role.column.value for x in found if x.kind == "table_cell" and x.role and x.role.number == "1"]
    assert cells == [
        "level", "result", "indicator", "baseline", "target", "source", "assumption",
        "indicator", "baseline", "target", "source", "assumption",
    ]  # fmt: skip


def test_a_logframe_of_ipa_ii_with_headers_between_the_levels() -> None:
    def head(first: str) -> str:
        return tr(first, "Objectively verifiable indicators (OVI)", "Sources of verification", "Assumptions")

    body = tbl(
        tr("OVERALL OBJECTIVE(S)", "OBJECTIVELY VERIFIABLE INDICATORS (OVI)", "SOURCES OF VERIFICATION", ""),
        tr("To improve the rule of law", "Rank", "World Bank", ""),
        head("SPECIFIC OBJECTIVE(S)"),
        tr("1. To strengthen courts", "Backlog", "Annual report", "Budget"),
        head("RESULTS"),
        tr("1.1 Case management works", "Users", "Ministry", "Staff"),
        tr("Result 2: Judges trained", "Judges", "Academy", ""),
        columns=4,
    )
    found = read(body)
    rows = [x.role for x in found if x.kind == "table_row" and x.role]
    assert [(role.level.value, role.number) for role in rows] == [
        ("header", ""),
        ("impact", ""),
        ("header", ""),
        ("outcome", "1"),
        ("header", ""),
        ("output", "1.1"),
        ("output", "2"),
    ]


def test_a_second_header_row_of_values_and_years() -> None:
    body = tbl(
        tr("Indicator", tc("Baseline", '<w:gridSpan w:val="2"/>'), "Target 2027", "Source of information"),
        tr("", "value", "year", "value", ""),
        tr("Number of plans", "4", "2021", "12", "Ministry"),
        columns=5,
    )
    rows = [[x for x in read(body) if x.kind == "table_cell" and x.table and x.table.row == row] for row in range(3)]
    assert {x.role.level for x in rows[1] if x.role} == {LogframeLevel.HEADER}
    columns = [x.role.column for x in rows[2] if x.role]
    assert columns == [
        LogframeColumn.INDICATOR,
        LogframeColumn.BASELINE,
        LogframeColumn.BASELINE,
        LogframeColumn.TARGET,
        LogframeColumn.SOURCE,
    ]


def test_other_tables_have_no_roles() -> None:
    risks = tbl(tr("Category", "Risks", "Likelihood", "Impact", "Mitigating measures"), tr("1", "x", "H", "M", "y"))
    budget = tbl(tr("Component", "EU contribution", "Third-party contribution"), tr("Output 1.1", "4 500 000", "0"))
    talk = tbl(tr("Показатељи ће бити утврђени.", "Циљна вредност није позната.", "Извор је извештај."))
    assert {x.role for x in read(risks + budget + talk)} == {None}


@pytest.mark.parametrize(
    ("text", "level", "number"),
    [
        ("Output 1.1 contributing to outcome 1: Better services", "output", "1.1"),
        ("Излаз", "other", ""),
        ("Исход 2: Боље", "outcome", "2"),
        ("Posebni cilj 1", "outcome", "1"),
        ("Општи циљ", "impact", ""),
        ("1.2.3 Обука", "activity", "1.2.3"),
        ("Активност 1.1.1", "activity", "1.1.1"),
        ("1. Јача управа", "outcome", "1"),
    ],
)
def test_levels(text: str, level: str, number: str) -> None:
    assert level_of(text) == (level, number)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0 (2021)", [("number", "0", None, "", 2021)]),
        ("12,5 %", [("number", "12.5", None, "%", None)]),
        ("10–15 општина", [("range", "10", "15", "општина", None)]),
        ("1.200 удружења (2022)", [("number", "1200", None, "удружења", 2022)]),
        ("35 % до 2027. године", [("number", "35", None, "%", 2027)]),
        ("2021: 35%", [("number", "35", None, "%", 2021)]),
        ("to be determined", [("undecided", None, None, "", None)]),
        ("биће утврђено (2026)", [("undecided", None, None, "", 2026)]),
        ("N.A.", [("not_applicable", None, None, "", None)]),
        ("Није применљиво", [("not_applicable", None, None, "", None)]),
        ("Усвојен закон", [("words", None, None, "", None)]),
        ("0 (2021)\n30% (2022)", [("number", "0", None, "", 2021), ("number", "30", None, "%", 2022)]),
        ("", []),
    ],
)
def test_values(text: str, values: list[tuple[str, str | None, str | None, str, int | None]]) -> None:
    lines = text.split("\n")
    expected = [
        IndicatorValue(line, kind, _number(low), _number(high), unit, year)
        for line, (kind, low, high, unit, year) in zip(lines, values, strict=False)
    ]
    assert list(values_of(text)) == expected


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("4 500 000", "4500000"),
        ("90\u00a0000\u00a0000", "90000000"),
        ("14,603,466", "14603466"),
        ("70.551,64", "70551.64"),
        ("70,551.64", "70551.64"),
        ("0.125", "0.125"),
        ("0,5", "0.5"),
        ("1.200", "1200"),
        ("12.5", "12.5"),
        ("2021", "2021"),
    ],
)
def test_numbers_as_written(written: str, number: str) -> None:
    assert parse_number(written) == Decimal(number)
