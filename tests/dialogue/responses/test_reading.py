"""The queue, who reads an answer, what is owed, likes, outcomes, objections, replies to give."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind, Role
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import carry, dissent
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import label_of, live, source_comments
from seko.dialogue.responses.actions import approve, assign, propose, propose_correction, reply, save_draft
from seko.dialogue.responses.enums import Verdict
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import (
    Debt,
    QueueCounts,
    earlier_answers_alike,
    objections,
    open_points,
    open_replies,
    outcomes,
    past_term,
    past_term_points,
    points_alike,
    published_of,
    queue_counts,
    queue_of,
    responses_visible_to,
)
from seko.drafts.documents.models import Release
from seko.foundation.core.dates import end_of_day
from seko.foundation.workflow import second
from tests import factories as f
from tests.dialogue.responses.conftest import ACCEPTED, Answering

pytestmark = pytest.mark.django_db
NOW = f.ANSWERING


def answered(point: Point, answering: Answering, **fields: str) -> Response:
    given = save_draft(point, fields={**ACCEPTED, **fields}, by=answering.coordinator, now=NOW)
    propose(given, by=answering.coordinator, now=NOW)
    return approve(given, by=answering.second, now=NOW)


def test_the_queue_follows_the_text_and_knows_each_state(answering: Answering) -> None:
    dissented = dissent(answering.comments[2], by=answering.network.members[0], now=f.DISSENTING)
    answering.proposed()

    queue = list(queue_of(answering.coordinator, answering.consultation, NOW))

    assert [(point, point.state) for point in queue] == [
        (answering.direct, ""),
        (answering.point, "proposed"),
        (dissented, ""),
    ]
    assert [(point, point.state) for point in queue_of(answering.officer, answering.consultation, NOW)] == [
        (answering.point, "proposed")
    ]
    assert queue_counts(answering.coordinator, answering.consultation, NOW) == QueueCounts(2, 0, 1, 0)
    assert queue_counts(answering.officer, answering.consultation, NOW).total == 1


def test_a_correction_under_way_leaves_the_point_answered(answering: Answering) -> None:
    published = answering.published()
    propose_correction(
        published, fields={**ACCEPTED, "reason": "Друго."}, reason="Број.", by=answering.coordinator, now=NOW
    )

    assert queue_counts(answering.officer, answering.consultation, NOW) == QueueCounts(0, 0, 0, 1)


@pytest.mark.parametrize("who", ["lead", "author", "other officer", "auditor", "nobody"])
def test_nobody_else_has_a_queue(answering: Answering, who: str) -> None:
    actors: dict[str, Actor] = {
        "lead": answering.network.lead,
        "author": answering.network.members[0],
        "other officer": f.an_officer(),
        "auditor": f.an_actor(f.an_organisation("Ревизија", OrganisationKind.AGENCY), Role.AUDITOR),
        "nobody": Actor(),
    }

    assert not queue_of(actors[who], answering.consultation, NOW).exists()


def test_the_queue_of_thirty_takes_as_many_queries_as_of_one(answering: Answering) -> None:
    def queries(count: int) -> int:
        consultation = f.a_consultation([answering.network.seko], audience="public")
        member, seko = answering.network.members[0], answering.network.seko
        carry(
            [f.a_comment(consultation, member, f"Предлог {number}.", seko=seko) for number in range(count)],
            by=answering.network.lead,
            now=f.CONSOLIDATING,
        )
        f.a_comment(consultation, answering.stranger)
        points = list(live(NOW).filter(consultation=consultation))
        assign(points, institution=answering.institution, by=answering.coordinator, now=NOW)
        save_draft(points[0], fields=ACCEPTED, by=answering.officer, now=NOW)
        with CaptureQueriesContext(connection) as captured:
            for point in queue_of(answering.officer, consultation, NOW):
                assert label_of(point)
                assert source_comments(point)[0].organisation is not None
                assert point.assignment.institution.name
                assert [each.institution.name for each in point.responses.all()] in ([], [answering.institution.name])
        return len(captured)

    assert queries(1) == queries(30)


def test_an_unpublished_answer_is_read_by_its_writers_and_the_ministry(answering: Answering) -> None:
    response = answering.proposed()
    agency = f.an_organisation("Служба", OrganisationKind.AGENCY)
    actors: dict[str, Actor] = {
        "officer": answering.officer,
        "coordinator": answering.coordinator,
        "auditor": f.an_actor(agency, Role.AUDITOR),
        "other officer": f.an_officer(),
        "observer": f.an_actor(agency, Role.OBSERVER),
        "administrator": f.an_actor(agency, Role.ADMINISTRATOR),
        "lead": answering.network.lead,
        "author": answering.network.members[0],
        "stranger": answering.stranger,
        "nobody": Actor(),
    }

    def readers() -> set[str]:
        return {who for who, actor in actors.items() if response in responses_visible_to(actor, NOW)}

    assert readers() == {"officer", "coordinator", "auditor"}

    version = answering.consultation.version
    assert version is not None
    Release.objects.filter(version=version).update(circle="networks")
    approve(response, by=answering.coordinator, now=NOW)
    assert readers() == {"officer", "coordinator", "auditor", "lead", "author"}

    Release.objects.create(version=version, circle="public", starts_at=NOW + timedelta(seconds=1))
    assert "nobody" not in readers()
    Release.objects.filter(circle="public").update(starts_at=NOW)
    assert readers() == set(actors)


def test_what_is_open_and_what_is_answered(answering: Answering) -> None:
    assert list(open_points(NOW, answering.consultation)) == [answering.direct, answering.point]

    published = answering.published()

    assert list(open_points(NOW, answering.consultation)) == [answering.direct]
    assert published_of([answering.point, answering.direct]) == {answering.point.pk: published}
    assert outcomes(answering.consultation, NOW) == {
        "accepted": 1,
        "partly": 0,
        "not-accepted": 0,
        "noted": 0,
        "outside": 0,
        "": 1,
    }


def test_a_day_past_the_due_day_is_past_the_term(answering: Answering) -> None:
    last_second = end_of_day(f.ANSWERS_DUE_ON)
    answering.published()

    assert not past_term_points(last_second).exists()
    assert list(past_term_points(last_second + timedelta(seconds=1))) == [answering.direct]


def test_debts_are_counted_by_institution_in_working_days(answering: Answering) -> None:
    dissent(answering.comments[2], by=answering.network.members[0], now=f.DISSENTING)
    answering.published()

    # Handed in on Friday 12 March, answered on Monday 22 March; due on 31 March, today is Monday 5 April.
    assert past_term(f.OVERDUE) == [
        Debt(None, 0, 0, 2, None, date(2027, 3, 31)),
        Debt(answering.institution, 1, 0, 0, 6.0, None),
    ]
    assert past_term(NOW) == [
        Debt(None, 0, 2, 0, None, None),
        Debt(answering.institution, 1, 0, 0, 6.0, None),
    ]


def test_what_an_exception_left_unanswered_is_counted_for_ever(answering: Answering) -> None:
    Consultation.objects.filter(pk=answering.consultation.pk).update(status="exception")

    assert sum(debt.past_term for debt in past_term(f.OVERDUE + timedelta(days=3_000))) == 2
    assert past_term(f.OVERDUE, Consultation.objects.filter(audience="sekos")) == []


def test_debts_take_two_queries_whatever_the_volume(answering: Answering) -> None:
    for number in range(5):
        f.a_comment(answering.consultation, answering.stranger, f"Предлог {number}.")
    with CaptureQueriesContext(connection) as captured:
        past_term(f.OVERDUE)

    assert len(captured) == 2


def test_what_could_get_the_same_answer(answering: Answering) -> None:
    alike = f.a_comment(answering.consultation, answering.stranger, "Dodati stanicu u Boru!").own_point
    f.a_comment(answering.consultation, answering.stranger, "Продужити рок за пријаву пројеката.")

    assert points_alike(answering.point, answering.coordinator, NOW) == [alike]
    save_draft(alike, fields=ACCEPTED, by=answering.coordinator, now=NOW)
    assert points_alike(answering.point, answering.coordinator, NOW) == []
    assert points_alike(answering.point, answering.officer, NOW) == []


def test_earlier_answers_to_the_like(answering: Answering) -> None:
    earlier = f.a_consultation(audience="public")
    point = f.a_comment(earlier, answering.stranger, "Dodati stanicu u Boru.").own_point
    published = answered(point, answering)
    other = f.a_comment(earlier, answering.stranger, "Продужити рок за пријаву пројеката.").own_point
    answered(other, answering)

    assert [each.response for each in earlier_answers_alike(answering.point, answering.coordinator, NOW)] == [published]
    # The officer's institution did not give it, and nobody else reads it before it is public.
    assert earlier_answers_alike(answering.point, answering.officer, NOW) == []
    assert earlier.version is not None
    Release.objects.create(version=earlier.version, circle="public", starts_at=NOW)
    assert [each.response for each in earlier_answers_alike(answering.point, answering.officer, NOW)] == [published]


def test_the_own_institutions_answers_need_not_be_public(answering: Answering) -> None:
    own = answering.published()
    again = f.a_comment(answering.consultation, answering.stranger, "Додати станицу у Бору!").own_point
    assign([again], institution=answering.institution, by=answering.coordinator, now=NOW)

    found = earlier_answers_alike(Point.objects.get(pk=again.pk), answering.officer, NOW)

    assert [(each.response, each.likeness) for each in found] == [(own, 1.0)]


def test_objections_are_of_the_answer_in_force(answering: Answering) -> None:
    first, author = answering.published(), answering.network.members[0]
    said = reply(first, verdict=Verdict.OBJECTS, words="Нема рока.", by=author, now=NOW)
    reply(first, verdict=Verdict.SATISFIED, by=answering.network.members[1], now=NOW)
    assert list(objections(answering.consultation)) == [said]

    proposed = propose_correction(
        first, fields={**ACCEPTED, "reason": "Друго."}, reason="Број.", by=answering.coordinator, now=NOW
    )
    second.confirm(proposed, by=answering.second, now=NOW)
    assert not objections(answering.consultation).exists()


def test_the_replies_one_may_still_give(answering: Answering) -> None:
    response, author = answering.published(), answering.network.members[0]
    assert list(open_replies(author, NOW)) == [response]
    assert list(open_replies(answering.network.partners[0], NOW)) == []
    assert list(open_replies(Actor(), NOW)) == []
    assert list(open_replies(author, f.REPLIES_UNTIL + timedelta(seconds=1))) == []

    reply(response, verdict=Verdict.SATISFIED, by=author, now=NOW)

    assert list(open_replies(author, NOW)) == []
    assert list(open_replies(answering.network.members[1], NOW)) == [response]
