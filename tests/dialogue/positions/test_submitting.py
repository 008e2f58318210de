"""Handing in, taking back, dissenting: every exit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.actions import withdraw_comment
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import (
    carry,
    dissent,
    ensure_position,
    merge,
    reword,
    set_aside,
    submit_position,
    take_back,
)
from seko.dialogue.positions.enums import PointKind, PositionStatus
from seko.dialogue.positions.models import Point, Position
from seko.dialogue.positions.permissions import may_dissent
from seko.dialogue.positions.queries import live, open_dissents
from seko.dialogue.responses.actions import save_draft
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.journal.queries import entries_of
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.CONSOLIDATING
SECOND = timedelta(seconds=1)


@pytest.fixture
def position(network: f.Network, consultation: Consultation) -> Position:
    return ensure_position(consultation, network.seko, by=network.lead, now=NOW)


@pytest.fixture
def decided(network: f.Network, comments: list[Comment], position: Position) -> list[Comment]:
    """One set aside, two merged and reworded."""
    set_aside(comments[:1], reason="Није предмет акције.", by=network.lead, now=NOW)
    reword(merge(comments[1:], by=network.lead, now=NOW), wording="Станица у Бору.", by=network.lead, now=NOW)
    return comments


def test_handing_in_freezes_the_counts_and_makes_the_points_live(
    network: f.Network, decided: list[Comment], position: Position
) -> None:
    assert not live(NOW).exists()

    submitted = submit_position(position, letter="Поштовани,\nшаљемо став.", by=network.lead, now=NOW)

    assert (submitted.status, submitted.submitted_at, submitted.submitted_by) == ("submitted", NOW, network.lead.person)
    assert submitted.letter == "Поштовани,\nшаљемо став."
    frozen = {"total": 3, "carried": 0, "merged": 0, "reworded": 2, "set_aside": 1, "awaiting": 0, "by_itself": 0}
    frozen["being_answered"] = 0
    assert submitted.submitted_counts == frozen
    assert [entry.facts["counts"] for entry in entries_of("position", position.pk)] == [frozen]
    assert [point.wording for point in live(NOW)] == ["Станица у Бору."]


def test_an_undecided_comment_holds_the_position_back(
    network: f.Network, comments: list[Comment], position: Position
) -> None:
    carry(comments[:2], by=network.lead, now=NOW)

    with pytest.raises(WrongState) as refusal:
        submit_position(position, by=network.lead, now=NOW)

    assert "1" in str(refusal.value.sentence)
    assert Position.objects.get().status == PositionStatus.IN_WORK


def test_handing_in_twice_is_once(network: f.Network, decided: list[Comment], position: Position) -> None:
    submit_position(position, by=network.lead, now=NOW)

    with pytest.raises(WrongState):
        submit_position(position, by=network.lead, now=NOW + SECOND)
    assert Position.objects.get().submitted_at == NOW


def test_without_comments_only_a_letter_is_handed_in(network: f.Network, position: Position) -> None:
    with pytest.raises(Invalid):
        submit_position(position, letter=" ", by=network.lead, now=NOW)

    assert submit_position(position, letter="Немамо примедби.", by=network.lead, now=NOW).status == "submitted"


def test_handing_in_ends_with_the_deadline(network: f.Network, decided: list[Comment], position: Position) -> None:
    with pytest.raises(WrongState):
        submit_position(position, by=network.lead, now=f.LEADS_DEADLINE + SECOND)

    assert submit_position(position, by=network.lead, now=f.LEADS_DEADLINE).submitted_at == f.LEADS_DEADLINE


def test_after_handing_in_nothing_more_is_sent_through_the_seko_nor_withdrawn(
    network: f.Network, consultation: Consultation, decided: list[Comment], position: Position
) -> None:
    submit_position(position, by=network.lead, now=NOW)

    with pytest.raises(WrongState):
        f.a_comment(consultation, network.members[0], "Још нешто.", seko=network.seko, now=NOW)
    with pytest.raises(Refused):
        withdraw_comment(decided[0], by=network.members[0], now=NOW)
    assert consultation.comments.count() == 3


def test_another_seko_goes_on_sending(network: f.Network) -> None:
    other = f.a_network("other")
    consultation = f.a_consultation([network.seko, other.seko])
    position = ensure_position(consultation, network.seko, by=network.lead, now=NOW)
    submit_position(position, letter="Немамо примедби.", by=network.lead, now=NOW)

    assert f.a_comment(consultation, other.members[0], seko=other.seko, now=NOW).number == 1


def test_taking_back_needs_a_reason_and_time(network: f.Network, decided: list[Comment], position: Position) -> None:
    submit_position(position, by=network.lead, now=NOW)

    with pytest.raises(Invalid):
        take_back(position, reason="", by=network.lead, now=NOW)
    with pytest.raises(WrongState):
        take_back(position, reason="Договор.", by=network.lead, now=f.LEADS_DEADLINE + SECOND)
    back = take_back(position, reason="Договор.", by=network.lead, now=f.LEADS_DEADLINE)

    assert (back.status, back.submitted_at, back.submitted_counts) == ("in-work", None, {})
    assert back.taken_back_reason == "Договор."
    assert not live(f.LEADS_DEADLINE).exists()
    with pytest.raises(WrongState):
        take_back(position, reason="Још једном.", by=network.lead, now=NOW)


def test_what_is_being_answered_is_not_taken_back(
    network: f.Network, decided: list[Comment], position: Position
) -> None:
    submit_position(position, by=network.lead, now=NOW)
    save_draft(live(NOW).get(), fields={"reason": "Проверавамо."}, by=f.ministry(), now=NOW)

    with pytest.raises(WrongState):
        take_back(position, reason="Договор.", by=network.lead, now=NOW)


@pytest.mark.parametrize("who", ["partner", "member", "ministry", "other lead"])
def test_only_the_lead_hands_in_and_takes_back(
    network: f.Network, decided: list[Comment], position: Position, who: str
) -> None:
    people: dict[str, Callable[[], Actor]] = {
        "partner": lambda: network.partners[0],
        "member": lambda: network.members[0],
        "ministry": f.ministry,
        "other lead": lambda: f.a_network("other").lead,
    }
    actor = people[who]()

    with pytest.raises(Refused):
        submit_position(position, by=actor, now=NOW)
    submit_position(position, by=network.lead, now=NOW)
    with pytest.raises(Refused):
        take_back(position, reason="Договор.", by=actor, now=NOW)


@pytest.mark.parametrize("index", [0, 1])
def test_an_author_dissents_from_leaving_out_and_from_rewording(
    network: f.Network, decided: list[Comment], position: Position, index: int
) -> None:
    submit_position(position, by=network.lead, now=NOW)
    author = network.members[index]

    point = dissent(decided[index], words="Остајемо при свом.", by=author, now=f.DISSENTING)

    assert (point.kind, point.dissent_words, point.dissented_at) == (
        PointKind.DISSENT,
        "Остајемо при свом.",
        f.DISSENTING,
    )
    assert point in live(f.DISSENTING)
    assert point.comment == decided[index]


def test_an_undecided_board_is_handed_in_by_time_and_dissent_begins_then(
    network: f.Network, decided: list[Comment]
) -> None:
    with pytest.raises(WrongState):
        dissent(decided[0], by=network.members[0], now=f.LEADS_DEADLINE)

    assert dissent(decided[0], by=network.members[0], now=f.LEADS_DEADLINE + SECOND).kind == PointKind.DISSENT


def test_dissent_ends_with_its_date(network: f.Network, decided: list[Comment], position: Position) -> None:
    submit_position(position, by=network.lead, now=NOW)

    with pytest.raises(WrongState):
        dissent(decided[0], by=network.members[0], now=f.DISSENTS_UNTIL + SECOND)
    assert dissent(decided[0], by=network.members[0], now=f.DISSENTS_UNTIL).dissented_at == f.DISSENTS_UNTIL


@pytest.mark.parametrize("status", ["exception", "cancelled"])
def test_no_dissent_from_a_consultation_that_ended(
    network: f.Network, consultation: Consultation, decided: list[Comment], position: Position, status: str
) -> None:
    submit_position(position, by=network.lead, now=NOW)
    Consultation.objects.filter(pk=consultation.pk).update(status=status)

    with pytest.raises(WrongState):
        dissent(decided[0], by=network.members[0], now=f.DISSENTING)


@pytest.mark.parametrize(
    ("wording", "who_may"),
    [
        ("", {2}),
        ("Ништа од тога.", {1, 2}),
        ("ništa od toga", {1, 2}),
        ("Друге речи.", {1}),
        ("drUge reči.", {1}),
    ],
)
def test_whose_words_are_not_the_positions_may_dissent_whatever_the_deed_was_called(
    network: f.Network, consultation: Consultation, wording: str, who_may: set[int]
) -> None:
    first, second = network.members
    both = [
        f.a_comment(consultation, first, "Прве речи.", seko=network.seko, place="1-1"),
        f.a_comment(consultation, second, "Друге речи.", seko=network.seko, place="1-1"),
    ]
    merge(both, wording=wording, by=network.lead, now=NOW)
    submit_position(Position.objects.get(), by=network.lead, now=NOW)

    may = {
        each.number
        for each, author in zip(both, network.members, strict=True)
        if may_dissent(author, Comment.objects.get(pk=each.pk), f.DISSENTING)
    }
    listed = {each.number for author in network.members for each in open_dissents(author, f.DISSENTING)}

    assert (may, listed) == (who_may, who_may)
    for each, author in zip(both, network.members, strict=True):
        if each.number in who_may:
            assert dissent(each, by=author, now=f.DISSENTING).kind == PointKind.DISSENT
        else:
            with pytest.raises(WrongState):
                dissent(each, by=author, now=f.DISSENTING)


def test_who_proposed_other_words_for_the_draft_may_dissent(network: f.Network, consultation: Consultation) -> None:
    both = [
        f.a_comment(consultation, each, "Исте речи.", seko=network.seko, proposed_wording=proposed)
        for each, proposed in zip(network.members, ("28 станица", "29 станица"), strict=True)
    ]
    merge(both, by=network.lead, now=NOW)
    submit_position(Position.objects.get(), by=network.lead, now=NOW)

    assert [len(open_dissents(author, f.DISSENTING)) for author in network.members] == [0, 1]


def test_thirty_dissents_are_listed_with_as_many_queries_as_one(network: f.Network) -> None:
    author = network.members[0]

    def queries(count: int) -> int:
        consultation = f.a_consultation([network.seko])
        many = [f.a_comment(consultation, author, f"Предлог {number}.", seko=network.seko) for number in range(count)]
        merge([*many, f.a_comment(consultation, author, "Ово.", seko=network.seko)], wording="Друго.", by=network.lead,
              now=NOW)  # fmt: skip
        with CaptureQueriesContext(connection) as captured:
            assert len(open_dissents(author, f.DISSENTING)) > count
        return len(captured)

    assert queries(1) == queries(30)


def test_dissent_is_once_and_not_from_what_was_taken_over_or_merged(
    network: f.Network, consultation: Consultation, comments: list[Comment], position: Position
) -> None:
    carry(comments[:1], by=network.lead, now=NOW)
    merge(comments[1:], by=network.lead, now=NOW)
    left_out = f.a_comment(consultation, network.members[0], "Још нешто.", seko=network.seko, now=NOW)
    set_aside([left_out], reason="Понавља се.", by=network.lead, now=NOW)
    submit_position(position, by=network.lead, now=NOW)

    for comment, author in ((comments[0], network.members[0]), (comments[1], network.members[1])):
        with pytest.raises(WrongState):
            dissent(comment, by=author, now=f.DISSENTING)
    dissent(left_out, by=network.members[0], now=f.DISSENTING)
    with pytest.raises(WrongState):
        dissent(left_out, by=network.members[0], now=f.DISSENTING)
    assert Point.objects.filter(kind=PointKind.DISSENT).count() == 1


def test_nobody_else_dissents(network: f.Network, decided: list[Comment], position: Position) -> None:
    submit_position(position, by=network.lead, now=NOW)

    for actor in (network.lead, network.partners[0], network.members[1], f.ministry(), Actor()):
        with pytest.raises(Refused):
            dissent(decided[0], by=actor, now=f.DISSENTING)
    assert dissent(decided[0], by=f.another_of(network.members[0]), now=f.DISSENTING).kind == PointKind.DISSENT


def test_a_dissent_made_while_the_board_was_taken_back_waits_for_the_next_handing_in(
    network: f.Network, decided: list[Comment], position: Position
) -> None:
    submit_position(position, by=network.lead, now=NOW)
    take_back(position, reason="Договор.", by=network.lead, now=NOW)

    with pytest.raises(WrongState):
        dissent(decided[0], by=network.members[0], now=NOW)
