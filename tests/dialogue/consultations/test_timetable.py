"""The seven dates as they are typed: which are impossible, which are warned of, what a day alone means (C6 70-72)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from seko.dialogue.consultations import timetable
from seko.dialogue.consultations.forms import ConsultationForm, MoveForm, initial_of, proposed
from seko.dialogue.consultations.presenters import cares
from seko.dialogue.consultations.timetable import DATE_NAMES
from seko.drafts.documents.models import Version
from seko.foundation.core.catalogue import load_all
from seko.foundation.core.dates import end_of_day, is_working_day, start_of_day
from tests import factories as f

pytestmark = pytest.mark.django_db

DATES: dict[str, Any] = {
    "opens_at": f.OPENS,
    "members_on": f.MEMBERS_ON,
    "leads_deadline_at": f.LEADS_DEADLINE,
    "dissents_until_at": f.DISSENTS_UNTIL,
    "answers_due_on": f.ANSWERS_DUE_ON,
    "replies_until_at": f.REPLIES_UNTIL,
    "report_due_on": f.REPORT_DUE_ON,
}
TYPED = {
    "code": "k1",
    "title": "Чист ваздух",
    "audience": "public",
    "question_1": "А?",
    "question_2": "Б?",
    "question_3": "В?",
    "opens_on": "2027-03-01",
    "members_on": "2027-03-10",
    "leads_deadline_on": "2027-03-15",
    "dissents_until_on": "",
    "answers_due_on": "2027-03-31",
    "replies_until_on": "2027-04-09",
    "report_due_on": "2027-04-20",
}


def form(**typed: str) -> ConsultationForm:
    return ConsultationForm({**TYPED, **typed}, versions=Version.objects.all(), now=f.ANNOUNCED)


def faults(**changed: object) -> dict[str, str]:
    found = timetable.faults({**DATES, **changed}, f.ANNOUNCED)
    with translation.override("en"):
        return {name: str(sentence) for name, sentence in found.items()}


def test_the_usual_dates_have_no_fault() -> None:
    assert faults() == {}


@pytest.mark.bad_input(72)
@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"leads_deadline_at": f.ANNOUNCED - timedelta(days=1)}, "leads_deadline_at"),
        ({"leads_deadline_at": f.OPENS}, "leads_deadline_at"),
        ({"members_on": date(2027, 2, 1)}, "members_on"),
        ({"answers_due_on": date(2027, 3, 14)}, "answers_due_on"),
        ({"dissents_until_at": f.LEADS_DEADLINE - timedelta(seconds=1)}, "dissents_until_at"),
        ({"dissents_until_at": f.LEADS_DEADLINE}, "dissents_until_at"),
        ({"leads_deadline_at": end_of_day(date(2027, 3, 12)), "dissents_until_at": end_of_day(date(2027, 3, 14))},
         "dissents_until_at"),
        ({"report_due_on": date(2127, 4, 20)}, "report_due_on"),
    ],
)  # fmt: skip
def test_impossible_dates_are_refused_at_their_field_with_the_rule(changed: dict[str, Any], expected: str) -> None:
    found = faults(**changed)

    assert expected in found
    assert found[expected].endswith((".", "year."))


@pytest.mark.bad_input(70)
def test_a_day_alone_means_its_last_second_in_belgrade_and_an_opening_its_first() -> None:
    checked = form()

    assert checked.is_valid(), checked.errors
    assert checked.cleaned_data["leads_deadline_at"] == end_of_day(date(2027, 3, 15))
    assert checked.cleaned_data["leads_deadline_at"] == datetime(2027, 3, 15, 22, 59, 59, tzinfo=UTC)
    assert checked.cleaned_data["opens_at"] == start_of_day(date(2027, 3, 1))


def test_faults_of_several_dates_name_their_dates() -> None:
    with translation.override("sr"):
        empty = form(members_on="", leads_deadline_on="31. март", report_due_on="")
        late = form(members_on="2027-02-20", answers_due_on="2027-03-16")

        assert [str(each[0]) for each in empty.errors.values()] == [
            "Коментари чланица: изаберите датум.",
            "Крајњи рок за заједнички став: ово није датум.",
            "Извештај: изаберите датум.",
        ]
        assert [str(each[0]) for each in late.errors.values()] == [
            "Коментари чланица: датум не сме да буде пре датума „Отварање“.",
            "Одговори: датум не сме да буде пре датума „Издвојена мишљења“.",
        ]


@pytest.mark.parametrize("today", [date(2027, 2, 26), date(2027, 4, 1), date(2027, 12, 30), date(2028, 2, 11)])
@pytest.mark.parametrize("kind", ["", "action_document", "draft_regulation", "policy_document"])
def test_the_proposed_days_are_working_days_in_order_and_nothing_is_to_be_warned_of(kind: str, today: date) -> None:
    load_all()
    now = start_of_day(today) + timedelta(hours=10)
    days = timetable.proposed(kind, now)
    named: dict[str, Any] = {name: end_of_day(day) if name in timetable.HARD[1:] else day for name, day in days.items()}
    named["opens_at"] = start_of_day(days["opens_at"])
    version = f.a_version()
    version.document.kind, version.published_at = kind, now
    consultation = f.a_consultation(version=version, **named)

    assert list(days) == list(timetable.ORDER)
    assert all(is_working_day(day) for day in days.values())
    assert timetable.faults(named, now) == {}
    # Public holidays are named, so that they can be weighed; they were counted.
    assert [each.code for each in timetable.warnings(consultation, now) if each.code != "holidays"] == []


def test_the_form_proposes_days_where_none_is_typed() -> None:
    now = start_of_day(date(2027, 3, 1))
    days = proposed(None, now)
    fresh = ConsultationForm(initial=days, versions=Version.objects.all(), now=now)

    assert days["opens_on"] == date(2027, 3, 4)
    assert days["leads_deadline_on"] == date(2027, 3, 25)
    assert 'value="2027-03-25"' in str(fresh["leads_deadline_on"])
    assert "value=" not in str(fresh["dissents_until_on"])


def test_a_time_is_belgrades_in_winter_and_in_summer() -> None:
    checked = form(leads_deadline_time="12:00", replies_until_time="12:00")

    assert checked.is_valid(), checked.errors
    assert checked.cleaned_data["leads_deadline_at"] == datetime(2027, 3, 15, 11, tzinfo=UTC)
    assert checked.cleaned_data["replies_until_at"] == datetime(2027, 4, 9, 10, tzinfo=UTC)


def test_dissents_end_three_working_days_after_the_deadline_unless_typed() -> None:
    # Thursday, 29 April 2027: Good Friday, Labour Day moved from Sunday past Easter Monday; three after: 7 May.
    checked = form(leads_deadline_on="2027-04-29", answers_due_on="2027-05-20", replies_until_on="2027-06-01",
                   report_due_on="2027-06-10")  # fmt: skip

    assert checked.is_valid(), checked.errors
    assert checked.cleaned_data["dissents_until_at"] == end_of_day(date(2027, 5, 7))
    assert form(dissents_until_on="2027-03-17").is_valid()


@pytest.mark.bad_input(71)
@pytest.mark.parametrize(
    ("day", "at", "words"),
    [
        ("2027-03-28", "02:30", "clocks go forward"),
        ("2028-03-26", "02:00", "clocks go forward"),
        ("2027-10-31", "02:30", "comes twice"),
        ("2028-10-29", "02:59", "comes twice"),
    ],
)
def test_a_time_that_does_not_exist_or_comes_twice_is_refused_in_our_own_words(day: str, at: str, words: str) -> None:
    with translation.override("en"):
        typed = form(leads_deadline_on=day, leads_deadline_time=at)
        moved = MoveForm({"field": "leads_deadline_at", "on": day, "at": at, "reason": "x"}, names=DATE_NAMES)

        assert words in str(typed.errors["leads_deadline_time"])
        assert words in str(moved.errors["at"])


@pytest.mark.bad_input(71)
@pytest.mark.parametrize(("day", "at"), [("2027-03-28", "01:59"), ("2027-03-28", "03:00"), ("2027-10-31", "03:00")])
def test_the_minutes_beside_those_nights_hours_are_taken(day: str, at: str) -> None:
    found = MoveForm({"field": "leads_deadline_at", "on": day, "at": at, "reason": "x"}, names=DATE_NAMES)

    assert found.is_valid(), found.errors


@pytest.mark.bad_input(70, 71)
def test_a_day_alone_holds_in_those_nights_too() -> None:
    checked = form(leads_deadline_on="2027-10-31", answers_due_on="2027-11-20", replies_until_on="2027-12-01",
                   report_due_on="2027-12-20")  # fmt: skip

    assert checked.is_valid(), checked.errors
    assert checked.cleaned_data["leads_deadline_at"] == datetime(2027, 10, 31, 22, 59, 59, tzinfo=UTC)


def test_what_was_stored_comes_back_as_it_was_typed() -> None:
    consultation = f.a_consultation(leads_deadline_at=datetime(2027, 3, 15, 11, tzinfo=UTC))
    initial = initial_of(consultation)

    assert (initial["leads_deadline_on"], f"{initial['leads_deadline_time']:%H:%M}") == (date(2027, 3, 15), "12:00")
    assert (initial["replies_until_on"], initial["replies_until_time"]) == (date(2027, 4, 9), None)


def test_short_windows_notice_and_free_days_are_warned_of_with_the_rule_behind() -> None:
    load_all()
    consultation = f.a_consultation(
        [f.a_network().seko],
        status="prepared",
        opens_at=datetime(2027, 2, 12, 8, tzinfo=UTC),
        members_on=date(2027, 2, 16),
        leads_deadline_at=end_of_day(date(2027, 2, 20)),
        dissents_until_at=end_of_day(date(2027, 2, 23)),
        answers_due_on=date(2027, 3, 1),
        replies_until_at=end_of_day(date(2027, 3, 5)),
        report_due_on=date(2027, 12, 20),
    )
    with translation.override("en"):
        found = cares(consultation, datetime(2027, 2, 11, 8, tzinfo=UTC))

    codes = {each.code.partition(":")[0] for each in found}
    assert {"window-short", "holidays", "not-a-working-day", "dissents-short"} <= codes
    few = next(each.sentence for each in found if each.code == "dissents-short")
    assert few == "From the deadline to the last dissent: 2 working days. The proposed least is 3 working days."
    ruled = [each for each in found if each.code.startswith("window-short")]
    assert all(each.basis and each.citation for each in ruled)
    holidays = next(each for each in found if each.code == "holidays")
    assert "15 February" in holidays.sentence
    assert "16 February" in holidays.sentence
    saturday = next(each for each in found if each.code == "not-a-working-day:leads_deadline_at")
    assert "20 February 2027 is not a working day" in saturday.sentence
