"""No comment falls between: a machine of senders, leads, dissenters and time, and what must hold after each step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.actions import (
    propose_late_acceptance,
    request_late,
    save_unsent,
    withdraw_comment,
)
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions import actions
from seko.dialogue.positions.enums import Fate, PointKind
from seko.dialogue.positions.lifecycle import POSITION
from seko.dialogue.positions.models import Point, Position
from seko.dialogue.positions.permissions import board_is_open, may_dissent
from seko.dialogue.positions.queries import (
    Partition,
    awaiting_lead,
    counts,
    fate_of,
    live,
    not_taken,
    open_dissents,
    partition,
    position_of,
    with_fate,
)
from seko.dialogue.responses.actions import save_draft
from seko.foundation.core.errors import SekoError
from seko.foundation.journal.models import Entry
from seko.foundation.workflow import second
from tests import factories as f

MOMENTS = [
    f.COMMENTING,
    f.CONSOLIDATING,
    f.LEADS_DEADLINE,
    f.LEADS_DEADLINE + timedelta(seconds=1),
    f.DISSENTING,
    f.DISSENTS_UNTIL,
    f.DISSENTS_UNTIL + timedelta(seconds=1),
    f.OVERDUE,
]
chosen = st.integers(min_value=0, max_value=999)


class Board(RuleBasedStateMachine):
    """People do whatever comes to their minds; what the platform refuses leaves no trace."""

    @initialize(
        handlings=st.tuples(*[st.sampled_from(["awaiting", "carried", "merged", "reworded", "set aside"])] * 4),
        is_handed_in=st.booleans(),
        moment=st.sampled_from([0, 1, 1, 2, 3, 4, 4, 5, 6]),
    )
    def begin(self, handlings: tuple[str, ...], is_handed_in: bool, moment: int) -> None:
        """Something has happened already, so that every part of the year is seen."""
        self.network = f.a_network()
        self.ministry, self.second = f.ministry(), f.ministry()
        self.consultation = f.a_consultation([self.network.seko], audience="public")
        self.stranger = f.an_actor(f.an_organisation("Ван мреже"), "representative")
        self.moment = 1
        lead, seko = self.network.lead, self.network.seko
        into = None
        for number, handling in enumerate(handlings):
            comment = f.a_comment(self.consultation, self.network.members[number % 2], f"Први {number}.", seko=seko)
            if handling == "merged" and into is not None:
                actions.merge([comment], into=into, by=lead, now=self.now)
            elif handling == "set aside":
                actions.set_aside([comment], reason="Зато.", by=lead, now=self.now)
            elif handling != "awaiting":
                into = actions.carry([comment], by=lead, now=self.now)[0]
                if handling == "reworded":
                    actions.reword(into, wording="Сасвим другачије.", by=lead, now=self.now)
        position = actions.ensure_position(self.consultation, seko, by=lead, now=self.now)
        if is_handed_in:
            self.attempt(lambda: actions.submit_position(position, by=lead, now=self.now))
        self.moment = moment

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @property
    def now(self) -> datetime:
        return MOMENTS[self.moment]

    def attempt(self, deed: Callable[[], Any]) -> None:
        try:
            with transaction.atomic():
                deed()
        except SekoError:
            pass

    def attempt_on_one(self, number: int, deed: Callable[[Comment], Any]) -> None:
        for comment in self.some(number):
            self.attempt(partial(deed, comment))

    def some(self, number: int, size: int = 1) -> list[Comment]:
        found = list(Comment.objects.filter(consultation=self.consultation).order_by("number"))
        return [found[(number + step) % len(found)] for step in range(size)] if found else []

    def a_point(self, number: int) -> Point | None:
        found = list(Point.objects.filter(kind=PointKind.CONSOLIDATED).order_by("number"))
        return found[number % len(found)] if found else None

    def author_of(self, comment: Comment) -> Actor:
        everybody = (*self.network.members, *self.network.partners, self.stranger)
        return next(each for each in everybody if each.organisation == comment.organisation)

    def is_board_open(self) -> bool:
        """Whether a lead's deed can succeed; the last second's refusals stay possible."""
        return self.now <= self.consultation.leads_deadline_at + timedelta(seconds=1)

    @property
    def deadline(self) -> datetime:
        return self.consultation.leads_deadline_at

    def has_points(self) -> bool:
        return self.is_board_open() and Point.objects.filter(kind=PointKind.CONSOLIDATED, withdrawn_at=None).exists()

    @rule(is_long=st.sampled_from([False, False, False, True]))
    def time_passes(self, is_long: bool) -> None:
        self.moment = min(self.moment + is_long, len(MOMENTS) - 1)

    @precondition(is_board_open)
    @rule(number=chosen)
    def somebody_sends(self, number: int) -> None:
        authors = (*self.network.members, *self.network.partners)
        author = authors[number % len(authors)]
        seko = self.network.seko
        self.attempt(lambda: f.a_comment(self.consultation, author, f"Предлог {number}.", seko=seko, now=self.now))

    @precondition(lambda self: self.is_board_open() and self.consultation.comments.filter(seko=None).count() < 2)
    @rule()
    def a_stranger_sends_directly(self) -> None:
        self.attempt(lambda: f.a_comment(self.consultation, self.stranger, now=self.now))

    @precondition(lambda self: self.now > self.deadline and self.consultation.comments.count() < 9)
    @rule(number=chosen)
    def somebody_sends_late(self, number: int) -> None:
        author = self.network.members[number % 2]

        def deed() -> None:
            unsent = save_unsent(
                identifier=uuid4(), consultation=self.consultation, fields={"words": "Касни."}, by=author, now=self.now
            )
            unsent = request_late(unsent, reason="Поплава.", by=author, now=self.now)
            proposed = propose_late_acceptance(unsent, reason="Оправдано.", by=self.ministry, now=self.now)
            second.confirm(proposed, by=self.second, now=self.now)

        self.attempt(deed)

    @precondition(is_board_open)
    @rule(number=chosen)
    def somebody_withdraws(self, number: int) -> None:
        self.attempt_on_one(number, lambda each: withdraw_comment(each, by=self.author_of(each), now=self.now))

    @precondition(is_board_open)
    @rule(number=chosen)
    def somebody_replaces(self, number: int) -> None:
        self.attempt_on_one(
            number,
            lambda each: f.a_comment(
                self.consultation,
                self.author_of(each),
                "Боље речено.",
                seko=each.seko,
                supersedes=each,
                now=self.now,
            ),
        )

    @precondition(is_board_open)
    @rule(number=chosen, size=st.integers(1, 3))
    def the_lead_carries(self, number: int, size: int) -> None:
        self.attempt(lambda: actions.carry(self.some(number, size), by=self.network.lead, now=self.now))

    @precondition(is_board_open)
    @rule(number=chosen, other=chosen, size=st.integers(1, 3), is_new=st.booleans())
    def the_lead_merges(self, number: int, other: int, size: int, is_new: bool) -> None:
        into = None if is_new else self.a_point(other)
        self.attempt(lambda: actions.merge(self.some(number, size), into=into, by=self.network.lead, now=self.now))

    @precondition(has_points)
    @rule(number=chosen)
    def the_lead_rewords(self, number: int) -> None:
        point = self.a_point(number)
        if point is not None:
            self.attempt(
                lambda: actions.reword(point, wording=f"Другачије {number}.", by=self.network.lead, now=self.now)
            )

    @precondition(is_board_open)
    @rule(number=chosen, size=st.integers(1, 3))
    def the_lead_leaves_out(self, number: int, size: int) -> None:
        self.attempt(
            lambda: actions.set_aside(self.some(number, size), reason="Зато.", by=self.network.lead, now=self.now)
        )

    @precondition(is_board_open)
    @rule(number=chosen, size=st.integers(1, 2))
    def the_lead_takes_a_decision_back(self, number: int, size: int) -> None:
        self.attempt(lambda: actions.undo(self.some(number, size), by=self.network.lead, now=self.now))

    @precondition(has_points)
    @rule(number=chosen)
    def the_lead_dissolves(self, number: int) -> None:
        point = self.a_point(number)
        if point is not None:
            self.attempt(lambda: actions.withdraw_point(point, by=self.network.lead, now=self.now))

    @precondition(is_board_open)
    @rule(is_thorough=st.booleans())
    def the_lead_hands_in(self, is_thorough: bool) -> None:
        if is_thorough:
            left = list(awaiting_lead(self.consultation, self.network.seko, self.now))
            self.attempt(lambda: actions.carry(left, by=self.network.lead, now=self.now))
        position = position_of(self.consultation, self.network.seko)
        if position is not None:
            self.attempt(lambda: actions.submit_position(position, letter="Став.", by=self.network.lead, now=self.now))

    @precondition(is_board_open)
    @rule()
    def the_lead_takes_the_position_back(self) -> None:
        position = position_of(self.consultation, self.network.seko)
        if position is not None:
            self.attempt(lambda: actions.take_back(position, reason="Зато.", by=self.network.lead, now=self.now))

    @rule(number=chosen)
    def the_ministry_begins_to_answer(self, number: int) -> None:
        found = list(live(self.now).order_by("number"))
        if found:
            point = found[number % len(found)]
            self.attempt(lambda: save_draft(point, fields={"reason": "Гледамо."}, by=self.ministry, now=self.now))

    @precondition(lambda self: self.deadline < self.now <= f.DISSENTING and self.deadline == f.LEADS_DEADLINE)
    @rule()
    def the_deadline_is_opened_again(self) -> None:
        later = f.DISSENTS_UNTIL
        Consultation.objects.filter(pk=self.consultation.pk).update(leads_deadline_at=later, dissents_until_at=later)
        self.consultation.refresh_from_db()

    @rule(number=chosen)
    def somebody_dissents(self, number: int) -> None:
        self.attempt_on_one(number, lambda each: actions.dissent(each, by=self.author_of(each), now=self.now))

    @invariant()
    def every_comment_is_in_exactly_one_class(self) -> None:
        by_hand = Counter(class_of(comment, self.now) for comment in self.consultation.comments.all())
        parts = partition(self.consultation, self.now)
        assert {name: getattr(parts, name) for name in Partition.__slots__} == {
            name: by_hand.get(name, 0) for name in Partition.__slots__
        }
        assert parts.nowhere == 0
        assert parts.total == self.consultation.comments.count()
        if self.now > self.deadline:
            assert (parts.awaiting, parts.on_board) == (0, 0)

    @invariant()
    def the_twins_agree(self) -> None:
        for comment in with_fate(Comment.objects.filter(consultation=self.consultation), self.now):
            assert comment.fate == fate_of(Comment.objects.get(pk=comment.pk), self.now)

    @invariant()
    def what_may_be_dissented_from_is_listed(self) -> None:
        for author in (*self.network.members, *self.network.partners, self.stranger):
            listed = {each.pk for each in open_dissents(author, self.now)}
            own = Comment.objects.filter(organisation=author.organisation).select_related("own_point", "consultation")
            assert listed == {each.pk for each in own if may_dissent(author, each, self.now)}

    @invariant()
    def nothing_holds_a_position_back_that_its_lead_cannot_decide(self) -> None:
        if self.now <= self.deadline:
            awaited = awaiting_lead(self.consultation, self.network.seko, self.now)
            assert counts(self.consultation, self.network.seko).awaiting == awaited.count()
            position = position_of(self.consultation, self.network.seko)
            if position is not None and board_is_open(self.consultation, position, self.now):
                with transaction.atomic():
                    if awaited.exists():
                        actions.set_aside(list(awaited), reason="Зато.", by=self.network.lead, now=self.now)
                    actions.submit_position(position, letter="Став.", by=self.network.lead, now=self.now)
                    transaction.set_rollback(True)

    @invariant()
    def the_board_is_whole(self) -> None:
        for point in Point.objects.filter(kind=PointKind.CONSOLIDATED):
            assert (point.withdrawn_at is None) == point.sources.exists()
        for comment in self.consultation.comments.all():
            decided = comment.sources.exists() or hasattr(comment, "set_aside")
            assert comment.own_point.is_absorbed == decided or not comment.is_standing
        found = counts(self.consultation, self.network.seko)
        assert found.total == sum(getattr(found, name) for name in found.__slots__ if name != "total")
        taken = {each.pk for each in not_taken(self.consultation, self.now)}
        assert taken.isdisjoint(live(self.now).values_list("comment", flat=True))

    @invariant()
    def the_position_follows_its_table(self) -> None:
        legal = {(source, step.target) for step in POSITION.transitions for source in step.sources}
        steps = Entry.objects.filter(subject="position").order_by("sequence")
        path = [(entry.facts["from"], entry.facts["to"]) for entry in steps]
        assert set(path) <= legal
        for position in Position.objects.all():
            assert position.status == (path[-1][1] if path else "in-work")


def class_of(comment: Comment, now: datetime) -> str:
    """Return the class by plain words, from the rows: what design.md section 2 says."""
    if comment.withdrawn_at:
        return "withdrawn"
    if comment.superseded_at:
        return "superseded"
    points = [source.point for source in comment.sources.all()]
    passed = now > comment.consultation.leads_deadline_at
    own = comment.own_point
    is_live = own.kind in ("direct", "late", "dissent")
    is_live |= own.kind == "not-consolidated" and passed and not points and not hasattr(comment, "set_aside")
    is_live |= any(point.position.status == "submitted" or passed for point in points if point.position)
    is_live |= any(point.responses.exists() for point in (own, *points))
    if is_live:
        return "live"
    if hasattr(comment, "set_aside"):
        return "set_aside"
    return "on_board" if points else "awaiting"


@pytest.mark.django_db
def test_no_comment_ever_falls_between() -> None:
    run_state_machine_as_test(
        Board,
        settings=settings(
            max_examples=25, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.django_db
def test_time_alone_makes_points_of_what_was_not_decided(network: f.Network, comments: list[Comment]) -> None:
    last, after = f.LEADS_DEADLINE, f.LEADS_DEADLINE + timedelta(microseconds=1)
    actions.carry(comments[:1], by=network.lead, now=last)

    assert [fate_of(comment, last) for comment in comments[1:]] == [Fate.AWAITING, Fate.AWAITING]
    assert not live(last).exists()
    assert [fate_of(comment, after) for comment in comments[1:]] == [Fate.NOT_CONSOLIDATED, Fate.NOT_CONSOLIDATED]
    assert sorted(live(after).values_list("kind", flat=True)) == [
        "consolidated",
        "not-consolidated",
        "not-consolidated",
    ]


@pytest.mark.django_db
def test_what_was_not_taken_in_is_listed_with_its_reason_unless_its_author_dissents(
    network: f.Network, comments: list[Comment]
) -> None:
    consultation = comments[0].consultation
    actions.set_aside(comments[:2], reason="Понавља се.", by=network.lead, now=f.CONSOLIDATING)
    listed = [(each.number, each.set_aside.reason) for each in not_taken(consultation, f.CONSOLIDATING)]
    assert listed == [(2, "Понавља се."), (1, "Понавља се.")]

    actions.dissent(comments[0], by=network.members[0], now=f.DISSENTING)

    assert [each.number for each in not_taken(consultation, f.DISSENTING)] == [2]


@pytest.mark.django_db
def test_the_partition_takes_one_query_whatever_the_volume(network: f.Network, comments: list[Comment]) -> None:
    with CaptureQueriesContext(connection) as captured:
        partition(comments[0].consultation, f.CONSOLIDATING)

    assert len(captured) == 1
