"""Who is told of answers, returns, replies and terms, once; and that every mail can be put into words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from seko.actors.accounts.models import Person
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.models import Mandate
from seko.dialogue.positions import notices as of_positions
from seko.dialogue.responses import jobs, notices
from seko.dialogue.responses.actions import (
    approve,
    assign,
    propose,
    propose_correction,
    reply,
    return_for_rework,
    save_draft,
)
from seko.dialogue.responses.enums import Verdict
from seko.foundation.notifications import registry
from seko.foundation.notifications.letters import put_into_words
from seko.foundation.notifications.models import Notice, Outbox
from seko.foundation.workflow import second
from tests import factories as f
from tests.dialogue.responses.conftest import ACCEPTED, Answering

pytestmark = pytest.mark.django_db
NOW = f.ANSWERING


def told(kind: str) -> dict[Person, list[dict[str, Any]]]:
    notices = Notice.objects.filter(kind=kind).order_by("created_at", "event_key")
    assert notices.count() == Outbox.objects.filter(kind=kind).count()
    people = Person.objects.in_bulk()
    found: dict[Person, list[dict[str, Any]]] = defaultdict(list)
    for notice in notices:
        found[people[notice.recipient]].append(notice.context)
    return dict(found)


def people(*actors: Actor) -> set[Person]:
    return {actor.person for actor in actors if actor.person is not None}


def numbers(contexts: Iterable[dict[str, Any]]) -> list[tuple[int, str]]:
    return [(each["count"], each["numbers"]) for each in contexts]


def test_the_officers_hear_once_for_the_whole_deed(answering: Answering) -> None:
    colleague = f.another_of(answering.officer)
    Notice.objects.all().delete()
    Outbox.objects.all().delete()
    more = [f.a_comment(answering.consultation, answering.stranger, f"Још {n}.").own_point for n in range(3)]

    assign([answering.direct, *more], institution=answering.institution, by=answering.coordinator, now=NOW)

    assert {person: [each["count"] for each in found] for person, found in told("answers-assigned").items()} == {
        answering.officer.person: [4],
        colleague.person: [4],
    }


def test_authors_and_lead_hear_of_the_answer_once(answering: Answering) -> None:
    answering.published()

    code = answering.consultation.code.upper()
    found = {person: numbers(contexts) for person, contexts in told("answers-published").items()}
    assert found == {
        answering.network.members[0].person: [(1, f"{code}-0001")],
        answering.network.members[1].person: [(1, f"{code}-0002")],
        answering.network.lead.person: [(1, "1")],
    }


def test_of_a_correction_the_reason_is_told(answering: Answering) -> None:
    first = answering.published()
    proposed = propose_correction(
        first, fields={**ACCEPTED, "reason": "Друго."}, reason="Погрешан број.", by=answering.coordinator, now=NOW
    )
    assert told("answer-corrected") == {}

    second.confirm(proposed, by=answering.second, now=NOW)

    corrected = told("answer-corrected")
    assert corrected.keys() == people(*answering.network.members, answering.network.lead)
    assert {each["reason"] for contexts in corrected.values() for each in contexts} == {"Погрешан број."}


def test_the_writers_hear_of_a_return_and_not_the_one_who_returns(answering: Answering) -> None:
    save_draft(answering.point, fields=ACCEPTED, by=answering.officer, now=NOW)
    changed = {**ACCEPTED, "reason": "Тачније."}
    response = save_draft(answering.point, fields=changed, revision=1, by=answering.second, now=NOW)
    propose(response, by=answering.officer, now=NOW)

    return_for_rework(response, reason="Наведите страну.", by=answering.second, now=NOW)

    assert told("answer-returned").keys() == people(answering.officer)


def end_mandate(actor: Actor) -> None:
    Mandate.objects.filter(pk=actor.mandate_id).update(ends_on=date(2027, 3, 20))


def test_a_returned_answer_is_no_news_for_somebody_who_no_longer_answers(answering: Answering) -> None:
    colleague = f.another_of(answering.officer)
    save_draft(answering.point, fields=ACCEPTED, by=answering.officer, now=NOW)
    changed = {**ACCEPTED, "reason": "Тачније."}
    response = save_draft(answering.point, fields=changed, revision=1, by=colleague, now=NOW)
    propose(response, by=colleague, now=NOW)
    end_mandate(answering.officer)

    back = return_for_rework(response, reason="Наведите страну.", by=answering.second, now=NOW)
    assert told("answer-returned").keys() == people(colleague)

    Notice.objects.all().delete()
    Outbox.objects.all().delete()
    propose(back, by=colleague, now=NOW)
    end_mandate(colleague)
    third = f.another_of(answering.officer)
    return_for_rework(response, reason="Наведите страну.", by=answering.second, now=NOW)
    assert told("answer-returned").keys() == people(third)


def test_the_ministry_and_the_institution_hear_a_reply(answering: Answering) -> None:
    response = answering.published()

    reply(response, verdict=Verdict.OBJECTS, words="Нема рока.", by=answering.network.members[0], now=NOW)
    reply(response, verdict=Verdict.OBJECTS, words="Нема рока.", by=answering.network.members[0], now=NOW)

    found = told("answer-replied")
    assert found.keys() == people(answering.coordinator, answering.second, answering.officer)
    assert {len(contexts) for contexts in found.values()} == {1}


@pytest.mark.parametrize(
    ("day", "is_late"),
    [
        (datetime(2027, 3, 26, 8, 0, tzinfo=UTC), False),
        (datetime(2027, 3, 28, 8, 0, tzinfo=UTC), None),
        (datetime(2027, 3, 30, 8, 0, tzinfo=UTC), False),
        (datetime(2027, 3, 31, 8, 0, tzinfo=UTC), None),
        (datetime(2027, 4, 1, 8, 0, tzinfo=UTC), True),
        (datetime(2027, 4, 2, 8, 0, tzinfo=UTC), None),
        (datetime(2027, 4, 8, 8, 0, tzinfo=UTC), True),
    ],
)
def test_institutions_are_reminded_before_and_after_the_term(
    answering: Answering, day: datetime, is_late: bool | None
) -> None:
    jobs.remind_of_answers(day)
    jobs.remind_of_answers(day)

    found = {
        person: [(each["count"], each["is_late"]) for each in contexts]
        for person, contexts in told("answers-due").items()
    }
    asked = people(answering.officer, answering.coordinator, answering.second) if is_late is not None else set()
    assert found == {person: [(1, is_late)] for person in asked}


def test_nobody_is_reminded_of_what_is_answered(answering: Answering) -> None:
    answering.published()

    jobs.remind_of_answers(datetime(2027, 4, 1, 8, 0, tzinfo=UTC))

    assert told("answers-due").keys() == people(answering.coordinator, answering.second)


SAMPLES: dict[str, dict[str, Any]] = {
    "reason": {"reason": "Погрешан број."},
    "seko": {"seko": "СЕКО Животна средина", "seko_en": "SEKO Environment"},
    "rest": {
        "code": "k1",
        "title": "Чист ваздух",
        "title_en": "Clean air",
        "count": 3,
        "days": 3,
        "number": 7,
        "numbers": "K1-0001, K1-0002",
        "taken": 2,
        "reworded": 1,
        "set_aside": 1,
        "not_consolidated": 1,
        "verdict": "objects",
        "words": "Нема рока.",
        "is_late": True,
        "due_on": "2027-03-31",
        "deadline": "2027-03-15T22:59:59+00:00",
        "dissents_until": "2027-03-18T22:59:59+00:00",
        "replies_until": "2027-04-09T21:59:59+00:00",
    },
}


@pytest.mark.parametrize("kind", [*of_positions.KINDS, *notices.KINDS])
@pytest.mark.parametrize("language", ["sr", "sr-latn", "en"])
def test_every_kind_can_be_put_into_words_in_each_form(kind: str, language: str) -> None:
    context = {name: value for sample in SAMPLES.values() for name, value in sample.items()}
    found = registry.find(kind)
    assert found is not None

    words = put_into_words(Notice(kind=kind, subject_id="1", context=context), found, language)

    assert words is not None
    said = " ".join((words.line, *words.paragraphs))
    cyrillic = any("а" <= letter.lower() <= "я" or letter in "ђјљњћџ" for letter in said)
    assert (words.line != "", len(words.paragraphs) >= 2, "None" in said, "  " in said) == (True, True, False, False)
    assert cyrillic == (language == "sr" or (language == "en" and ("Погрешан" in said or "Нема" in said)))
    assert words.link.startswith("http")


def test_a_published_answer_in_plain_words(answering: Answering) -> None:
    approve(answering.proposed(), by=answering.coordinator, now=NOW)
    kind = registry.find("answers-published")
    assert kind is not None
    notice = Notice.objects.get(kind="answers-published", recipient=answering.network.lead.person.pk)  # type: ignore[union-attr]

    words = put_into_words(notice, kind, "sr-latn")

    assert words is not None
    assert words.line == "Objavljeni odgovori: 1"
    assert words.paragraphs == (
        "Odgovoreno na zajednički stav (SEKO Životna sredina): 1.",
        "Konsultacije: Akcioni dokument Čist vazduh.",
        "Možete da se izjasnite do 9. aprila 2027. u 23:59. Ako se ne izjasnite, to ne znači da se ne slažete.",
    )
