"""What a report says, recounted against what was done."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seko.actors.mechanism.actions import suspend
from seko.actors.organisations.actor import ANONYMOUS
from seko.dialogue.comments.queries import visible_to
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.enums import PointKind
from seko.dialogue.positions.queries import live, not_taken, partition
from seko.dialogue.responses.actions import translate_answer
from seko.dialogue.responses.queries import handed_in, outcomes, past_term
from seko.foundation.rendering.report import BarChart, Callout, Group, Heading, Report, plain
from seko.outlets.reporting.compiling import FORMS, compile_report, gather
from seko.outlets.reporting.compiling.gathered import PlacePart
from tests import factories as f
from tests.outlets.reporting.conftest import CONCLUDED, FORMULA, REPORTED, TYPED, UNSENT_WORDS, Year
from tests.outlets.reporting.reading import rows, tables

pytestmark = pytest.mark.django_db
UNREAD = "Јавно кад добије одговор"


def whole(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_related("version__document__institution").get(pk=consultation.pk)


def compiled(year: Year, form: str = "sr") -> Report:
    return compile_report(whole(year.consultation), form, REPORTED)


def number(year: Year, name: str) -> str:
    return f"{year.consultation.code}-{year.comments[name].number:04d}".upper()


def test_every_comment_ever_sent_is_in_one_part(year: Year) -> None:
    facts = gather(whole(year.consultation), REPORTED)
    expected = partition(year.consultation, REPORTED)

    assert (facts.parts.live, facts.parts.set_aside, facts.parts.withdrawn, facts.parts.superseded) == (9, 1, 1, 1)
    assert (facts.parts.open, facts.parts.total) == (0, 12)
    assert (expected.live, expected.set_aside, expected.withdrawn, expected.superseded) == (9, 1, 1, 1)
    assert (expected.nowhere, expected.total) == (0, 12)
    caption = tables(compiled(year))["Шта је са коментарима"].caption
    assert plain(caption) == "Послато је 12 коментара: 12 = 9 + 1 + 1 + 1"


def test_the_numbers_are_those_of_the_queries(year: Year) -> None:
    facts = gather(whole(year.consultation), REPORTED)

    assert {**dict.fromkeys(outcomes(year.consultation, REPORTED), 0), **facts.outcomes} == outcomes(
        year.consultation, REPORTED
    )
    assert facts.outcomes == {"accepted": 2, "partly": 1, "not-accepted": 1, "noted": 2, "outside": 1, "": 1}
    assert {each.point.pk for each in facts.answered} == set(
        live(REPORTED).filter(consultation=year.consultation).values_list("pk", flat=True)
    )
    assert [comment.pk for comment in facts.not_taken] == [
        comment.pk for comment in not_taken(year.consultation, REPORTED)
    ]
    debts = past_term(REPORTED, Consultation.objects.filter(pk=year.consultation.pk))
    mine = {debt.institution.name if debt.institution else "": debt for debt in debts}
    table = rows(tables(compiled(year))["Одговори по институцијама"])
    assert {str(name): (done, not_done) for name, done, not_done, _median in table} == {
        "Министарство за европске интеграције": (7, 0),
        "Министарство заштите животне средине": (0, 1),
    }
    assert facts.median_days() == mine[""].median_answer_days


def test_the_report_and_the_queries_agree_when_each_came_before_the_ministry(year: Year) -> None:
    facts = gather(whole(year.consultation), REPORTED)
    deadline = year.consultation.leads_deadline_at
    came = live(REPORTED).filter(consultation=year.consultation).annotate(came_at=handed_in())

    assert {each.point.kind for each in facts.answered} == set(PointKind)
    found = {each.point.pk: each.point.handed_in_at(deadline) for each in facts.answered}
    assert found == dict(came.order_by().values_list("pk", "came_at"))
    assert len(set(found.values())) > 3


def test_the_chart_says_the_outcomes(year: Year) -> None:
    chart = next(block for block in compiled(year).blocks if isinstance(block, BarChart))

    assert plain(chart.caption) == "Одговор има 7 од 8 коментара на које се одговара"
    assert [(plain(bar.label), bar.value) for bar in chart.bars] == [
        ("Прихваћено", 2),
        ("Делимично прихваћено", 1),
        ("Није прихваћено", 1),
        ("Примљено к знању", 2),
        ("Није предмет ових консултација", 1),
        ("Без одговора", 1),
    ]


def test_every_answer_stands_with_its_comment_in_the_order_of_the_text(year: Year) -> None:
    table = tables(compiled(year))["Коментари и одговори"]
    seko = "СЕКО Животна средина"

    assert [plain(row.title) for row in table.rows if isinstance(row, Group)] == ["Цео документ"]
    shown = [(row[0], str(row[3]).partition("\n")[0], row[5], row[6], row[7]) for row in rows(table)]
    assert shown == [
        (number(year, "citizen"), "Чист ваздух за све.", "Прихваћено", "Слажемо се.", "Нова реченица."),
        (number(year, "late"), "Закаснели коментар.", "Примљено к знању", "Забележено.", None),
        (f"бр. 2, {seko}", TYPED, "Делимично прихваћено", f"Одговор: {TYPED}", None),
        (number(year, "direct"), "Станица у Смедереву.", "Није предмет ових консултација", "Друга акција.", None),
        (f"бр. 1, {seko}", "Станица у Бору и околини.", "Прихваћено", "Тачно је.", "Додаје се станица."),
        (f"бр. 3, {seko}", "Исправан број је 29.", "Није прихваћено", "Број је проверен.", None),
        (number(year, "dissent"), "Дужи рок.", "Примљено к знању", "Знамо за рок.", None),
        (number(year, "undecided"), UNREAD, "Без одговора", None, None),
    ]


def test_a_row_says_where_whose_and_who_answered(year: Year) -> None:
    by_number = {row[0]: row for row in rows(tables(compiled(year))["Коментари и одговори"])}
    merged = by_number["бр. 1, СЕКО Животна средина"]
    typed = by_number["бр. 2, СЕКО Животна средина"]
    first, second_one, third = year.network.members

    assert merged[1] == f"„{f.PASSAGES[1]}“"
    voices = ((first, "merged-1"), (second_one, "merged-2"))
    assert merged[2] == "\n".join(f"{each.organisation_name}, {number(year, name)}" for each, name in voices)
    assert merged[8] == "Министарство за европске интеграције, 22.03.2027."
    assert (typed[2], typed[4]) == (f"{third.organisation_name}, {number(year, 'typed')}", FORMULA)
    assert by_number[number(year, "citizen")][1:3] == ["Цео документ", "Физичко лице"]


def test_a_place_in_a_section_with_a_number_has_it_in_front(year: Year) -> None:
    facts = gather(whole(year.consultation), REPORTED)
    heading = PlacePart(0, "2.1 Ваздух", "2.1", "1")
    places = {"1": heading, "1-2": PlacePart(1, "Станица | 28", "", "1")}
    report = compile_report(whole(year.consultation), "sr", REPORTED, facts=replace(facts, places=places))
    table = tables(report)["Коментари и одговори"]

    assert "2.1 Ваздух" in [plain(row.title) for row in table.rows if isinstance(row, Group)]
    assert {row[0]: row[1] for row in rows(table)}["бр. 1, СЕКО Животна средина"] == "2.1: „Станица · 28“"


def test_files_are_named_only_with_comments_that_the_public_reads(year: Year) -> None:
    """Design.md section 2: the public reads words and answer once the answer is published, the rest never."""
    public = visible_to(ANONYMOUS, REPORTED).filter(consultation=year.consultation)
    named = set(re.findall(r"[a-z0-9-]+\.pdf", str(compiled(year))))

    assert named == set(public.exclude(attachment=None).values_list("attachment__name", flat=True))
    assert named == {"merged-1.pdf", "dissent.pdf", "citizen.pdf"}


def test_the_english_form_tells_once_that_words_are_serbian(year: Year) -> None:
    notice = "Comments and answers stand in the language they were written in, nearly all of them in Serbian."

    assert [str(compiled(year, form)).count(notice) for form in FORMS] == [0, 0, 1]


def test_organisations_are_named_and_individuals_counted(year: Year) -> None:
    report = compiled(year)
    first, second_one, third = (actor.organisation_name for actor in year.network.members)

    assert {row[0]: row[2] for row in rows(tables(report)["Ко је послао коментаре"])} == {
        first: 3,
        second_one: 2,
        third: 3,
        "Ван мреже": 2,
        year.other.members[0].organisation_name: 1,
    }
    assert [row[1:] for row in rows(tables(report)["Позване мреже"])] == [[5, 3], [3, 1]]
    assert "Коментаре је послало 5 организација. Коментаре је послало 1 физичко лице; физичка лица се не именују." in [
        plain(block.text) for block in report.blocks if hasattr(block, "text")
    ]
    assert year.citizen.person_name not in str(report)


def test_what_did_not_go_on_is_told_with_its_reason(year: Year) -> None:
    found = tables(compiled(year))
    _first, second_one, _third = year.network.members
    left_out = [number(year, "left-out"), "СЕКО Животна средина", "Рок је закон."]
    asked_on = f.DISSENTING.date()

    assert rows(found["Није унето у заједнички став"]) == [left_out]
    assert rows(found["Издвојена мишљења"]) == [
        [number(year, "dissent"), second_one.organisation_name, "Остајемо при свом.", asked_on]
    ]
    assert rows(found["Закаснели коментари који нису прихваћени"]) == [
        ["Ван мреже", asked_on, "Квар на мрежи.", "Већ речено."]
    ]
    assert UNSENT_WORDS not in str(compiled(year))


def test_what_stayed_unanswered_is_told_with_the_published_reason(year: Year) -> None:
    report = compiled(year)
    place = f"„{f.PASSAGES[2]}“"

    assert rows(tables(report)["Коментари без одговора"]) == [
        [number(year, "undecided"), place, "СЕКО Животна средина", "Министарство заштите животне средине"]
    ]
    assert [(plain(block.title), plain(block.text)) for block in report.blocks if isinstance(block, Callout)] == [
        (f"Закључење са изузетком, одлука: {year.coordinator.person_name}", "Подаци касне.")
    ]


def test_words_without_an_answer_are_in_no_form_of_the_report(year: Year) -> None:
    forms = "".join(str(compiled(year, form)) for form in FORMS)

    for name in ("left-out", "undecided"):
        assert year.comments[name].words not in forms


def test_objections_are_annexed(year: Year) -> None:
    found = tables(compiled(year))
    third = year.network.members[2].organisation_name

    assert rows(found["Прилог: неслагања са одговорима"]) == [
        ["бр. 3, СЕКО Животна средина", third, "Број није проверен.", f.OVERDUE.date()]
    ]
    assert rows(found["Изјашњења аутора о одговорима"]) == [["Задовољни смо", 1], ["Не слажемо се", 1]]


def test_the_course_is_told(year: Year) -> None:
    found = tables(compiled(year))

    assert rows(found["Померени датуми"]) == [
        ["Одговори (оквирно)", "31.03.2027.", "01.04.2027.", "Празник.", f.COMMENTING.date()]
    ]
    assert [row[1] for row in rows(found["Шта се када догодило"])] == [
        "Објављен је нацрт 1",
        "Нацрт је доступан за: Јавност",
        "Координација министарства отворила је консултације",
        "Предат заједнички став: СЕКО Животна средина",
        "Објављени су сви одговори",
        "Консултације су закључене са изузетком",
    ]
    basis = {row[1] for row in rows(found["Правни основ и рокови"])}
    assert basis <= {"закон", "правило механизма", "добра пракса", "Закон", "Правило механизма", "Добра пракса"}


def test_the_frame_is_in_the_form_and_words_stay_in_theirs(year: Year) -> None:
    reports = {form: compiled(year, form) for form in FORMS}
    titles = {form: report.title.words for form, report in reports.items()}

    assert titles == {
        "sr": "Извештај о спроведеним консултацијама",
        "sr-latn": "Izveštaj o sprovedenim konsultacijama",
        "en": "Report on the consultation held",
    }
    english = tables(reports["en"])["Comments and answers"]
    words = {run.words: run.lang for row in english.rows if not isinstance(row, Group) for run in row[3]}  # type: ignore[union-attr]
    assert words["Станица у Бору и околини."] == "sr-Cyrl"
    assert [len(rows(tables(report)[title])) for report, title in (
        (reports["sr"], "Коментари и одговори"),
        (reports["sr-latn"], "Komentari i odgovori"),
        (reports["en"], "Comments and answers"),
    )] == [8, 8, 8]  # fmt: skip


def test_a_translation_stands_after_the_answer_in_the_form_of_its_language(year: Year) -> None:
    before = {form: compiled(year, form) for form in FORMS}
    response = year.point("merged-1").responses.get()
    words = {"reason": "This is the reason.", "will_change": "The text will change."}
    translate_answer(response, language="en", fields=words, by=year.coordinator, now=CONCLUDED)

    table = tables(compiled(year, "en"))["Comments and answers"]
    [row] = [each for each in rows(table) if str(each[6]).startswith("Тачно је.")]
    assert str(row[6]).splitlines() == [
        "Тачно је.",
        "Working translation by Министарство за европске интеграције, 8 April 2027. The answer itself counts.",
        "This is the reason.",
    ]
    assert str(row[7]).splitlines() == ["Додаје се станица.", "Working translation: The text will change."]
    assert [compiled(year, form) for form in ("sr", "sr-latn")] == [before["sr"], before["sr-latn"]]


def test_an_open_consultation_can_be_previewed(year: Year) -> None:
    """Before anything is concluded, what waits is said to wait."""
    f.written_by_hand(year.consultation, status="opened", concluded_at=None, exception_reason="")
    early = compile_report(whole(year.consultation), "sr", f.ANSWERING + timedelta(hours=2))

    assert rows(tables(early)["Коментари и одговори"])[-1][5] == "Чека одговор"
    assert not [block for block in early.blocks if isinstance(block, Callout)]


def test_a_consultation_without_a_comment_has_a_report() -> None:
    consultation = f.a_consultation(questions=["Прво?"], version=None)
    report = compile_report(whole(consultation), "sr", REPORTED)
    headings = [plain(block.text) for block in report.blocks if isinstance(block, Heading) and block.level == 1]

    assert headings == [
        "Резултати у бројевима",
        "Предмет консултација",
        "Ток консултација",
        "Учесници",
        "Коментари и одговори",
        "Није унето у заједнички став",
        "Издвојена мишљења",
        "Закаснели коментари који нису прихваћени",
        "Коментари без одговора",
        "Правни основ и рокови",
        "Прилог: неслагања са одговорима",
    ]


def queries_of(consultation: Consultation) -> int:
    read = whole(consultation)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        compile_report(read, "sr", REPORTED)
    return len(queries)


def test_the_queries_do_not_grow_with_the_comments(year: Year) -> None:
    before = queries_of(year.consultation)
    each: Any = count(1)
    Consultation.objects.filter(pk=year.consultation.pk).update(status="opened")
    year.consultation.refresh_from_db()
    for _ in range(30):
        f.a_comment(year.consultation, year.stranger, f"Предлог {next(each)}.", place="1-2", now=f.COMMENTING)

    assert (before, queries_of(year.consultation)) == (15, 15)


def test_who_stood_aside_is_neither_asked_nor_silent() -> None:
    network = f.a_network(partners=2, members=3)
    consultation = f.a_consultation([network.seko])
    writer, aside, later = network.members
    f.a_comment(consultation, writer, seko=network.seko)
    for actor, day in ((writer, f.OPENS), (aside, f.COMMENTING), (later, f.ANSWERING)):
        suspend(network.seko, kind="frozen", statement="Не учествујемо.", by=actor, now=day)

    facts = gather(whole(consultation), f.ANSWERING)

    assert facts.asked == {network.seko.pk: 5}
    assert [each.organisation for each in facts.aside] == [aside.organisation_name]
    report = compile_report(whole(consultation), "sr", f.ANSWERING)
    assert "Учешће замрзнуто или одбијено" in {
        plain(block.text) for block in report.blocks if isinstance(block, Heading)
    }
