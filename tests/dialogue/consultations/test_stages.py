"""What the clock says: the function and its twin in the database never disagree, to the second and in both nights."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seko.dialogue.consultations.enums import COUNTED, Stage, Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import is_past_term, past_term, stage_at, takes_comments, with_stage
from seko.foundation.core.dates import end_of_day, local_date
from tests import factories as f

pytestmark = pytest.mark.django_db

# Around both nights of 2027 and 2028 in which clocks are moved, and in plain weeks.
STARTS = (
    datetime(2027, 3, 26, 12, tzinfo=UTC),
    datetime(2027, 10, 29, 12, tzinfo=UTC),
    datetime(2028, 3, 24, 12, tzinfo=UTC),
    datetime(2028, 10, 27, 12, tzinfo=UTC),
    datetime(2027, 6, 1, 12, tzinfo=UTC),
)
seconds = st.integers(0, 5 * 24 * 3600).map(lambda count: timedelta(seconds=count))
edges = st.sampled_from([timedelta(seconds=-1), timedelta(), timedelta(microseconds=1), timedelta(seconds=1)])


@st.composite
def timetables(draw: st.DrawFn) -> dict[str, date | datetime]:
    opens = draw(st.sampled_from(STARTS)) + draw(seconds)
    leads = opens + timedelta(seconds=1) + draw(seconds)
    if draw(st.booleans()):
        leads = max(end_of_day(local_date(leads)), leads)
    dissents = leads + draw(seconds)
    replies = dissents + draw(seconds)
    return {
        "opens_at": opens,
        "members_on": local_date(opens) + timedelta(days=draw(st.integers(-1, 8))),
        "leads_deadline_at": leads,
        "dissents_until_at": dissents,
        "answers_due_on": local_date(dissents) + timedelta(days=draw(st.integers(-2, 6))),
        "replies_until_at": replies,
        "report_due_on": local_date(replies),
    }


@st.composite
def moments(draw: st.DrawFn, timetable: dict[str, date | datetime]) -> datetime:
    """Return a moment at the edge of one of the dates, or anywhere near."""
    value = timetable[draw(st.sampled_from(sorted(timetable)))]
    at = value if isinstance(value, datetime) else end_of_day(value)
    return at + (draw(edges) if draw(st.booleans()) else draw(seconds) - timedelta(days=2))


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_function_and_its_twin_agree_at_every_moment(data: st.DataObject) -> None:
    consultation = Consultation.objects.first() or f.a_consultation()
    timetable = data.draw(timetables())
    Consultation.objects.filter(pk=consultation.pk).update(**timetable)
    consultation.refresh_from_db()
    now = data.draw(moments(timetable))

    twin = with_stage(Consultation.objects.filter(pk=consultation.pk), now).get()

    assert twin.stage == stage_at(consultation, now)  # type: ignore[attr-defined]
    late = Consultation.objects.filter(past_term(now), pk=consultation.pk).exists()
    assert late == is_past_term(consultation, now)


@pytest.mark.parametrize("status", [status for status in Status if status != Status.OPENED])
def test_what_is_stored_stands_above_the_clock(status: Status) -> None:
    consultation = f.a_consultation(status=status)

    for now in (f.ANNOUNCED, f.COMMENTING, f.DISSENTING, f.OVERDUE):
        twin = with_stage(Consultation.objects.filter(pk=consultation.pk), now).get()
        assert twin.stage == stage_at(consultation, now)  # type: ignore[attr-defined]
        assert is_past_term(consultation, now) == (now == f.OVERDUE and status in COUNTED)


@pytest.mark.parametrize(
    ("moment", "stage"),
    [
        (f.OPENS - timedelta(seconds=1), Stage.ANNOUNCED),
        (f.OPENS, Stage.COMMENTING),
        (end_of_day(f.MEMBERS_ON), Stage.COMMENTING),
        (end_of_day(f.MEMBERS_ON) + timedelta(seconds=1), Stage.CONSOLIDATING),
        (f.LEADS_DEADLINE, Stage.CONSOLIDATING),
        (f.LEADS_DEADLINE + timedelta(seconds=1), Stage.DISSENTING),
        (f.DISSENTS_UNTIL, Stage.DISSENTING),
        (f.DISSENTS_UNTIL + timedelta(seconds=1), Stage.ANSWERING),
        (end_of_day(f.ANSWERS_DUE_ON), Stage.ANSWERING),
        (end_of_day(f.ANSWERS_DUE_ON) + timedelta(seconds=1), Stage.OVERDUE),
    ],
)
def test_a_deadline_holds_to_its_last_second_and_not_one_longer(moment: datetime, stage: Stage) -> None:
    consultation = f.a_consultation()

    assert stage_at(consultation, moment) == stage
    assert takes_comments(consultation, moment) == (stage in (Stage.COMMENTING, Stage.CONSOLIDATING))


@pytest.mark.bad_input(74)
def test_an_indicative_date_locks_nothing_and_a_hard_one_does() -> None:
    # C6 74: after the members' date comments still come in; after the leads' deadline none does.
    consultation = f.a_consultation()

    assert takes_comments(consultation, end_of_day(f.MEMBERS_ON) + timedelta(days=1))
    assert not takes_comments(consultation, f.LEADS_DEADLINE + timedelta(microseconds=1))
