"""Deeds out of order or at once, through the pages (reliability.md C7): what `test_at_once` proves of the actions, a
person meets here as a page that says why.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from seko.actors.organisations.enums import Role
from seko.dialogue.comments.models import Unsent
from seko.dialogue.comments.queries import number_of
from seko.dialogue.positions.actions import carry, merge
from seko.dialogue.positions.models import Point, Position
from seko.dialogue.positions.queries import counts, partition
from seko.dialogue.responses.models import Response
from seko.drafts.documents.models import Passage, Version
from seko.foundation.core import clock
from seko.foundation.journal.models import Entry
from seko.foundation.journal.queries import tampering
from seko.foundation.notifications.models import Outbox
from tests import factories as f
from tests.dialogue.responses.conftest import Answering
from tests.dialogue.responses.test_queue_pages import TYPED, address
from tests.drafts.documents.uploading import GOOD, Uploading, main_of, uploading

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_week_of_answers() -> Iterator[None]:
    with clock.pinned(f.ANSWERING):
        yield


def url_of(name: str, *args: object, language: str = "sr") -> str:
    with override(language):
        return reverse(name, args=args)


def pages_at_once(*asked: Callable[[], Any], at: datetime = f.ANSWERING) -> list[Any]:
    """Ask for the pages in threads with connections of their own, at one moment; return the answers."""
    barrier, answers = threading.Barrier(len(asked)), [None] * len(asked)

    def go(place: int, ask: Callable[[], Any]) -> None:
        try:
            with clock.pinned(at):
                barrier.wait()
                answers[place] = ask()
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(place, ask)) for place, ask in enumerate(asked)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


def statuses(answers: list[Any]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


# --- 77: two officers ------------------------------------------------------------------------------------------------


@pytest.mark.bad_input(77)
@pytest.mark.django_db(transaction=True)
def test_two_officers_send_at_once_and_the_second_sees_both_texts(answering: Answering) -> None:
    browsers = [f.client_of(answering.officer), f.client_of(f.another_of(answering.officer))]
    texts = ["Први текст одговора.", "Други текст одговора."]

    def sending(browser: Client, words: str) -> Callable[[], Any]:
        return lambda: browser.post(address(answering), {**TYPED, "reason": words, "edition": "0", "send": "1"})

    answers = pages_at_once(*map(sending, browsers, texts))

    assert statuses(answers) == [302, 409]
    stored = Response.objects.get()
    assert stored.reason in texts
    other = next(words for words in texts if words != stored.reason)
    page = next(answer for answer in answers if answer.status_code == 409).content.decode()
    assert other in page  # what was typed is not lost
    assert tampering() == []


# --- 78: an answer while the comment is withdrawn --------------------------------------------------------------------


@pytest.mark.bad_input(78)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(2))
def test_an_answer_while_its_comment_is_withdrawn(turn: int) -> None:
    stranger, coordinator = f.an_actor(f.an_organisation("Ван мреже"), Role.REPRESENTATIVE), f.ministry()
    consultation = f.a_consultation(audience="public")
    comment = f.a_comment(consultation, stranger)
    official, author = f.client_of(coordinator), f.client_of(stranger)
    answer_url = url_of("queue-point", consultation.code, comment.own_point.pk)
    withdraw_url = url_of("comment-withdraw", number_of(comment))

    answers = pages_at_once(
        lambda: official.post(answer_url, {**TYPED, "edition": "0", "send": "1"}),
        lambda: author.post(withdraw_url),
        at=f.CONSOLIDATING,
    )

    comment.refresh_from_db()
    is_answered = Response.objects.exists()
    assert is_answered == (comment.withdrawn_at is None)
    refused = answers[1] if is_answered else answers[0]
    assert refused.status_code in (403, 404, 409)
    assert len(main_of(refused)) > 40  # the other is told why


# --- 81: what is published -------------------------------------------------------------------------------------------


@pytest.mark.bad_input(81)
def test_a_published_version_is_fixed_and_another_gets_a_new_number() -> None:
    desk: Uploading = uploading()
    first = desk.kept(desk.read(GOOD))
    second = f.client_of(f.another_of(desk.coordinator))

    def step_of(browser: Client, step: str) -> Any:
        return browser.post(url_of("version-step", desk.document.code, 1, step))

    assert step_of(desk.client, "propose").status_code == 302
    assert step_of(second, "publish").status_code == 302
    f.a_consultation([f.a_network().seko], version=Version.objects.get(pk=first.pk))
    words = list(Passage.objects.filter(version=first).values_list("text", flat=True))

    for step in ("propose", "take-back", "publish"):
        again = step_of(desk.client, step)
        assert again.status_code in (403, 409), step
    for sql in (
        "UPDATE documents_passage SET text = 'x'",
        "DELETE FROM documents_passage",
        "UPDATE documents_version SET content_hash = 'x'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    draft = desk.kept(desk.read(GOOD), acknowledged=["same-file:1"])

    assert (draft.number, draft.status) == (2, "draft")
    first.refresh_from_db()
    assert (first.number, first.status) == (1, "published")
    assert list(Passage.objects.filter(version=first).values_list("text", flat=True)) == words


# --- 82: twice at once -----------------------------------------------------------------------------------------------


@pytest.mark.bad_input(82)
@pytest.mark.django_db(transaction=True)
def test_a_version_published_twice_at_once_changes_once() -> None:
    desk = uploading()
    desk.kept(desk.read(GOOD))
    url = url_of("version-step", desk.document.code, 1, "publish")
    desk.client.post(url_of("version-step", desk.document.code, 1, "propose"))
    others = [f.client_of(f.another_of(desk.coordinator)) for _ in range(2)]

    answers = pages_at_once(*(lambda browser=browser: browser.post(url) for browser in others))

    assert statuses(answers) == [302, 409]
    assert Entry.objects.filter(kind="version-published").count() == 1
    assert tampering() == []


@pytest.mark.bad_input(82)
@pytest.mark.django_db(transaction=True)
def test_published_and_taken_back_at_once_is_one_of_the_two() -> None:
    desk = uploading()
    desk.kept(desk.read(GOOD))
    desk.client.post(url_of("version-step", desk.document.code, 1, "propose"))
    second, proposer = f.client_of(f.another_of(desk.coordinator)), desk.client

    answers = pages_at_once(
        lambda: second.post(url_of("version-step", desk.document.code, 1, "publish")),
        lambda: proposer.post(url_of("version-step", desk.document.code, 1, "take-back")),
    )

    assert statuses(answers) == [302, 409]
    changes = Entry.objects.filter(kind__in=("version-published", "version-taken-back"))
    assert changes.count() == 1
    expected = "published" if changes.get().kind == "version-published" else "draft"
    assert Version.objects.get(document=desk.document).status == expected


@pytest.mark.bad_input(82)
@pytest.mark.django_db(transaction=True)
def test_an_answer_approved_twice_at_once_is_published_once_with_one_mail(answering: Answering) -> None:
    response = answering.proposed()
    sent = {"approve": str(response.pk), "revision": str(response.revision)}
    browsers = [f.client_of(answering.coordinator), f.client_of(answering.second)]
    url = url_of("approving", answering.consultation.code)

    answers = pages_at_once(*(lambda browser=browser: browser.post(url, sent) for browser in browsers))

    assert statuses(answers) == [302, 409]
    assert Response.objects.get().status == "published"
    recipients = list(Outbox.objects.filter(kind="answers-published").values_list("recipient", flat=True))
    assert len(recipients) == len(set(recipients)) > 0


# --- 86, 87: steps that are skipped, hands that are the same ---------------------------------------------------------


@pytest.mark.bad_input(86)
def test_an_answer_is_not_approved_before_it_is_proposed(answering: Answering, language: str) -> None:
    drafted = answering.drafted()
    sent = {"approve": str(drafted.pk), "revision": str(drafted.revision)}
    url = url_of("approving", answering.consultation.code, language=language)

    answer = f.client_of(answering.coordinator).post(url, sent)

    assert answer.status_code in (404, 409)
    assert len(main_of(answer)) > 40
    assert Response.objects.get().status == "drafted"


@pytest.mark.bad_input(86)
def test_a_position_with_undecided_comments_is_not_handed_in(language: str) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    f.a_comment(consultation, network.members[0], seko=network.seko)
    url = url_of("board-submit", consultation.code, network.seko.code, language=language)

    with clock.pinned(f.CONSOLIDATING):
        answer = f.client_of(network.lead).post(url, {"letter": "Писмо остаје."})

    assert answer.status_code == 409
    assert "1" in main_of(answer)  # how many are not decided
    assert not Position.objects.filter(status="submitted").exists()


@pytest.mark.bad_input(86)
def test_a_draft_is_not_published_before_it_is_proposed() -> None:
    desk = uploading()
    desk.kept(desk.read(GOOD))

    answer = f.client_of(f.another_of(desk.coordinator)).post(url_of("version-step", desk.document.code, 1, "publish"))

    assert answer.status_code == 409
    assert Version.objects.get(document=desk.document).status == "draft"


@pytest.mark.bad_input(87)
def test_who_wrote_an_answer_does_not_approve_it(answering: Answering, language: str) -> None:
    response = answering.proposed(by=answering.coordinator)
    sent = {"approve": str(response.pk), "revision": str(response.revision)}
    url = url_of("approving", answering.consultation.code, language=language)

    own = f.client_of(answering.coordinator).post(url, sent)

    assert own.status_code in (403, 409)
    assert len(main_of(own)) > 40
    assert Response.objects.get().status == "proposed"
    assert f.client_of(answering.second).post(url, sent).status_code == 302


@pytest.mark.bad_input(87)
def test_who_proposed_a_draft_does_not_publish_it() -> None:
    desk = uploading()
    desk.kept(desk.read(GOOD))
    desk.client.post(url_of("version-step", desk.document.code, 1, "propose"))

    answer = desk.client.post(url_of("version-step", desk.document.code, 1, "publish"))

    assert answer.status_code == 403
    assert (
        "Друга особа мора да објави оно што сте ви предложили." in main_of(answer)
        or "друга особа" in main_of(answer).lower()
    )


@pytest.mark.bad_input(87)
def test_nobody_answers_the_own_organisations_words(answering: Answering) -> None:
    officer = answering.officer
    assert officer.person is not None
    f.an_actor(answering.network.members[0].organisation, Role.REPRESENTATIVE, officer.person)

    answer = f.client_of(officer).post(address(answering), {**TYPED, "edition": "0", "send": "1"})

    assert answer.status_code == 403
    assert len(main_of(answer)) > 40
    assert not Response.objects.exists()


# --- 79, 80: two on one board, and a comment that comes while it is handed in ----------------------------------------


@pytest.mark.bad_input(79)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(2))
def test_two_coordinators_merge_the_same_set_crosswise(turn: int) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    comments = [
        f.a_comment(consultation, member, f"Предлог {rank}.", seko=network.seko)
        for rank, member in enumerate(network.members)
    ]
    first, second = carry(comments, by=network.lead, now=f.CONSOLIDATING)
    browsers = [f.client_of(network.lead), f.client_of(f.another_of(network.lead))]
    url = url_of("board-deed", consultation.code, network.seko.code)

    def merging(browser: Client, comment: int, into: int) -> Callable[[], Any]:
        return lambda: browser.post(url, {"deed": "merge", "c": str(comment), "into": str(into)})

    answers = pages_at_once(
        merging(browsers[0], comments[0].number, second.number),
        merging(browsers[1], comments[1].number, first.number),
        at=f.CONSOLIDATING,
    )

    assert statuses(answers) == [302, 409]
    (point,) = Point.objects.filter(kind="consolidated", withdrawn_at=None)
    assert point.sources.count() == 2  # nothing is lost in a circle
    assert len(main_of(next(answer for answer in answers if answer.status_code == 409))) > 40
    assert tampering() == []


@pytest.mark.bad_input(79)
def test_merging_into_what_a_colleague_dissolved_says_so() -> None:
    network = f.a_network(members=3)
    consultation = f.a_consultation([network.seko])
    comments = [f.a_comment(consultation, member, "Предлог.", seko=network.seko) for member in network.members]
    first, second = carry(comments[:2], by=network.lead, now=f.CONSOLIDATING)
    merge(comments[:1], into=second, by=network.lead, now=f.CONSOLIDATING)
    given = {"deed": "merge", "c": str(comments[2].number), "into": str(first.number)}

    with clock.pinned(f.CONSOLIDATING):
        answer = f.client_of(network.lead).post(url_of("board-deed", consultation.code, network.seko.code), given)

    assert answer.status_code == 409
    assert "више не постоји" in main_of(answer)


@pytest.mark.bad_input(80)
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(2))
def test_a_comment_sent_while_the_position_is_handed_in_is_in_or_told_and_kept(turn: int) -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    carry([f.a_comment(consultation, network.members[0], seko=network.seko)], by=network.lead, now=f.CONSOLIDATING)
    lead, member = f.client_of(network.lead), f.client_of(network.members[1])
    sent = {"unsent": str(uuid4()), "at": "1-1", "words": "Да ли сам стигао?"}

    answers = pages_at_once(
        lambda: lead.post(url_of("board-submit", consultation.code, network.seko.code), {"letter": ""}),
        lambda: member.post(url_of("comment-send", consultation.code), sent),
        at=f.CONSOLIDATING,
    )

    is_in = answers[1].status_code == 302
    assert statuses(answers) == [302, 409]
    position = Position.objects.get(consultation=consultation)
    assert (position.status == "submitted") != is_in
    if not is_in:
        assert "Да ли сам стигао?" in answers[1].content.decode()
        assert Unsent.objects.get().words == "Да ли сам стигао?"
        assert position.submitted_counts == counts(consultation, network.seko).as_json()
    parts = partition(consultation, f.CONSOLIDATING)
    assert (parts.total, parts.nowhere) == (1 + is_in, 0)
