"""Sending: number, hash, receipt; the deadline; once and only once; fixed for ever."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from seko.dialogue.comments import actions
from seko.dialogue.comments.models import Comment, CommentPlace, Unsent
from seko.dialogue.comments.queries import number_of, parse_number, visible_to
from seko.dialogue.positions.models import Point
from seko.drafts.documents.models import Passage
from seko.foundation.core.errors import Conflict, Invalid, NotThere, Refused, WrongState
from seko.foundation.journal.models import Entry
from seko.foundation.journal.queries import tampering
from seko.foundation.notifications.models import Outbox
from tests.factories import COMMENTING, a_comment, a_consultation, a_network, a_person, an_actor, another_of, ministry

pytestmark = pytest.mark.django_db

WORDS = "Додати мерну станицу у Бору, јер је ваздух тамо најлошији."


def fields(words: str = WORDS, **extra: object) -> dict[str, object]:
    return {"words": words, "anchor": {"kind": "whole"}, **extra}


def send(consultation, actor, seko, *, words: str = WORDS, identifier=None, now: datetime = COMMENTING, **extra):  # type: ignore[no-untyped-def]
    given = fields(words, **extra.pop("fields", {}))
    return actions.send_comment(
        identifier=identifier or uuid4(), consultation=consultation, fields=given, by=actor, now=now, seko=seko, **extra
    )


def test_a_sent_comment_has_number_hash_token_point_mail_and_entry() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])
    author = network.members[0]

    first = send(consultation, author, network.seko)
    second = send(consultation, author, network.seko, words="Друго.")

    assert (first.number, second.number) == (1, 2)
    assert len(first.hash) == 64
    assert len(first.token) >= 30
    assert first.organisation_name == author.organisation_name
    assert Point.objects.get(comment=first).kind == "not-consolidated"
    assert Outbox.objects.filter(kind="receipt", recipient=author.person_id).count() == 2
    assert Entry.objects.filter(kind="comment-sent", subject_id=str(first.pk)).count() == 1
    assert tampering() == []


@pytest.mark.bad_input(63, 64)
def test_the_same_sent_again_is_the_same_comment_and_other_words_are_a_conflict() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])
    author, key = network.members[0], uuid4()

    first = send(consultation, author, network.seko, identifier=key)
    again = send(consultation, author, network.seko, identifier=key)
    with pytest.raises(Conflict) as raised:
        send(consultation, author, network.seko, identifier=key, words="Нешто друго.")

    assert again.pk == first.pk
    assert raised.value.theirs == first
    assert raised.value.yours.words == "Нешто друго."
    assert Comment.objects.count() == 1


def test_another_person_cannot_send_under_a_used_key() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])
    key = uuid4()
    send(consultation, network.members[0], network.seko, identifier=key)

    with pytest.raises(NotThere):
        send(consultation, network.members[1], network.seko, identifier=key)


@pytest.mark.bad_input(55)
@pytest.mark.parametrize("words", ["", "   ", "\u200b\u200d", "\n\n", "🙂"])
def test_an_empty_comment_is_not_sent(words: str) -> None:
    network = a_network()
    consultation = a_consultation([network.seko])

    with pytest.raises(Invalid) as raised:
        send(consultation, network.members[0], network.seko, words=words)

    assert list(raised.value.faults) == ["words"]
    assert Comment.objects.count() == 0


@pytest.mark.bad_input(56, 59, 60)
@pytest.mark.parametrize(
    ("words", "field"),
    [("а" * 20_001, "words"), ("један\x00два", "words"), ("један\ud800", "words"), ("ред\nдва\x07", "words")],
)
def test_words_that_cannot_be_stored_are_named(words: str, field: str) -> None:
    network = a_network()
    consultation = a_consultation([network.seko])

    with pytest.raises(Invalid) as raised:
        send(consultation, network.members[0], network.seko, words=words)

    assert list(raised.value.faults) == [field]


@pytest.mark.bad_input(56, 61)
def test_twenty_thousand_letters_are_taken_and_words_are_stored_composed() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])

    long = send(consultation, network.members[0], network.seko, words="а" * 20_000)
    composed = send(consultation, network.members[0], network.seko, words="c\u030ca\u0301")

    assert len(long.words) == 20_000
    assert composed.words == "čá"


@pytest.mark.bad_input(57)
@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "{{7*7}}", "%s", "{0.__class__}", "[x](javascript:1)"]
)
def test_hostile_words_are_stored_as_typed(hostile: str) -> None:
    network = a_network()
    consultation = a_consultation([network.seko])

    assert send(consultation, network.members[0], network.seko, words=hostile).words == hostile


@pytest.mark.bad_input(69)
def test_the_last_second_is_in_time_and_the_next_is_not() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])
    author, deadline = network.members[0], consultation.leads_deadline_at

    in_time = send(consultation, author, network.seko, now=deadline)
    with pytest.raises(WrongState):
        send(consultation, author, network.seko, now=deadline + timedelta(seconds=1))

    assert in_time.sent_at == deadline


@pytest.mark.bad_input(68)
def test_a_request_begun_in_time_may_end_within_the_grace() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])
    author, deadline = network.members[0], consultation.leads_deadline_at
    begun = deadline - timedelta(seconds=1)

    comment = send(consultation, author, network.seko, now=deadline + timedelta(seconds=119), began_at=begun)
    with pytest.raises(WrongState):
        send(consultation, author, network.seko, now=deadline + timedelta(seconds=121), began_at=begun)
    with pytest.raises(WrongState):
        late = deadline + timedelta(seconds=2)
        send(consultation, author, network.seko, now=late, began_at=deadline + timedelta(seconds=1))

    assert comment.request_began_at == begun


def test_nothing_is_sent_before_the_opening() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])

    with pytest.raises(WrongState):
        send(consultation, network.members[0], network.seko, now=consultation.opens_at - timedelta(seconds=1))


@pytest.mark.bad_input(69)
def test_a_refused_sending_keeps_the_unsent_text() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])
    author, key = network.members[0], uuid4()
    actions.save_unsent(
        identifier=key, consultation=consultation, fields=fields(), by=author, now=COMMENTING, seko=network.seko
    )

    with pytest.raises(WrongState):
        late = consultation.leads_deadline_at + timedelta(days=1)
        send(consultation, author, network.seko, identifier=key, now=late)

    assert Unsent.objects.get(pk=key).words == WORDS


def test_sending_takes_the_unsent_away() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])
    author, key = network.members[0], uuid4()
    actions.save_unsent(identifier=key, consultation=consultation, fields=fields(), by=author, now=COMMENTING)

    send(consultation, author, network.seko, identifier=key)

    assert Unsent.objects.count() == 0


def test_two_tabs_do_not_overwrite_each_other() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])
    author, key = network.members[0], uuid4()
    saved = actions.save_unsent(identifier=key, consultation=consultation, fields=fields(), by=author, now=COMMENTING)
    actions.save_unsent(
        identifier=key, consultation=consultation, fields=fields("Друга картица."), by=author, now=COMMENTING,
        revision=saved.revision,
    )  # fmt: skip

    with pytest.raises(Conflict) as raised:
        actions.save_unsent(
            identifier=key, consultation=consultation, fields=fields("Прва картица."), by=author, now=COMMENTING,
            revision=saved.revision,
        )  # fmt: skip

    assert raised.value.theirs.words == "Друга картица."
    assert raised.value.yours.words == "Прва картица."


def test_colleagues_share_unsent_texts_and_others_do_not_know_them() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])
    author, key = network.members[0], uuid4()
    unsent = actions.save_unsent(identifier=key, consultation=consultation, fields=fields(), by=author, now=COMMENTING)

    colleague = another_of(author)
    actions.save_unsent(
        identifier=key, consultation=consultation, fields=fields("Допуњено."), by=colleague, now=COMMENTING
    )
    with pytest.raises(NotThere):
        actions.discard_unsent(unsent, by=network.members[1], now=COMMENTING)

    assert Unsent.objects.get(pk=key).words == "Допуњено."


@pytest.mark.bad_input(62)
def test_exact_words_must_stand_where_the_anchor_says() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])
    passage = Passage.objects.filter(version=consultation.version).order_by("order")[0]
    right = {"place": passage.place, "start": 0, "end": 5, "exact": passage.text[:5]}

    comment = send(
        consultation, network.members[0], network.seko, fields={"anchor": {"kind": "words", "segments": [right]}}
    )
    for wrong in (
        {**right, "exact": "нешто"},
        {**right, "place": "99.9-9"},
        {**right, "end": 10**9},
        {**right, "start": -1},
        {**right, "start": "abc"},
    ):
        with pytest.raises(Invalid) as raised:
            send(
                consultation, network.members[1], network.seko,
                fields={"anchor": {"kind": "words", "segments": [wrong]}},
            )  # fmt: skip
        assert list(raised.value.faults) == ["anchor"]

    assert comment.anchor["segments"][0]["exact"] == passage.text[:5].strip()
    assert CommentPlace.objects.get(comment=comment).passage == passage


def test_who_is_not_asked_cannot_send() -> None:
    asked, other = a_network(), a_network()
    consultation = a_consultation([asked.seko])

    with pytest.raises(Refused):
        send(consultation, other.members[0], other.seko)
    with pytest.raises(Refused):
        send(consultation, asked.members[0], other.seko)
    with pytest.raises(Refused):
        send(consultation, asked.members[0], None)
    with pytest.raises(Refused):
        send(consultation, ministry(), None)
    with pytest.raises(Refused):
        send(consultation, an_actor(None, ""), None)


def test_where_everybody_may_an_address_must_be_confirmed() -> None:
    network = a_network()
    consultation = a_consultation([network.seko], audience="public")
    confirmed, unconfirmed = an_actor(None, ""), an_actor(None, "", a_person(email_confirmed_at=None))

    comment = send(consultation, confirmed, None)
    with pytest.raises(Refused):
        send(consultation, unconfirmed, None)

    assert comment.organisation is None
    assert comment.organisation_name == ""
    assert Point.objects.get(comment=comment).kind == "direct"


def test_a_correction_supersedes_and_a_withdrawal_stays_in_the_record() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])
    author = network.members[0]
    first = send(consultation, author, network.seko)

    second = send(consultation, author, network.seko, words="Исправка.", supersedes=first)
    actions.withdraw_comment(second, by=author, now=COMMENTING)
    first.refresh_from_db()
    second.refresh_from_db()

    assert (first.superseded_at, second.withdrawn_at) == (COMMENTING, COMMENTING)
    assert not Point.objects.filter(withdrawn_at__isnull=True).exists()
    with pytest.raises(Refused):
        third = send(consultation, author, network.seko, words="Треће.")
        actions.withdraw_comment(third, by=network.members[1], now=COMMENTING)


def test_nobody_withdraws_after_the_deadline() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])
    comment = send(consultation, network.members[0], network.seko)

    with pytest.raises(Refused):
        later = consultation.leads_deadline_at + timedelta(seconds=1)
        actions.withdraw_comment(comment, by=network.members[0], now=later)


def test_support_is_given_once_and_taken_back() -> None:
    network = a_network()
    consultation = a_consultation([network.seko])
    comment = send(consultation, network.members[0], network.seko)
    supporter = network.members[1]

    actions.support_comment(comment, by=supporter, now=COMMENTING)
    actions.support_comment(comment, by=another_of(supporter), now=COMMENTING)
    assert comment.supports.count() == 1
    actions.withdraw_support(comment, by=supporter, now=COMMENTING)
    assert comment.supports.count() == 0
    with pytest.raises(Refused):
        actions.support_comment(comment, by=network.members[0], now=COMMENTING)


@pytest.mark.parametrize(
    "column", ["words", "hash", "organisation_name", "proposed_wording", "source", "reason", "token"]
)
def test_the_database_refuses_to_change_sent_words(column: str) -> None:
    network = a_network()
    comment = send(a_consultation([network.seko]), network.members[0], network.seko)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE comments_comment SET {column} = 'x' WHERE number = %s", [comment.number])  # noqa: S608
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM comments_comment")

    comment.refresh_from_db()
    assert comment.words == WORDS


def test_a_sent_comment_is_seen_by_its_side_and_not_by_the_ministry_before_the_deadline() -> None:
    network, other = a_network(), a_network()
    consultation = a_consultation([network.seko, other.seko])
    comment = send(consultation, network.members[0], network.seko)
    coordinator = ministry()
    after = consultation.leads_deadline_at + timedelta(seconds=1)

    def sees(actor, now=COMMENTING) -> bool:  # type: ignore[no-untyped-def]
        return visible_to(actor, now).filter(pk=comment.pk).exists()

    assert [sees(network.members[0]), sees(network.members[1]), sees(network.lead), sees(network.partners[0])] == [
        True
    ] * 4
    assert [sees(other.members[0]), sees(other.lead), sees(coordinator), sees(an_actor(None, ""))] == [False] * 4
    assert [sees(coordinator, after), sees(other.lead, after)] == [True, False]


@pytest.mark.parametrize("typed", ["ENV-AD1-0007", "env-ad1-7", "ЕНВ-АД1-0007", " env-ad1-0007 "])
def test_a_number_is_found_in_either_script(typed: str) -> None:
    assert parse_number(typed) == ("env-ad1", 7)


@pytest.mark.parametrize("typed", ["", "env", "env-", "-7", "env-x", "env-٧", "env-99999999999"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert parse_number(typed) is None


def test_the_number_is_the_code_and_four_digits() -> None:
    network = a_network()
    comment = send(a_consultation([network.seko], code="env-ad1"), network.members[0], network.seko)

    assert number_of(comment) == "ENV-AD1-0001"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE comments_commentplace SET cells = '[9]'",
        "UPDATE comments_commentplace SET passage_id = passage_id + 1",
        "DELETE FROM comments_commentplace",
    ],
)
def test_the_database_refuses_to_move_a_sent_comment(statement: str) -> None:
    network = a_network()
    a_comment(a_consultation([network.seko]), network.members[0], seko=network.seko, place="1-1")

    with pytest.raises(DatabaseError, match="place of a sent comment"), transaction.atomic():
        connection.cursor().execute(statement)
