"""Texts of one draft in two languages: which part is the translation of which."""

from __future__ import annotations

import pytest

from seko.drafts.documents.model.siblings import HEADING, ROW, SURE, TEXT, Couple, Line, coupled, worth_of


def heading(text: str, number: str = "", level: int = 1) -> Line:
    return Line(HEADING, text, level, number)


def text(words: str) -> Line:
    return Line(TEXT, words)


def row(*cells: str) -> Line:
    return Line(ROW, " | ".join(cells), cells=cells)


SERBIAN = (
    heading("Опис акције", "1."),
    text("Акција подржава спровођење Националног програма заштите животне средине у 24 општине до 2027. године."),
    text("Укупна вредност је 18,5 милиона евра, од чега 15 милиона из ИПА III."),
    text("Корисници су јединице локалне самоуправе и јавна комунална предузећа."),
    heading("Образложење", "2."),
    text("Квалитет ваздуха у Београду, Ужицу и Бору прекорачује граничне вредности више од 100 дана годишње."),
    text("Стога се предлаже проширење државне мреже мерних станица."),
    row("Исход 1", "Број мерних станица", "12 (2023)", "40 (2027)"),
    row("Резултат 1.1", "Проценат отпада који се рециклира", "15 % (2023)", "25 % (2027)"),
    heading("Ризици", "3."),
    text("Недовољни капацитети општина за припрему пројеката."),
)
ENGLISH = (
    heading("Description of the action", "1."),
    text("The action supports the National Environmental Protection Programme in 24 municipalities until 2027."),
    text("The total value is EUR 18.5 million, of which 15 million from IPA III."),
    text("Beneficiaries are local self-government units and public utility companies."),
    heading("Rationale", "2."),
    text("Air quality in Belgrade, Užice and Bor exceeds the limit values on more than 100 days a year."),
    text("It is therefore proposed to extend the state network of monitoring stations."),
    row("Outcome 1", "Number of monitoring stations", "12 (2023)", "40 (2027)"),
    row("Output 1.1", "Share of waste that is recycled", "15 % (2023)", "25 % (2027)"),
    heading("Risks", "3."),
    text("Insufficient capacity of municipalities to prepare projects."),
)

NOTE = "Translator's note: the municipalities are listed by name in the annex, in the order of the Serbian alphabet."


def places(found: list[Couple]) -> list[tuple[int, int]]:
    return [(each.left, each.right) for each in found]


def test_two_texts_of_the_same_parts_are_coupled_one_to_one() -> None:
    found = coupled(SERBIAN, ENGLISH)

    assert places(found) == [(at, at) for at in range(len(SERBIAN))]
    assert [each.left for each in found if not each.is_sure] == [6]  # no figure and no common word: a person looks


@pytest.mark.parametrize("missing", range(len(SERBIAN)))
def test_a_part_that_was_not_translated_stays_alone_and_moves_nothing(missing: int) -> None:
    shorter = [line for at, line in enumerate(ENGLISH) if at != missing]

    found = places(coupled(SERBIAN, shorter))

    wanted = [(at, at - (at > missing)) for at in range(len(SERBIAN)) if at != missing]
    # What stood under a heading that is missing is looked for under the one before it: it may be found or left alone.
    assert [pair for pair in found if pair not in wanted] == []
    if SERBIAN[missing].kind != HEADING:
        assert found == wanted


def test_a_part_added_by_the_translator_stays_alone() -> None:
    longer = [*ENGLISH[:6], text(NOTE), *ENGLISH[6:]]

    found = places(coupled(SERBIAN, longer))

    assert found == [(at, at + (at >= 6)) for at in range(len(SERBIAN))]


def test_headings_are_told_apart_by_their_numbers() -> None:
    left = [heading("Активности", "4.1", 2), heading("Активности", "4.2", 2)]
    right = [heading("Activities", "4.2", 2)]

    assert places(coupled(left, right)) == [(1, 0)]


def test_figures_that_differ_make_a_person_look() -> None:
    one = text("Програм траје до 2027. и вреди 12 милиона.")
    other = text("The programme lasts until 2025 and is worth 30 million.")

    assert worth_of(one, other, 1.1) < SURE
    assert worth_of(one, text("The programme lasts until 2027 and is worth 12 million."), 1.1) > SURE


def test_different_kinds_never_belong_together() -> None:
    assert worth_of(heading("Ризици"), text("Risks"), 1.0) == 0.0


def test_nothing_is_coupled_with_nothing() -> None:
    assert coupled([], ENGLISH) == []
    assert coupled(SERBIAN, []) == []
    assert coupled([], []) == []


def test_the_length_of_a_translation_of_the_beginning_alone_tells_nothing() -> None:
    rest = [
        text(f"Став {number} говори о мерама које се предузимају у општинама и њиховим грађанима.")
        for number in range(400)
    ]

    found = coupled([*SERBIAN, heading("Прилози", "4."), *rest], ENGLISH)

    whole = coupled(SERBIAN, ENGLISH)
    assert [(each.left, each.right, each.is_sure) for each in found] == [
        (each.left, each.right, each.is_sure) for each in whole
    ]


def test_two_thousand_parts_without_headings_are_coupled_in_their_order() -> None:
    left = [text(f"Став {number} говори о мери {number * 7} и суми {number * 13} евра.") for number in range(2000)]
    right = [text(f"Paragraph {number} is on measure {number * 7} and EUR {number * 13}.") for number in range(2000)]
    del right[1000]

    found = places(coupled(left, right))

    assert found == [(at, at - (at > 1000)) for at in range(2000) if at != 1000]
