"""Who is told what, once: at handing in, at the deadline, before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seko.actors.accounts.models import Person
from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions import jobs
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
from seko.foundation.journal.models import Entry
from seko.foundation.notifications.models import Notice, Outbox
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.CONSOLIDATING
AFTER = f.LEADS_DEADLINE + timedelta(minutes=1)


def told(kind: str) -> dict[Person, list[dict[str, Any]]]:
    """Return what each person was told of that kind; mail and notice go together."""
    notices = Notice.objects.filter(kind=kind).order_by("created_at", "event_key")
    assert notices.count() == Outbox.objects.filter(kind=kind).count()
    people = Person.objects.in_bulk()
    found: dict[Person, list[dict[str, Any]]] = defaultdict(list)
    for notice in notices:
        found[people[notice.recipient]].append(notice.context)
    return dict(found)


def people(actors: Iterable[Actor]) -> set[Person]:
    return {actor.person for actor in actors if actor.person is not None}


def only(context: dict[str, Any], *names: str) -> list[Any]:
    return [context[name] for name in names]


@pytest.fixture
def coordinator() -> Actor:
    return f.ministry()


def test_each_author_is_told_once_what_became_of_all_own_comments(
    network: f.Network, consultation: Consultation, comments: list[Comment], coordinator: Actor
) -> None:
    colleague = f.another_of(network.members[0])
    set_aside(comments[:1], reason="Није предмет акције.", by=network.lead, now=NOW)
    reword(merge(comments[1:], by=network.lead, now=NOW), wording="Станица у Бору.", by=network.lead, now=NOW)
    position = ensure_position(consultation, network.seko, by=network.lead, now=NOW)

    submit_position(position, by=network.lead, now=NOW)

    fates = told("comment-fates")
    assert fates.keys() == people([*network.members, colleague])
    number = f"{consultation.code}-0001".upper()
    first, second = (fates[member.person][0] for member in network.members if member.person)
    names = ("taken", "reworded", "set_aside", "numbers", "not_consolidated")
    assert only(first, *names) == [1, 1, 1, number, 0]
    assert only(second, *names) == [1, 1, 0, "", 0]
    assert told("position-submitted").keys() == people([coordinator])


def test_the_clock_tells_the_rest_and_nobody_twice(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    carry(comments[:2], by=network.lead, now=NOW)
    jobs.tell_fates(f.LEADS_DEADLINE)
    assert told("comment-fates") == {}

    jobs.tell_fates(AFTER)
    jobs.tell_fates(AFTER + timedelta(minutes=10))

    fates = told("comment-fates")
    assert {person: [each["not_consolidated"] for each in found] for person, found in fates.items()} == {
        network.members[0].person: [1],
        network.members[1].person: [0],
    }


def test_who_was_told_at_handing_in_is_not_told_at_the_deadline(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    carry(comments, by=network.lead, now=NOW)
    submit_position(ensure_position_of(network, consultation), by=network.lead, now=NOW)

    jobs.tell_fates(AFTER)

    assert {len(found) for found in told("comment-fates").values()} == {1}


def test_a_deadline_opened_again_is_told_anew(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    jobs.tell_fates(AFTER)
    later = f.DISSENTS_UNTIL
    Consultation.objects.filter(pk=consultation.pk).update(leads_deadline_at=later, dissents_until_at=later)
    fresh = Comment.objects.get(pk=comments[0].pk)
    set_aside([fresh], reason="Није предмет акције.", by=network.lead, now=f.DISSENTING)
    jobs.tell_fates(f.DISSENTING)

    jobs.tell_fates(later + timedelta(minutes=1))
    jobs.tell_fates(later + timedelta(minutes=11))

    names = ("set_aside", "not_consolidated")
    found = {person: [only(each, *names) for each in every] for person, every in told("comment-fates").items()}
    assert found == {network.members[0].person: [[0, 2], [1, 1]], network.members[1].person: [[0, 1], [0, 1]]}


def test_a_round_with_nothing_to_tell_only_reads(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    def queries(moment: datetime) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            jobs.tell_fates(moment)
        return [str(query["sql"]) for query in captured.captured_queries]

    assert any(sql.startswith("INSERT") for sql in queries(AFTER))
    for days in range(1, 20):
        after = queries(AFTER + timedelta(days=days))
        assert [sql.partition(" ")[0] for sql in after] == ["SELECT"]
    told_of = list(Entry.objects.filter(scope=str(consultation.pk), kind="fates-told").values_list("facts", flat=True))
    assert told_of == [{"deadline": f.LEADS_DEADLINE.isoformat(), "authors": 2}]


def test_who_is_merged_into_anothers_words_is_told_of_the_dissent(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    point = merge(comments[:2], by=network.lead, now=NOW)
    carry(comments[2:], by=network.lead, now=NOW)
    assert point.wording == comments[1].words

    submit_position(ensure_position_of(network, consultation), by=network.lead, now=NOW)

    fates = told("comment-fates")
    assert [fates[each.person][0]["reworded"] for each in network.members if each.person] == [1, 0]


def ensure_position_of(network: f.Network, consultation: Consultation) -> Any:
    return ensure_position(consultation, network.seko, by=network.lead, now=NOW)


def test_a_position_taken_back_and_handed_in_again_is_told_again(
    network: f.Network, consultation: Consultation, comments: list[Comment], coordinator: Actor
) -> None:
    carry(comments, by=network.lead, now=NOW)
    position = ensure_position_of(network, consultation)
    submit_position(position, by=network.lead, now=NOW)

    take_back(position, reason="Договор са партнерима.", by=network.lead, now=NOW)
    back = told("position-taken-back")
    assert back.keys() == people([*network.members, coordinator])
    assert {each["reason"] for found in back.values() for each in found} == {"Договор са партнерима."}

    submit_position(position, by=network.lead, now=NOW + timedelta(hours=1))
    assert {len(found) for found in told("comment-fates").values()} == {2}


def test_a_dissent_is_told_to_the_lead(network: f.Network, consultation: Consultation, comments: list[Comment]) -> None:
    carry(comments[1:], by=network.lead, now=NOW)
    set_aside(comments[:1], reason="Понавља се.", by=network.lead, now=NOW)

    dissent(comments[0], by=network.members[0], now=f.DISSENTING)

    assert told("comment-dissented").keys() == people([network.lead])


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (datetime(2027, 3, 10, 7, 0, tzinfo=UTC), 3),
        (datetime(2027, 3, 11, 7, 0, tzinfo=UTC), None),
        (datetime(2027, 3, 12, 7, 0, tzinfo=UTC), 1),
        (datetime(2027, 3, 13, 7, 0, tzinfo=UTC), 1),
        (datetime(2027, 3, 15, 7, 0, tzinfo=UTC), None),
    ],
)
def test_leads_are_reminded_three_and_one_working_days_before(
    network: f.Network, comments: list[Comment], moment: datetime, days: int | None
) -> None:
    carry(comments[:1], by=network.lead, now=f.COMMENTING)

    jobs.remind_leads(moment)

    said = {
        person: [only(each, "count", "days") for each in found] for person, found in told("comments-undecided").items()
    }
    assert said == ({network.lead.person: [[2, days]]} if days else {})


def test_one_reminder_a_step_though_the_weekend_is_as_near(network: f.Network, comments: list[Comment]) -> None:
    for day in (12, 13, 14):
        jobs.remind_leads(datetime(2027, 3, day, 7, 0, tzinfo=UTC))

    assert {len(found) for found in told("comments-undecided").values()} == {1}


def test_nobody_is_reminded_of_nothing(network: f.Network, comments: list[Comment]) -> None:
    carry(comments, by=network.lead, now=f.COMMENTING)

    jobs.remind_leads(datetime(2027, 3, 12, 7, 0, tzinfo=UTC))

    assert told("comments-undecided") == {}


def test_who_no_longer_acts_is_not_told(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    mandate = network.members[0].mandate
    assert mandate is not None
    mandate.ends_on = f.OPENS.date()
    mandate.save()

    jobs.tell_fates(AFTER)

    assert told("comment-fates").keys() == people([network.members[1]])
