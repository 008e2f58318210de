"""A lead's decisions: every exit of every one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seko.actors.mechanism.models import Membership
from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.actions import send_comment, withdraw_comment
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import visible_to
from seko.dialogue.consultations.enums import Status
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
    undo,
    withdraw_point,
)
from seko.dialogue.positions.enums import Fate
from seko.dialogue.positions.models import Point, SetAside
from seko.dialogue.positions.queries import Counts, awaiting_lead, counts, fate_of, live, partition, position_of
from seko.dialogue.responses.actions import approve, propose, save_draft
from seko.dialogue.responses.demands import comment_may_be_withdrawn
from seko.foundation.core.errors import Conflict, Invalid, NotThere, Refused, WrongState
from seko.foundation.journal.models import Entry
from seko.foundation.journal.queries import tampering
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.CONSOLIDATING
Deed = Callable[..., Any]


def fates(*comments: Comment) -> list[Fate]:
    return [fate_of(Comment.objects.get(pk=comment.pk), NOW) for comment in comments]


def test_carrying_gives_each_comment_a_number_in_the_order_of_the_text(
    network: f.Network, comments: list[Comment]
) -> None:
    points = carry(comments, by=network.lead, now=NOW)

    assert [(point.number, point.wording) for point in points] == [
        (1, "Додати мерну станицу у Бору."),
        (2, "Dodati mernu stanicu u Boru."),
        (3, "Продужити трајање пројекта."),
    ]
    assert fates(*comments) == [Fate.CARRIED] * 3
    assert [list(point.places.values_list("passage__place", flat=True)) for point in points] == [
        ["1-1"],
        ["1-2"],
        ["1-3"],
    ]
    assert Point.objects.get(pk=points[2].pk).anchor == {"kind": "passage", "places": ["1-3"]}


def test_carrying_is_in_the_journal_once_for_each_comment(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    points = carry(comments[:2], by=network.lead, now=NOW)

    told = Entry.objects.filter(scope=str(consultation.pk), kind="comment-carried")
    assert {(entry.subject_id, entry.facts["point"]) for entry in told} == {
        (str(comments[1].pk), str(points[0].pk)),
        (str(comments[0].pk), str(points[1].pk)),
    }
    assert tampering() == []


def test_carrying_twice_is_refused(network: f.Network, comments: list[Comment]) -> None:
    carry(comments[:1], by=network.lead, now=NOW)

    with pytest.raises(WrongState):
        carry(comments, by=network.lead, now=NOW)
    assert Point.objects.filter(kind="consolidated").count() == 1


def test_what_was_left_out_can_be_taken_in(network: f.Network, comments: list[Comment]) -> None:
    set_aside(comments[:1], reason="Није предмет акције.", by=network.lead, now=NOW)

    carry(comments[:1], by=network.lead, now=NOW)

    assert fates(comments[0]) == [Fate.CARRIED]
    assert not SetAside.objects.exists()


def test_merging_makes_one_point_of_two(network: f.Network, comments: list[Comment]) -> None:
    point = merge(comments[1:], wording="Додати мерну станицу у Бору до 2019.", by=network.lead, now=NOW)

    assert (point.number, point.wording) == (1, "Додати мерну станицу у Бору до 2019.")
    assert fates(*comments) == [Fate.AWAITING, Fate.REWORDED, Fate.REWORDED]
    assert sorted(point.places.values_list("passage__place", flat=True)) == ["1-1", "1-2"]


def test_merging_without_a_wording_takes_the_first_in_the_text(network: f.Network, comments: list[Comment]) -> None:
    assert merge(comments[1:], by=network.lead, now=NOW).wording == "Додати мерну станицу у Бору."


def test_merging_into_a_point_keeps_its_number_and_wording(network: f.Network, comments: list[Comment]) -> None:
    point = carry(comments[1:2], by=network.lead, now=NOW)[0]

    merged = merge(comments[2:], into=point, by=network.lead, now=NOW)

    assert (merged.pk, merged.wording, merged.revision) == (point.pk, "Додати мерну станицу у Бору.", 0)
    assert fates(*comments[1:]) == [Fate.MERGED, Fate.MERGED]


def test_two_who_merge_each_others_points_make_no_circle(network: f.Network, comments: list[Comment]) -> None:
    first, second = carry(comments[1:], by=network.lead, now=NOW)
    merge([comments[1]], into=second, by=network.lead, now=NOW)

    with pytest.raises(WrongState):
        merge([comments[2]], into=first, by=network.lead, now=NOW)
    assert [point.number for point in Point.objects.filter(kind="consolidated", withdrawn_at=None)] == [2]
    assert fates(*comments[1:]) == [Fate.MERGED, Fate.MERGED]


def test_merging_again_what_is_already_there_changes_nothing(network: f.Network, comments: list[Comment]) -> None:
    point = merge(comments[1:], by=network.lead, now=NOW)

    again = merge(comments[1:], into=point, by=network.lead, now=NOW)

    assert again.sources.count() == 2
    assert again.withdrawn_at is None


def test_one_comment_cannot_be_merged_alone(network: f.Network, comments: list[Comment]) -> None:
    with pytest.raises(Invalid):
        merge(comments[:1], by=network.lead, now=NOW)
    with pytest.raises(Invalid):
        merge([comments[0], comments[0]], by=network.lead, now=NOW)


def test_moving_a_comment_away_dissolves_an_empty_point_and_leaves_a_single_one_carried(
    network: f.Network, comments: list[Comment]
) -> None:
    target = carry(comments[:1], by=network.lead, now=NOW)[0]
    merged = merge(comments[1:], by=network.lead, now=NOW)

    merge([comments[2]], into=target, by=network.lead, now=NOW)
    assert fates(*comments) == [Fate.MERGED, Fate.CARRIED, Fate.MERGED]
    assert Point.objects.get(pk=merged.pk).withdrawn_at is None

    merge([comments[1]], into=target, by=network.lead, now=NOW)
    assert Point.objects.get(pk=merged.pk).withdrawn_at == NOW


def test_rewording_counts_a_revision_and_shows_on_every_source(network: f.Network, comments: list[Comment]) -> None:
    point = merge(comments[1:], by=network.lead, now=NOW)

    reworded = reword(
        point, wording="Станица у Бору.", proposed_wording="29 станица", revision=0, by=network.lead, now=NOW
    )

    assert (reworded.wording, reworded.proposed_wording, reworded.revision) == ("Станица у Бору.", "29 станица", 1)
    assert fates(*comments[1:]) == [Fate.REWORDED, Fate.REWORDED]


def test_how_words_entered_is_read_from_the_words_not_from_the_deed(
    network: f.Network, comments: list[Comment]
) -> None:
    lead = network.lead
    point = merge(comments[:2], by=lead, now=NOW)
    assert (point.wording, fates(*comments[:2])) == (comments[1].words, [Fate.MERGED, Fate.MERGED])

    merge(comments[2:], into=point, wording="Ништа од тога.", by=lead, now=NOW)
    assert fates(*comments) == [Fate.REWORDED] * 3
    reword(point, wording=comments[0].words, by=lead, now=NOW)
    assert fates(*comments) == [Fate.MERGED] * 3
    undo(comments[:1], by=lead, now=NOW)
    assert fates(*comments) == [Fate.AWAITING, Fate.REWORDED, Fate.REWORDED]
    reword(point, wording=comments[2].words, proposed_wording="29 станица", by=lead, now=NOW)
    assert fates(*comments[1:]) == [Fate.REWORDED, Fate.REWORDED]
    reword(point, wording=comments[2].words, by=lead, now=NOW)
    assert fates(*comments[1:]) == [Fate.MERGED, Fate.MERGED]
    undo(comments[1:2], by=lead, now=NOW)
    assert fates(comments[2]) == [Fate.CARRIED]


def test_a_proposed_value_is_taken_over_with_the_words(network: f.Network, consultation: Consultation) -> None:
    valued = send_comment(
        identifier=uuid4(),
        consultation=consultation,
        fields={
            "words": "Повећати циљ.",
            "anchor": {"kind": "whole"},
            "proposed_value": {"value": "35", "unit": "станица", "year": "2029"},
        },
        by=network.members[0],
        now=NOW,
        seko=network.seko,
    )

    point = carry([valued], by=network.lead, now=NOW)[0]

    assert (point.proposed_wording, fates(valued)) == ("35 станица (2029)", [Fate.CARRIED])


def test_the_same_words_again_are_no_rewording(network: f.Network, comments: list[Comment]) -> None:
    point = carry(comments[:1], by=network.lead, now=NOW)[0]

    assert reword(point, wording=point.wording, by=network.lead, now=NOW).revision == 0
    assert fates(comments[0]) == [Fate.CARRIED]


def test_two_who_reword_at_once_see_both_texts(network: f.Network, comments: list[Comment]) -> None:
    point = carry(comments[:1], by=network.lead, now=NOW)[0]
    reword(point, wording="Први текст.", revision=0, by=network.lead, now=NOW)

    with pytest.raises(Conflict) as conflict:
        reword(point, wording="Други текст.", revision=0, by=network.lead, now=NOW)

    assert conflict.value.theirs.wording == "Први текст."
    assert conflict.value.yours == {"wording": "Други текст.", "proposed_wording": ""}
    assert Point.objects.get(pk=point.pk).wording == "Први текст."


@pytest.mark.parametrize("wording", ["", "  \n", "👍", "\x00"])
def test_a_wording_must_say_something(network: f.Network, comments: list[Comment], wording: str) -> None:
    point = carry(comments[:1], by=network.lead, now=NOW)[0]

    with pytest.raises(Invalid) as invalid:
        reword(point, wording=wording, by=network.lead, now=NOW)
    assert list(invalid.value.faults) == ["wording"]


def test_leaving_out_needs_a_reason_that_authors_read(network: f.Network, comments: list[Comment]) -> None:
    with pytest.raises(Invalid):
        set_aside(comments[:2], reason=" ", by=network.lead, now=NOW)

    left_out = set_aside(comments[:2], reason="Већ је у другом документу.", by=network.lead, now=NOW)

    assert {each.comment_id: each.reason for each in left_out} == {
        comment.pk: "Већ је у другом документу." for comment in comments[:2]
    }
    assert fates(*comments) == [Fate.SET_ASIDE, Fate.SET_ASIDE, Fate.AWAITING]


def test_leaving_out_what_was_taken_in_dissolves_its_point(network: f.Network, comments: list[Comment]) -> None:
    point = carry(comments[:1], by=network.lead, now=NOW)[0]

    set_aside(comments[:1], reason="Понавља се.", by=network.lead, now=NOW)

    assert Point.objects.get(pk=point.pk).withdrawn_at == NOW
    assert fates(comments[0]) == [Fate.SET_ASIDE]


def test_every_decision_can_be_taken_back_while_in_work(network: f.Network, comments: list[Comment]) -> None:
    carry(comments[:1], by=network.lead, now=NOW)
    set_aside(comments[1:2], reason="Понавља се.", by=network.lead, now=NOW)

    undo(comments[:2], by=network.lead, now=NOW)

    assert fates(*comments) == [Fate.AWAITING] * 3
    with pytest.raises(WrongState):
        undo(comments, by=network.lead, now=NOW)


def test_dissolving_a_point_lets_its_comments_await_the_lead(network: f.Network, comments: list[Comment]) -> None:
    point = merge(comments[1:], by=network.lead, now=NOW)

    back = withdraw_point(point, by=network.lead, now=NOW)

    assert back == comments[1:]
    assert fates(*comments[1:]) == [Fate.AWAITING, Fate.AWAITING]
    assert Point.objects.get(pk=point.pk).withdrawn_at == NOW
    with pytest.raises(WrongState):
        withdraw_point(point, by=network.lead, now=NOW)


def test_numbers_are_never_used_twice(network: f.Network, comments: list[Comment]) -> None:
    withdraw_point(carry(comments[:1], by=network.lead, now=NOW)[0], by=network.lead, now=NOW)

    assert carry(comments[:1], by=network.lead, now=NOW)[0].number == 2


def test_a_comment_withdrawn_meanwhile_is_not_decided(network: f.Network, comments: list[Comment]) -> None:
    withdraw_comment(comments[0], by=network.members[0], now=NOW)

    for deed in (carry, undo):
        with pytest.raises(WrongState):
            deed(comments[:1], by=network.lead, now=NOW)


def test_withdrawing_a_source_takes_it_out_and_dissolves_an_empty_point(
    network: f.Network, comments: list[Comment]
) -> None:
    point = merge(comments[1:], by=network.lead, now=NOW)

    withdraw_comment(comments[1], by=network.members[1], now=NOW)
    assert [source.comment_id for source in point.sources.all()] == [comments[2].pk]
    assert list(point.places.values_list("passage__place", flat=True)) == ["1-2"]
    assert fates(*comments[1:]) == [Fate.WITHDRAWN, Fate.CARRIED]

    withdraw_comment(comments[2], by=network.members[0], now=NOW)
    assert Point.objects.get(pk=point.pk).withdrawn_at == NOW


def test_a_replacing_comment_awaits_the_lead_anew(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    carry(comments[:1], by=network.lead, now=NOW)

    newer = f.a_comment(
        consultation, network.members[0], "Продужити за годину.", seko=network.seko, supersedes=comments[0], now=NOW
    )

    assert fates(comments[0], newer) == [Fate.SUPERSEDED, Fate.AWAITING]


@pytest.mark.parametrize("who", ["partner", "member", "ministry", "stranger", "representative of the lead", "nobody"])
def test_only_the_leads_coordination_decides(network: f.Network, comments: list[Comment], who: str) -> None:
    people: dict[str, Callable[[], Actor]] = {
        "partner": lambda: network.partners[0],
        "member": lambda: network.members[0],
        "ministry": f.ministry,
        "stranger": lambda: f.a_network("other").lead,
        "representative of the lead": lambda: f.another_of(network.lead, "representative"),
        "nobody": Actor,
    }
    actor = people[who]()
    point = carry(comments[2:], by=network.lead, now=NOW)[0]
    before = counts(comments[0].consultation, network.seko)

    deeds: list[Callable[[], Any]] = [
        lambda: carry(comments[:1], by=actor, now=NOW),
        lambda: merge(comments[:2], by=actor, now=NOW),
        lambda: reword(point, wording="Другачије.", by=actor, now=NOW),
        lambda: set_aside(comments[:1], reason="Зато.", by=actor, now=NOW),
        lambda: undo(comments[2:], by=actor, now=NOW),
        lambda: withdraw_point(point, by=actor, now=NOW),
        lambda: ensure_position(comments[0].consultation, network.seko, by=actor, now=NOW),
    ]
    for deed in deeds:
        with pytest.raises(Refused):
            deed()
    assert counts(comments[0].consultation, network.seko) == before


def test_a_lead_replaced_in_mid_consultation_loses_the_board_at_once(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    carry(comments[:1], by=network.lead, now=NOW)
    Membership.objects.filter(organisation=network.lead.organisation).update(ends_on=f.OPENS.date())
    former, present = f.again(network.lead), f.join(network.seko, "lead", "coordinator")

    with pytest.raises(Refused):
        carry(comments[1:2], by=former, now=NOW)
    assert carry(comments[1:2], by=present, now=NOW)[0].number == 2
    position = position_of(consultation, network.seko)
    assert position is not None
    assert position.points.count() == 2


def test_after_the_deadline_nothing_is_decided(network: f.Network, comments: list[Comment]) -> None:
    carry(comments[:1], by=network.lead, now=f.LEADS_DEADLINE)

    with pytest.raises(WrongState):
        carry(comments[1:], by=network.lead, now=f.LEADS_DEADLINE + timedelta(microseconds=1))


@pytest.mark.parametrize("status", [Status.EXCEPTION, Status.CANCELLED])
def test_nothing_is_decided_of_a_consultation_that_is_not_open(
    network: f.Network, consultation: Consultation, comments: list[Comment], status: str
) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(status=status)

    with pytest.raises(WrongState):
        carry(comments, by=network.lead, now=NOW)


def test_a_submitted_board_is_closed_until_it_is_taken_back(network: f.Network, comments: list[Comment]) -> None:
    point = carry(comments, by=network.lead, now=NOW)[0]
    assert point.position is not None
    submit_position(point.position, by=network.lead, now=NOW)

    for deed in (
        lambda: undo(comments[:1], by=network.lead, now=NOW),
        lambda: reword(point, wording="Другачије.", by=network.lead, now=NOW),
        lambda: withdraw_point(point, by=network.lead, now=NOW),
    ):
        with pytest.raises(WrongState):
            deed()

    take_back(point.position, reason="Још један договор.", by=network.lead, now=NOW)
    assert undo(comments[:1], by=network.lead, now=NOW) == comments[:1]


def test_a_comment_of_another_board_is_not_there(network: f.Network, comments: list[Comment]) -> None:
    other = f.a_network("other")
    elsewhere = f.a_consultation([other.seko, network.seko])
    foreign = f.a_comment(elsewhere, other.members[0], seko=other.seko)
    same_seko = f.a_comment(elsewhere, network.members[0], seko=network.seko)
    direct = f.a_comment(f.a_consultation(allows_direct=True, audience="public"), network.members[0])
    foreign_point = carry([foreign], by=other.lead, now=NOW)[0]

    for mixed in ([comments[0], foreign], [comments[0], same_seko], [direct]):
        with pytest.raises(NotThere):
            carry(mixed, by=network.lead, now=NOW)
    with pytest.raises(NotThere):
        merge(comments[:1], into=foreign_point, by=network.lead, now=NOW)
    with pytest.raises(NotThere):
        reword(comments[0].own_point, wording="Другачије.", by=network.lead, now=NOW)
    with pytest.raises(Invalid):
        carry([], by=network.lead, now=NOW)


def test_a_dissent_from_a_decision_taken_back_holds_the_position_no_longer(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    point = carry(comments[:1], by=network.lead, now=NOW)[0]
    reword(point, wording="Сасвим другачије.", by=network.lead, now=NOW)
    set_aside(comments[1:], reason="Понавља се.", by=network.lead, now=NOW)
    position = position_of(consultation, network.seko)
    assert position is not None
    submit_position(position, by=network.lead, now=NOW)
    dissent(comments[0], by=network.members[0], now=NOW)
    take_back(position, reason="Ипак треба изменити.", by=network.lead, now=NOW)

    withdraw_point(point, by=network.lead, now=NOW)

    assert counts(consultation, network.seko) == Counts(3, 0, 0, 0, set_aside=2, awaiting=0, by_itself=1)
    assert not awaiting_lead(consultation, network.seko, NOW).exists()
    assert submit_position(position, by=network.lead, now=NOW).submitted_counts["by_itself"] == 1
    assert fates(comments[0]) == [Fate.DISSENT]


def test_a_dissented_comment_is_out_of_the_leads_hands(network: f.Network, comments: list[Comment]) -> None:
    carry(comments[1:], by=network.lead, now=NOW)
    set_aside(comments[:1], reason="Није предмет акције.", by=network.lead, now=NOW)
    position = position_of(comments[0].consultation, network.seko)
    assert position is not None
    submit_position(position, by=network.lead, now=NOW)
    dissent(comments[0], by=network.members[0], now=NOW)
    take_back(position, reason="Ипак треба изменити.", by=network.lead, now=NOW)

    with pytest.raises(WrongState):
        carry(comments[:1], by=network.lead, now=NOW)
    assert fates(comments[0]) == [Fate.DISSENT]


def test_a_deadline_moved_after_it_passed_opens_the_board_but_not_what_is_being_answered(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    point = merge(comments[1:], by=network.lead, now=NOW)
    coordinator = f.ministry()
    for each in (point, comments[0].own_point):
        save_draft(each, fields={"reason": "Проверавамо."}, by=coordinator, now=f.LEADS_DEADLINE + timedelta(days=1))
    later = f.LEADS_DEADLINE + timedelta(days=3)
    Consultation.objects.filter(pk=consultation.pk).update(leads_deadline_at=later, dissents_until_at=later)
    fresh = [Comment.objects.get(pk=comment.pk) for comment in comments]
    deeds: list[Callable[[], Any]] = [
        lambda: carry(fresh[:1], by=network.lead, now=later),
        lambda: set_aside(fresh[:1], reason="Зато.", by=network.lead, now=later),
        lambda: reword(point, wording="Другачије.", by=network.lead, now=later),
        lambda: undo(fresh[1:2], by=network.lead, now=later),
        lambda: withdraw_point(point, by=network.lead, now=later),
    ]

    for deed in deeds:
        with pytest.raises(WrongState) as refusal:
            deed()
        assert str(refusal.value.sentence) == "Министарство је почело да одговара; ово више не може да се мења."
    for comment, author in zip(fresh[:2], network.members, strict=True):
        assert not comment_may_be_withdrawn(comment, later)
        with pytest.raises(Refused):
            withdraw_comment(comment, by=author, now=later)
    newer = f.a_comment(consultation, network.members[0], "Још нешто.", seko=network.seko, now=later)
    assert carry([newer], by=network.lead, now=later)[0].number == 2


def test_what_was_answered_before_a_deadline_was_opened_again_stays_answered_and_holds_nothing_back(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    """Two were taken in and one left undecided when the deadline passed; the ministry answered, then it was opened."""
    point = merge(comments[1:], by=network.lead, now=NOW)
    own = comments[0].own_point
    coordinator, second = f.ministry(), f.ministry()
    for each in (point, own):
        drafted = save_draft(
            each, fields={"disposition": "accepted", "reason": "Тачно."}, by=coordinator, now=f.DISSENTING
        )
        approve(propose(drafted, by=coordinator, now=f.DISSENTING), by=second, now=f.DISSENTING)
    later, now = f.DISSENTS_UNTIL, f.DISSENTING + timedelta(hours=1)
    Consultation.objects.filter(pk=consultation.pk).update(leads_deadline_at=later, dissents_until_at=later)
    newer = f.a_comment(
        Consultation.objects.get(), network.members[0], "Још нешто.", seko=network.seko, place="1-1", now=now
    )

    assert set(live(now)) == {point, own}
    assert partition(Consultation.objects.get(), now).nowhere == 0
    assert counts(consultation, network.seko) == Counts(4, 0, 2, 0, 0, awaiting=1, by_itself=0, being_answered=1)
    assert fate_of(Comment.objects.get(pk=comments[0].pk), now) == Fate.NOT_CONSOLIDATED
    assert [each.number for each in awaiting_lead(consultation, network.seko, now)] == [newer.number]
    assert {each.number for each in visible_to(coordinator, now)} == {1, 2, 3}

    carry([newer], by=network.lead, now=now)
    position = position_of(consultation, network.seko)
    assert position is not None
    assert submit_position(position, by=network.lead, now=now).submitted_counts["awaiting"] == 0


@pytest.mark.parametrize("name", ["carry", "merge", "set_aside", "undo", "withdraw_point"])
def test_thirty_comments_take_as_many_queries_as_two(network: f.Network, name: str) -> None:
    def queries(count: int) -> int:
        consultation = f.a_consultation([network.seko])
        many = [
            f.a_comment(consultation, network.members[number % 2], f"Предлог број {number}.", seko=network.seko)
            for number in range(count)
        ]
        ensure_position(consultation, network.seko, by=network.lead, now=NOW)
        if name == "undo":
            carry(many, by=network.lead, now=NOW)
        point = merge(many, by=network.lead, now=NOW) if name == "withdraw_point" else None
        deeds: dict[str, Deed] = {
            "carry": lambda: carry(many, by=network.lead, now=NOW),
            "merge": lambda: merge(many, by=network.lead, now=NOW),
            "set_aside": lambda: set_aside(many, reason="Понавља се.", by=network.lead, now=NOW),
            "undo": lambda: undo(many, by=network.lead, now=NOW),
            "withdraw_point": lambda: withdraw_point(point, by=network.lead, now=NOW),  # type: ignore[arg-type]
        }
        with CaptureQueriesContext(connection) as captured:
            deeds[name]()
        return len(captured)

    assert queries(2) == queries(30)
