"""Dissent as an author meets it, and the one state of a comment: on its page, in the list, on the desk, in a thread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.actions import withdraw_comment
from seko.dialogue.comments.models import Comment
from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import carry, dissent, merge, set_aside, submit_position
from seko.dialogue.positions.models import Point, Position
from seko.dialogue.responses.actions import approve, propose, save_draft
from seko.foundation.core import clock
from seko.pages.desk.tasks import desk_of
from seko.pages.facts.chains import what_became
from seko.pages.facts.counts import counts_of
from seko.pages.facts.states import state_of, waits
from seko.pages.reading.targets import target_of
from seko.pages.reading.threads import thread_of
from seko.pages.record.listing import listed, rows
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.CONSOLIDATING
WITH = ("consultation", "own_point", "set_aside__position")


@dataclass
class Board:
    """One comment left out, one merged into another's words, that other one, and one nobody decided of."""

    network: f.Network
    consultation: Consultation
    left_out: Comment
    changed: Comment
    kept: Comment
    undecided: Comment

    @property
    def author(self) -> Actor:
        """Whose the first two are."""
        return self.network.members[0]

    def submit(self) -> None:
        carry([self.undecided], by=self.network.lead, now=NOW)
        submit_position(Position.objects.get(consultation=self.consultation), by=self.network.lead, now=NOW)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    cache.clear()
    yield


@pytest.fixture
def board() -> Board:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    first, second = network.members
    kept = f.a_comment(consultation, second, "Станица у Бору.", seko=network.seko, place="1-1")
    changed = f.a_comment(consultation, first, "Три станице.", seko=network.seko, place="1-1")
    left_out = f.a_comment(consultation, first, "Краћи рок.", seko=network.seko, place="1-2")
    undecided = f.a_comment(consultation, first, "Дужи рок.", seko=network.seko, place="1-3")
    merge([kept, changed], by=network.lead, now=NOW)
    set_aside([left_out], reason="Понавља се.", by=network.lead, now=NOW)
    return Board(network, consultation, left_out, changed, kept, undecided)


def page(comment: Comment, actor: Actor | None, now: datetime) -> str:
    with clock.pinned(now):
        return f.client_of(actor).get(reverse("comment", args=[number_of(comment)])).content.decode()


def form_of(comment: Comment) -> str:
    return f'action="{reverse("comment-dissent", args=[number_of(comment)])}"'


def answer(point: Point, disposition: str = "accepted") -> None:
    writer, second = f.ministry(), f.ministry()
    fields = {"disposition": disposition, "reason": "Разлог."}
    drafted = save_draft(point, fields=fields, by=writer, now=f.ANSWERING)
    approve(propose(drafted, by=writer, now=f.ANSWERING), by=second, now=f.ANSWERING)


@pytest.mark.parametrize("name", ["left_out", "changed"])
def test_the_author_dissents_on_the_comments_own_page(board: Board, name: str) -> None:
    board.submit()
    comment: Comment = getattr(board, name)

    shown = page(comment, board.author, f.DISSENTING)
    assert (form_of(comment) in shown, "Крајњи рок: 18. март у 23:59" in shown) == (True, True)
    with clock.pinned(f.DISSENTING):
        sent = f.client_of(board.author).post(
            reverse("comment-dissent", args=[number_of(comment)]), {"words": "Остајемо при свом."}
        )

    assert (sent.status_code, sent["Location"]) == (302, reverse("comment", args=[number_of(comment)]))
    after = page(comment, board.author, f.DISSENTING)
    assert ("Остајемо при свом." in after, form_of(comment) in after) == (True, False)
    assert Point.objects.get(comment=comment).dissent_words == "Остајемо при свом."


@pytest.mark.parametrize(
    ("name", "now", "said"),
    [
        ("left_out", NOW, "СЕКО још може да одлучи друкчије"),
        ("kept", f.DISSENTING, "чије су речи промењене"),
        ("undecided", f.DISSENTING, "чије су речи промењене"),
    ],
)
def test_where_it_cannot_be_done_the_button_says_why(board: Board, name: str, now: datetime, said: str) -> None:
    comment: Comment = getattr(board, name)
    author = next(each for each in board.network.members if each.organisation == comment.organisation)

    shown = page(comment, author, now)

    assert (form_of(comment) in shown, 'id="dissent-deed" aria-disabled="true"' in shown) == (False, True)
    assert said in shown


def test_a_dissent_is_nobody_elses_question_and_no_question_after_its_date(board: Board) -> None:
    board.submit()

    others = (board.network.lead, board.network.partners[0], board.network.members[1], f.ministry())
    for actor in others:
        shown = page(board.left_out, actor, f.DISSENTING)
        assert ("Краћи рок." in shown, 'id="dissent"' in shown) == (True, False)
    late = f.DISSENTS_UNTIL + timedelta(seconds=1)
    assert 'id="dissent"' not in page(board.left_out, board.author, late)
    assert form_of(board.left_out) in page(board.left_out, board.author, f.DISSENTS_UNTIL)


def test_a_withdrawn_comment_offers_no_dissent(board: Board) -> None:
    withdraw_comment(board.undecided, by=board.author, now=NOW)

    assert 'id="dissent"' not in page(board.undecided, board.author, f.DISSENTING)


def test_the_list_of_all_says_until_when(board: Board) -> None:
    def said(now: datetime) -> int:
        with clock.pinned(now):
            shown = f.client_of(board.author).get(reverse("record")).content.decode()
        return shown.count("можете да издвојите мишљење до 18. марта у 23:59")

    assert said(NOW) == 0
    board.submit()
    assert said(f.DISSENTING) == 2
    dissent(board.changed, by=board.author, now=f.DISSENTING)
    assert (said(f.DISSENTING), said(f.DISSENTS_UNTIL + timedelta(seconds=1))) == (1, 0)


