"""The gate: nothing is concluded while anything is unanswered, asked politely, through the action and in SQL."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from seko.dialogue.consultations.actions import conclude, propose_exception
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import dissent
from seko.dialogue.positions.models import Point
from seko.dialogue.positions.queries import live, partition
from seko.dialogue.responses.actions import approve, propose, reply, save_draft
from seko.dialogue.responses.enums import Verdict
from seko.dialogue.responses.models import Response
from seko.dialogue.responses.queries import open_points
from seko.foundation.core.errors import Refused
from seko.foundation.workflow import second
from tests import factories as f
from tests.dialogue.responses.conftest import ACCEPTED, Answering

pytestmark = pytest.mark.django_db
NOW = f.ANSWERING
AFTER = f.DISSENTS_UNTIL + timedelta(seconds=1)


def answer_the_direct_one(answering: Answering) -> Response:
    response = save_draft(answering.direct, fields=ACCEPTED, by=answering.coordinator, now=NOW)
    propose(response, by=answering.coordinator, now=NOW)
    return approve(response, by=answering.second, now=NOW)


def test_each_unanswered_comment_is_counted(answering: Answering) -> None:
    with pytest.raises(Refused) as refusal:
        conclude(answering.consultation, by=answering.coordinator, now=NOW)
    assert str(refusal.value.sentence) == "Консултације се не могу закључити: 2 коментара чекају одговор."

    answering.proposed()
    answer_the_direct_one(answering)
    with pytest.raises(Refused) as refusal:
        conclude(answering.consultation, by=answering.coordinator, now=NOW)
    assert str(refusal.value.sentence) == "Консултације се не могу закључити: 1 коментар чека одговор."


def test_when_all_is_answered_it_opens(answering: Answering) -> None:
    answering.published()
    answer_the_direct_one(answering)

    concluded = conclude(answering.consultation, by=answering.coordinator, now=NOW)

    assert (concluded.status, concluded.concluded_at) == ("concluded", NOW)


def test_an_answered_consultation_still_waits_for_dissents(answering: Answering) -> None:
    answering.published()
    answer_the_direct_one(answering)

    with pytest.raises(Refused):
        conclude(answering.consultation, by=answering.coordinator, now=f.DISSENTS_UNTIL)
    dissent(answering.comments[2], by=answering.network.members[0], now=f.DISSENTS_UNTIL)
    with pytest.raises(Refused):
        conclude(answering.consultation, by=answering.coordinator, now=AFTER)


def test_an_objection_does_not_close_it_again(answering: Answering) -> None:
    response = answering.published()
    answer_the_direct_one(answering)
    reply(response, verdict=Verdict.OBJECTS, words="Није тачно.", by=answering.network.members[0], now=NOW)

    assert conclude(answering.consultation, by=answering.coordinator, now=NOW).status == "concluded"


def test_the_exception_leaves_the_unanswered_unanswered(answering: Answering) -> None:
    proposed = propose_exception(answering.consultation, reason="Избори.", by=answering.coordinator, now=NOW)

    second.confirm(proposed, by=answering.second, now=NOW)

    assert open_points(NOW, answering.consultation).count() == 2
    assert partition(answering.consultation, NOW).live == 3


def key(identifier: UUID) -> str:
    return str(identifier) if connection.vendor == "postgresql" else identifier.hex


def refused(sql: str, identifier: UUID | int) -> bool:
    value = key(identifier) if isinstance(identifier, UUID) else identifier
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [value])
            assert cursor.rowcount == 1
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


COPY = (
    "INSERT INTO responses_response (id, point_id, edition, institution_id, disposition, detail, reason, will_change, "
    "status, revision, drafters, saved_at, returned_reason, published_at, correction_reason) "
    "SELECT point_id, point_id, 2, institution_id, disposition, detail, reason, will_change, 'published', 1, drafters, "
    "saved_at, '', saved_at, '' FROM responses_response WHERE id = %s"
)
CONCLUDE = "UPDATE consultations_consultation SET status = 'concluded', concluded_at = {} WHERE id = %s"
LATER = CONCLUDE.format("'2027-03-22 09:00:00+00:00'")
REPORTED = "UPDATE consultations_consultation SET status = 'reported' WHERE id = %s"
WITHOUT_TIME = "UPDATE consultations_consultation SET status = 'concluded' WHERE id = %s"
TOO_EARLY = CONCLUDE.format("'2027-03-18 12:00:00+00:00'")


def test_the_database_holds_the_gate_by_itself(answering: Answering) -> None:
    assert refused(LATER, answering.consultation.pk)
    answering.published()
    assert refused(LATER, answering.consultation.pk)
    answer_the_direct_one(answering)

    assert not refused(LATER, answering.consultation.pk)
    assert refused(TOO_EARLY, answering.consultation.pk)
    assert refused(WITHOUT_TIME, answering.consultation.pk)
    assert refused(REPORTED, answering.consultation.pk)
    conclude(answering.consultation, by=answering.coordinator, now=NOW)
    assert not refused(REPORTED, answering.consultation.pk)


def test_the_database_counts_what_the_platform_counts(answering: Answering) -> None:
    """The rule's own words for a live point and the platform's agree after the dissent date."""
    in_sql = (
        "SELECT id FROM positions_point t WHERE t.consultation_id = %s AND t.withdrawn_at IS NULL "
        "AND (t.kind <> 'not-consolidated' OR NOT t.is_absorbed)"
    )
    dissent(answering.comments[2], by=answering.network.members[0], now=f.DISSENTING)
    f.a_comment(answering.consultation, answering.stranger)
    with connection.cursor() as cursor:
        cursor.execute(in_sql, [key(answering.consultation.pk)])
        found = {UUID(str(row[0])) for row in cursor.fetchall()}

    assert found == set(live(AFTER).filter(consultation=answering.consultation).values_list("pk", flat=True))


def test_what_was_published_or_replied_is_fixed(answering: Answering) -> None:
    response = answering.published()
    said = reply(response, verdict=Verdict.SATISFIED, by=answering.network.members[0], now=NOW)

    for column, value in (
        ("reason", "'x'"),
        ("disposition", "'noted'"),
        ("will_change", "'x'"),
        ("detail", "'x'"),
        ("edition", "9"),
        ("published_at", "saved_at"),
        ("drafters", "'[]'"),
    ):
        sql = f"UPDATE responses_response SET {column} = {value} WHERE id = %s"  # noqa: S608 - words of this test
        assert refused(sql, response.pk) or (column == "published_at" and response.published_at == response.saved_at)
    assert refused("UPDATE responses_response SET status = 'drafted', published_at = NULL WHERE id = %s", response.pk)
    assert refused("DELETE FROM responses_response WHERE id = %s", response.pk)
    assert refused("UPDATE responses_reply SET words = 'x' WHERE id = %s", said.pk)
    assert refused("UPDATE responses_reply SET verdict = 'acceptable' WHERE id = %s", said.pk)
    assert refused("DELETE FROM responses_reply WHERE id = %s", said.pk)
    assert refused("UPDATE positions_point SET withdrawn_at = created_at WHERE id = %s", answering.point.pk)
    assert not refused("UPDATE responses_response SET status = 'earlier' WHERE id = %s", response.pk)


def test_an_answer_being_written_moves_step_by_step(answering: Answering) -> None:
    response = answering.drafted()
    publish = "UPDATE responses_response SET status = 'published', published_at = saved_at WHERE id = %s"

    assert refused(publish, response.pk)
    assert refused(COPY, response.pk)
    assert not refused("UPDATE responses_response SET reason = 'x' WHERE id = %s", response.pk)
    propose(response, by=answering.officer, now=NOW)
    assert not refused(publish, response.pk)
    assert refused("UPDATE responses_response SET reason = '' WHERE id = %s", response.pk)
    assert refused("UPDATE responses_response SET status = 'published' WHERE id = %s", response.pk)
    assert refused(publish.replace("published_at", "published_by_id = drafted_by_id, published_at"), response.pk)


def test_a_concluded_consultation_of_another_has_no_say(answering: Answering) -> None:
    other = f.a_consultation()

    assert conclude(other, by=answering.coordinator, now=AFTER).status == "concluded"
    assert Consultation.objects.get(pk=answering.consultation.pk).status == "opened"
    assert Point.objects.filter(consultation=other).count() == 0


def test_the_database_lets_nobody_take_over_a_sent_comment(answering: Answering) -> None:
    sender, other = "UPDATE comments_comment SET person_id = {} WHERE id = %s", answering.network.lead.person
    assert other is not None
    comment = answering.comments[0]

    assert refused(sender.format(f"'{key(other.pk)}'"), comment.pk)
    assert not refused(sender.format("NULL"), comment.pk)
    comment.person = None
    comment.save()
    assert refused(sender.format(f"'{key(other.pk)}'"), comment.pk)
