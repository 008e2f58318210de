"""Two people at the same moment, in real threads with connections of their own: one wins, the other sees why."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import transaction

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.actions import withdraw_comment
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.dialogue.positions.actions import carry, ensure_position, merge, submit_position
from seko.dialogue.positions.models import Point, Position
from seko.dialogue.positions.queries import counts, partition
from seko.dialogue.responses.actions import approve, lapse_corrections, propose, propose_correction, save_draft
from seko.dialogue.responses.models import Response
from seko.foundation.journal.queries import tampering
from seko.foundation.notifications.models import Outbox
from seko.foundation.workflow import second as second_person
from tests import factories as f
from tests.at_once import at_once, failed
from tests.dialogue.responses.conftest import Answering

pytestmark = pytest.mark.django_db(transaction=True)
NOW = f.CONSOLIDATING
ACCEPTED = {"disposition": "accepted", "reason": "Тачно је."}
ROUNDS = 4


@pytest.mark.bad_input(79)
@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_who_merge_each_others_points(turn: int) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    colleague = f.another_of(network.lead)
    comments = [
        f.a_comment(consultation, member, f"Предлог {number}.", seko=network.seko)
        for number, member in enumerate(network.members)
    ]
    first, second = carry(comments, by=network.lead, now=NOW)

    outcomes = at_once(
        lambda: merge([comments[0]], into=second, by=network.lead, now=NOW),
        lambda: merge([comments[1]], into=first, by=colleague, now=NOW),
    )

    assert failed(outcomes) == ["WrongState"]
    (point,) = Point.objects.filter(kind="consolidated", withdrawn_at=None)
    assert point.sources.count() == 2
    assert tampering() == []


@pytest.mark.bad_input(79)
@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_who_open_the_board_make_one_position(turn: int) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    comments = [f.a_comment(consultation, member, seko=network.seko) for member in network.members]
    colleague = f.another_of(network.lead)

    outcomes = at_once(
        lambda: carry(comments[:1], by=network.lead, now=NOW), lambda: carry(comments[1:], by=colleague, now=NOW)
    )

    assert failed(outcomes) == []
    assert sorted(Point.objects.filter(position=Position.objects.get()).values_list("number", flat=True)) == [1, 2]


@pytest.mark.bad_input(80)
@pytest.mark.parametrize("turn", range(ROUNDS))
def test_a_comment_that_arrives_while_the_position_is_handed_in(turn: int) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    carry([f.a_comment(consultation, network.members[0], seko=network.seko)], by=network.lead, now=NOW)
    position = ensure_position(consultation, network.seko, by=network.lead, now=NOW)

    outcomes = at_once(
        lambda: submit_position(position, by=network.lead, now=NOW),
        lambda: f.a_comment(consultation, network.members[1], seko=network.seko, now=NOW),
    )

    position.refresh_from_db()
    is_in = isinstance(outcomes[1], Comment)
    assert failed(outcomes) == ["WrongState"]
    assert (position.status == "submitted") != is_in
    if not is_in:
        assert position.submitted_counts == counts(consultation, network.seko).as_json()
    parts = partition(consultation, NOW)
    assert (parts.total, parts.nowhere) == (1 + is_in, 0)


@pytest.fixture
def direct() -> tuple[Comment, Actor, Actor, Actor]:
    """A direct comment, its author, two of the coordination."""
    stranger = f.an_actor(f.an_organisation("Ван мреже"), "representative")
    coordinator = f.ministry()
    comment = f.a_comment(f.a_consultation(audience="public"), stranger)
    return comment, stranger, coordinator, f.another_of(coordinator)


@pytest.mark.bad_input(78)
@pytest.mark.parametrize("turn", range(ROUNDS))
def test_an_answer_begun_while_the_comment_is_withdrawn(direct: tuple[Comment, Actor, Actor, Actor], turn: int) -> None:
    comment, stranger, coordinator, _second = direct
    point = comment.own_point

    outcomes = at_once(
        lambda: save_draft(point, fields=ACCEPTED, by=coordinator, now=NOW),
        lambda: withdraw_comment(comment, by=stranger, now=NOW),
    )

    assert len(failed(outcomes)) == 1
    point.refresh_from_db()
    assert Response.objects.filter(point=point).exists() == (point.withdrawn_at is None)


@pytest.mark.bad_input(77)
@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_officers_who_begin_at_once(direct: tuple[Comment, Actor, Actor, Actor], turn: int) -> None:
    comment, _stranger, coordinator, second = direct
    point = comment.own_point

    outcomes = at_once(
        lambda: save_draft(point, fields={"reason": "Први."}, by=coordinator, now=NOW),
        lambda: save_draft(point, fields={"reason": "Други."}, by=second, now=NOW),
    )

    assert failed(outcomes) == ["Conflict"]
    assert Response.objects.get().revision == 1


@pytest.mark.bad_input(82)
@pytest.mark.parametrize("turn", range(ROUNDS))
def test_two_who_approve_at_once(direct: tuple[Comment, Actor, Actor, Actor], turn: int) -> None:
    comment, _stranger, coordinator, second = direct
    third = f.another_of(coordinator)
    response = save_draft(comment.own_point, fields=ACCEPTED, by=coordinator, now=NOW)
    propose(response, by=coordinator, now=NOW)

    outcomes = at_once(lambda: approve(response, by=second, now=NOW), lambda: approve(response, by=third, now=NOW))

    assert failed(outcomes) == ["WrongState"]
    assert Response.objects.get().status == "published"
    assert Outbox.objects.filter(kind="answers-published").count() == 1
    assert tampering() == []


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_an_approval_while_the_writer_still_saves(direct: tuple[Comment, Actor, Actor, Actor], turn: int) -> None:
    comment, _stranger, coordinator, second = direct
    response = save_draft(comment.own_point, fields=ACCEPTED, by=coordinator, now=NOW)
    propose(response, by=coordinator, now=NOW)

    outcomes = at_once(
        lambda: approve(response, by=second, now=NOW),
        lambda: save_draft(comment.own_point, fields={"reason": "Ипак."}, revision=1, by=coordinator, now=NOW),
    )

    assert failed(outcomes) == ["WrongState"]
    assert (Response.objects.get().status, Response.objects.get().reason) == ("published", "Тачно је.")


def test_no_correction_is_proposed_past_the_report(answering: Answering) -> None:
    published, consultation = answering.published(), Consultation.objects.filter(pk=answering.consultation.pk)
    consultation.update(status="exception")
    begun = threading.Event()

    def report() -> str:
        with transaction.atomic():
            locked(answering.consultation)
            begun.set()
            time.sleep(0.5)
            consultation.update(status="reported")
            lapse_corrections(answering.consultation, by=answering.second, now=f.ANSWERING)
        return "reported"

    def correct() -> object:
        begun.wait()
        changed = {**ACCEPTED, "reason": "Друго."}
        return propose_correction(published, fields=changed, reason="Број.", by=answering.second, now=f.ANSWERING)

    assert failed(at_once(report, correct)) == ["Refused"]
    assert second_person.everything_waiting() == []