def test_the_desk_has_the_task_with_its_hard_date_while_it_can_be_done(board: Board) -> None:
    def tasks(actor: Actor, now: datetime) -> list[tuple[str, str, bool]]:
        found = desk_of(actor, now)
        every = [*found.late, *found.soon, *found.later]
        return [(str(row.date), row.url, row.is_hard) for row in every if "мишљење" in str(row.title)]

    assert tasks(board.author, NOW) == []
    board.submit()
    assert tasks(board.author, f.DISSENTING) == [("18. март у 23:59", reverse("record") + "?show=dissent", True)]
    assert tasks(board.network.members[1], f.DISSENTING) == []
    dissent(board.left_out, by=board.author, now=f.DISSENTING)
    alone = reverse("comment", args=[number_of(board.changed)])
    assert tasks(board.author, f.DISSENTING) == [("18. март у 23:59", f"{alone}#dissent", True)]
    assert tasks(board.author, f.DISSENTS_UNTIL + timedelta(seconds=1)) == []


@pytest.mark.parametrize(
    ("answers", "is_left_out", "expected"),
    [((), False, True), ((), True, False), (("",), True, True), (("accepted", ""), False, True),
     (("accepted", "noted"), False, False)],
)  # fmt: skip
def test_one_place_says_what_waits(answers: tuple[str, ...], is_left_out: bool, expected: bool) -> None:
    assert waits(answers, is_left_out=is_left_out) == expected


def states(board: Board, actor: Actor, now: datetime) -> dict[int, set[str]]:
    """Return what each of the pages says of each comment that the actor may read, by number: one word if they agree."""
    consultation = Consultation.objects.select_related("version").get(pk=board.consultation.pk)
    cache.clear()
    tallies = counts_of(consultation, now)
    comments = list(Comment.objects.filter(consultation=consultation).select_related(*WITH).order_by("number"))
    became = what_became(comments, actor, now)
    found = {each.number: {state_of(each, became[each.pk].outcome, now).key} for each in comments}
    for each in listed(rows(consultation, actor, now), consultation, actor, now):
        found[int(each.number.rpartition("-")[2])].add(each.state.key)
    for place in ("1-1", "1-2", "1-3"):
        target = target_of(consultation, {"p": place})
        assert target is not None
        thread = thread_of(consultation, target, actor, now, tallies)
        waiting = sum(bool(said.state) for said in thread.comments)
        assert waiting == tallies.by_passage[target.mark].waiting
    open_ones = [number for number, keys in found.items() if keys & {"awaiting", "late"}]
    assert tallies.whole.waiting == len(open_ones)
    return found


def test_a_dissent_that_waits_is_shown_as_waiting_everywhere(board: Board) -> None:
    board.submit()
    point = Point.objects.get(kind="consolidated", number=1)
    kept, changed, left_out, undecided = 1, 2, 3, 4
    assert states(board, f.ministry(), f.DISSENTING) == {
        kept: {"awaiting"},
        changed: {"awaiting"},
        left_out: {"not-taken-in"},
        undecided: {"awaiting"},
    }

    dissent(board.left_out, by=board.author, now=f.DISSENTING)
    dissent(board.changed, by=board.author, now=f.DISSENTING)
    answer(point)
    assert states(board, board.author, f.ANSWERING) == {
        kept: {"accepted"},
        changed: {"awaiting"},
        left_out: {"awaiting"},
        undecided: {"awaiting"},
    }

    answer(Point.objects.get(comment=board.changed), "not-accepted")
    answer(Point.objects.get(comment=board.left_out), "noted")
    assert states(board, f.ministry(), f.OVERDUE) == {
        kept: {"accepted"},
        changed: {"not-accepted"},
        left_out: {"noted"},
        undecided: {"late"},
    }


def test_what_a_lead_leaves_out_counts_once_it_is_out_by_time_alone(board: Board) -> None:
    consultation = board.consultation

    assert counts_of(consultation, f.LEADS_DEADLINE).whole.waiting == 4
    assert counts_of(consultation, f.LEADS_DEADLINE + timedelta(seconds=1)).whole.waiting == 3


def test_my_record_takes_as_many_queries_for_thirty_as_for_one() -> None:
    def queries(count: int) -> int:
        network = f.a_network()
        consultation = f.a_consultation([network.seko])
        author = network.members[0]
        many = [
            f.a_comment(consultation, author, f"Предлог {number}.", seko=network.seko, place="1-1")
            for number in range(3 * count)
        ]
        set_aside(many[:count], reason="Понавља се.", by=network.lead, now=NOW)
        merge(many[count:], wording="Друго.", by=network.lead, now=NOW)
        dissent(many[-1], by=author, now=f.DISSENTING)
        client = f.client_of(author)
        with clock.pinned(f.DISSENTING):
            client.get(reverse("record"))
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse("record")).status_code == 200
        return len(captured)

    assert queries(1) == queries(16)


def test_the_list_of_the_task_holds_the_comments_that_it_asks_about_and_nothing_else(board: Board) -> None:
    board.submit()
    with clock.pinned(f.DISSENTING):
        shown = f.client_of(board.author).get(reverse("record") + "?show=dissent").content.decode()
        every = f.client_of(board.author).get(reverse("record")).content.decode()
        nobody = f.client_of(board.network.members[1]).get(reverse("record")).content.decode()

    asked = {reverse("comment", args=[number_of(each)]) + "#dissent" for each in (board.left_out, board.changed)}
    assert set(re.findall(r'class="row-link" href="([^"]+)"', shown)) == asked
    assert asked < set(re.findall(r'class="row-link" href="([^"]+)"', every))
    assert 'href="?show=dissent"' in every
    assert "?show=dissent" not in nobody
