"""Moving dates: later by one, earlier or again by two, as they stand now; and the time that authors have to reply."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.actions import (
    give_time_for_replies,
    move_date,
    propose_reopening,
    propose_shortening,
)
from seko.dialogue.consultations.models import Consultation, DateChange
from seko.dialogue.consultations.presenters import dates, names_of_dates
from seko.foundation.core.dates import end_of_day
from seko.foundation.core.errors import Invalid, WrongState
from seko.foundation.notifications.models import Outbox
from seko.foundation.workflow import second
from tests import factories as f

pytestmark = pytest.mark.django_db
A = f.LEADS_DEADLINE
B, C = A + timedelta(days=1), A + timedelta(days=2)


@pytest.fixture
def consultation() -> Consultation:
    """One that asks a network, with somebody to hear of it."""
    return f.a_consultation([f.a_network().seko])


def fresh(consultation: Consultation) -> Consultation:
    return Consultation.objects.get(pk=consultation.pk)


def move(consultation: Consultation, value: datetime, by: Actor, field: str = "leads_deadline_at") -> DateChange:
    return move_date(consultation, field=field, value=value, reason="Празник.", by=by, now=f.COMMENTING)


def test_a_page_opened_before_the_deadline_moved_does_not_shorten_it(consultation: Consultation) -> None:
    ministry, stale = f.ministry(), fresh(consultation)
    move(fresh(consultation), C, ministry)

    with pytest.raises(Invalid) as invalid:
        move(stale, B, ministry)

    assert list(invalid.value.faults) == ["leads_deadline_at"]
    assert fresh(consultation).leads_deadline_at == C


def test_dissents_move_along_where_a_later_deadline_leaves_too_few_days(consultation: Consultation) -> None:
    later = end_of_day(date(2027, 3, 17))
    move(consultation, later, f.ministry())

    found = fresh(consultation)
    assert (found.leads_deadline_at, found.dissents_until_at) == (later, end_of_day(date(2027, 3, 22)))
    moved = DateChange.objects.filter(consultation=consultation)
    assert [(each.field, each.reason) for each in moved] == [
        ("leads_deadline_at", "Празник."),
        ("dissents_until_at", "Празник."),
    ]
    told = Outbox.objects.filter(kind="date-moved").values_list("context__field", flat=True)
    assert set(told) == {"leads_deadline_at", "dissents_until_at"}


def test_dissents_stay_where_enough_days_are_left(consultation: Consultation) -> None:
    move(consultation, f.DISSENTS_UNTIL + timedelta(days=7), f.ministry(), "dissents_until_at")
    move(consultation, C, f.ministry())

    assert fresh(consultation).dissents_until_at == f.DISSENTS_UNTIL + timedelta(days=7)


def test_a_deadline_whose_dissents_would_pass_the_answers_is_refused(consultation: Consultation) -> None:
    with pytest.raises(Invalid) as invalid:
        move(consultation, end_of_day(date(2027, 3, 30)), f.ministry())

    assert list(invalid.value.faults) == ["answers_due_on"]
    assert "Најпре померите датум за одговоре." in str(invalid.value.faults["answers_due_on"])
    assert fresh(consultation).leads_deadline_at == A


def test_by_two_too_dissents_move_along_and_never_come_to_nothing(consultation: Consultation) -> None:
    first = f.ministry()
    with pytest.raises(Invalid):
        propose_shortening(
            consultation, field="dissents_until_at", value=A, reason="Журно је.", by=first, now=f.COMMENTING
        )
    proposed = propose_reopening(
        consultation, field="leads_deadline_at", value=end_of_day(date(2027, 3, 18)), reason="Квар.", by=first,
        now=f.DISSENTING,
    )  # fmt: skip
    second.confirm(proposed, by=f.another_of(first), now=f.DISSENTING)

    assert fresh(consultation).dissents_until_at == end_of_day(date(2027, 3, 23))


def test_what_passed_meanwhile_is_not_opened_again_by_one(consultation: Consultation) -> None:
    with pytest.raises(Invalid):
        move_date(
            consultation, field="leads_deadline_at", value=C, reason="Празник.", by=f.ministry(), now=f.DISSENTING
        )
    assert fresh(consultation).leads_deadline_at == A


def test_the_second_person_confirms_the_move_that_was_proposed_and_no_other(consultation: Consultation) -> None:
    first = f.ministry()
    move(fresh(consultation), B, first)
    proposed = propose_shortening(
        fresh(consultation), field="leads_deadline_at", value=A, reason="Журно је.", by=first, now=f.COMMENTING
    )
    assert datetime.fromisoformat(proposed.payload["old"]) == B
    move(fresh(consultation), C, first)

    with pytest.raises(WrongState):
        second.confirm(proposed, by=f.another_of(first), now=f.COMMENTING)
    assert fresh(consultation).leads_deadline_at == C


def test_everybody_hears_of_a_date_that_comes_back_to_where_it_was(consultation: Consultation) -> None:
    first = f.ministry()

    def told() -> int:
        return Outbox.objects.filter(kind="date-moved", context__field="leads_deadline_at").count()

    move(fresh(consultation), B, first)
    once = told()
    back = propose_shortening(
        fresh(consultation), field="leads_deadline_at", value=A, reason="Назад.", by=first, now=f.COMMENTING
    )
    second.confirm(back, by=f.another_of(first), now=f.COMMENTING)
    move(fresh(consultation), B, first)

    assert once > 0
    assert told() == 3 * once


@pytest.mark.parametrize(
    ("status", "movable"),
    [
        ("prepared", []),
        ("opened", ["members_on", "leads_deadline_at", "dissents_until_at", "answers_due_on", "replies_until_at",
                    "report_due_on"]),
        ("concluded", ["replies_until_at", "report_due_on"]),
        ("exception", ["replies_until_at", "report_due_on"]),
        ("reported", []),
        ("cancelled", []),
    ],
)  # fmt: skip
def test_the_dates_that_are_left_move_until_the_report_is_published(status: str, movable: list[str]) -> None:
    consultation = f.a_consultation(status=status)

    assert list(names_of_dates(consultation, f.COMMENTING)) == movable
    for field, value in (("members_on", date(2027, 3, 11)), ("report_due_on", date(2027, 4, 21))):
        if field in movable:
            move_date(consultation, field=field, value=value, reason="Празник.", by=f.ministry(), now=f.COMMENTING)
        else:
            with pytest.raises(WrongState):
                move_date(consultation, field=field, value=value, reason="Празник.", by=f.ministry(), now=f.COMMENTING)


def test_replies_are_opened_again_by_two_also_after_the_conclusion() -> None:
    consultation, first = f.a_consultation(status="concluded", report_due_on=date(2027, 5, 20)), f.ministry()
    until = end_of_day(date(2027, 4, 30))

    proposed = propose_reopening(
        consultation, field="replies_until_at", value=until, reason="Празници.", by=first, now=f.AFTER_REPLIES
    )
    second.confirm(proposed, by=f.another_of(first), now=f.AFTER_REPLIES)

    assert fresh(consultation).replies_until_at == until


@pytest.mark.parametrize(
    ("answered_at", "until", "report"),
    [
        (f.ANSWERING, f.REPLIES_UNTIL, f.REPORT_DUE_ON),
        (datetime(2027, 4, 2, 12, 0, tzinfo=UTC), f.REPLIES_UNTIL, f.REPORT_DUE_ON),
        (datetime(2027, 4, 5, 12, 0, tzinfo=UTC), end_of_day(date(2027, 4, 12)), f.REPORT_DUE_ON),
        (datetime(2027, 4, 23, 12, 0, tzinfo=UTC), end_of_day(date(2027, 5, 5)), date(2027, 5, 5)),
    ],
    ids=["in time", "just in time", "late", "very late, over the holidays"],
)
def test_authors_have_five_working_days(
    consultation: Consultation, answered_at: datetime, until: datetime, report: date
) -> None:
    give_time_for_replies(consultation, by=f.ministry(), now=answered_at)

    found = fresh(consultation)
    assert (found.replies_until_at, found.report_due_on) == (until, report)


def test_a_date_that_moved_by_itself_says_so(consultation: Consultation) -> None:
    give_time_for_replies(consultation, by=f.ministry(), now=f.AFTER_REPLIES)

    moved = {line.name: [(each.by, each.reason) for each in line.history] for line in dates(consultation, f.OVERDUE)}
    why = "Објављени су одговори; аутори имају пет радних дана да се изјасне."
    assert {name: history for name, history in moved.items() if history} == {"Изјашњења": [("", why)]}
