"""A working translation of an answer: who writes it, what it must say, where it is read, that it never counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.comments.queries import number_of
from seko.dialogue.responses.actions import approve, propose, return_for_rework, save_draft, translate_answer
from seko.dialogue.responses.models import Response, ResponseTranslation
from seko.dialogue.responses.queries import languages_to, with_translation
from seko.foundation.core import clock
from seko.foundation.core.errors import Conflict, Invalid, Refused, WrongState
from seko.foundation.journal.models import Entry
from tests import factories as f
from tests.dialogue.responses.conftest import Answering

pytestmark = pytest.mark.django_db
ENGLISH = {"reason": "This is correct and it will be added.", "will_change": "The station is added."}
OTHER = {"reason": "This is right, and the station will stand there.", "will_change": "A station is added."}
MARK = "Working translation by "


@pytest.fixture(autouse=True)
def _in_the_week_of_answers() -> Iterator[None]:
    with clock.pinned(f.ANSWERING):
        yield


def translated(
    response: Response, by: Actor, edition: int = 0, fields: Mapping[str, str] = ENGLISH
) -> ResponseTranslation:
    return translate_answer(response, language="en", fields=fields, edition=edition, by=by, now=f.ANSWERING)


def form(answering: Answering, language: str = "en") -> str:
    return reverse("answer-translation", args=[answering.consultation.code, answering.point.pk, language])


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def in_english(address: str) -> str:
    return address.replace("/sr/", "/en/", 1)


def thread(answering: Answering) -> str:
    return reverse("reading", args=[answering.consultation.code]) + "?p=1-2"


def comment_page(answering: Answering) -> str:
    return reverse("comment", args=[number_of(answering.comments[0])])


# Writing


def test_it_is_kept_beside_the_answer_which_stays(answering: Answering) -> None:
    response = answering.proposed()

    row = translated(response, answering.officer)

    kept = Response.objects.get(pk=response.pk)
    assert (kept.reason, kept.will_change) == ("Тачно је.", "Додаје се станица.")
    assert (row.reason, row.will_change, row.edition) == (ENGLISH["reason"], ENGLISH["will_change"], 1)
    assert (row.institution, row.written_by) == (answering.institution, answering.officer.person)
    [entry] = Entry.objects.filter(kind="answer-translated")
    assert (entry.subject_id, entry.facts["language"], entry.facts["edition"]) == (str(response.pk), "en", 1)


def test_a_correction_replaces_it_and_what_it_was_is_kept(answering: Answering) -> None:
    response = answering.published()
    first = translated(response, answering.officer)

    translated(response, answering.coordinator, first.edition, OTHER)

    rows = list(ResponseTranslation.objects.filter(response=response))
    assert [(row.edition, row.reason, row.replaced_at is None) for row in rows] == [
        (1, ENGLISH["reason"], False),
        (2, OTHER["reason"], True),
    ]
    entries = Entry.objects.filter(kind="answer-translated").order_by("pk")
    assert [entry.facts["edition"] for entry in entries] == [1, 2]
    assert len({entry.facts["content"] for entry in entries}) == 2


def test_the_same_words_again_change_nothing(answering: Answering) -> None:
    response = answering.published()

    assert translated(response, answering.officer).pk == translated(response, answering.officer).pk
    assert Entry.objects.filter(kind="answer-translated").count() == 1


@pytest.mark.bad_input(77)
def test_two_at_once_get_both_texts_and_neither_is_lost(answering: Answering) -> None:
    response = answering.published()
    first = translated(response, answering.officer)

    with pytest.raises(Conflict) as found:
        translated(response, answering.coordinator, 0, OTHER)

    assert found.value.theirs == first
    assert found.value.yours.reason == OTHER["reason"]
    assert ResponseTranslation.objects.get().reason == ENGLISH["reason"]


@pytest.mark.bad_input(55, 56, 60)
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": " \n "}, "reason"),
        ({"reason": "It has a bell\x07 in it."}, "reason"),
        ({"reason": "the " * 5_001}, "reason"),
        ({"reason": "Ово је тачно и биће унето."}, "reason"),
        ({"will_change": ""}, "will_change"),
    ],
    ids=["empty", "a character that cannot be stored", "too long", "in the language of the answer", "half of it"],
)
def test_what_cannot_be_taken_is_named_at_its_field(fields: dict[str, str], field: str, answering: Answering) -> None:
    response = answering.published()

    with pytest.raises(Invalid) as found:
        translated(response, answering.officer, 0, {**ENGLISH, **fields})

    assert list(found.value.faults) == [field]
    assert not ResponseTranslation.objects.exists()


def test_an_answer_is_not_translated_into_its_own_language(answering: Answering) -> None:
    response = answering.published()

    with pytest.raises(Invalid):
        translate_answer(response, language="sr", fields=ENGLISH, by=answering.officer, now=f.ANSWERING)
    assert languages_to(response) == ("en",)


def test_only_whoever_answers_there_translates(answering: Answering) -> None:
    response = answering.published()
    elsewhere = f.an_actor(f.an_organisation("Друго министарство", kind="ministry"), Role.OFFICER)

    for actor in (elsewhere, answering.network.lead, answering.stranger):
        with pytest.raises(Refused):
            translated(response, actor)


def test_an_answer_still_being_written_is_not_translated(answering: Answering) -> None:
    with pytest.raises(WrongState):
        translated(answering.drafted(), answering.officer)


def test_the_database_keeps_it_as_it_was(answering: Answering) -> None:
    row = translated(answering.published(), answering.officer)
    translated(row.response, answering.officer, 1, OTHER)
    rows = ResponseTranslation.objects.filter(pk=row.pk)
    refused: tuple[Callable[[], Any], ...] = (
        lambda: rows.update(reason="Else."),
        lambda: rows.update(replaced_at=f.AFTER_REPLIES),
        lambda: rows.delete(),
        lambda: ResponseTranslation.objects.filter(edition=2).update(language="de"),
    )

    for each in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            each()


# Reading


@pytest.mark.parametrize("where", [thread, comment_page])
def test_it_is_read_under_the_answer_on_pages_in_its_language(
    where: Callable[[Answering], str], answering: Answering
) -> None:
    translated(answering.published(), answering.officer)

    address = where(answering)
    english, serbian = page(Client(), in_english(address)), page(Client(), address)

    assert english.index("Тачно је.") < english.index(MARK) < english.index(ENGLISH["reason"])
    assert english.index("Додаје се станица.") < english.index(ENGLISH["will_change"])
    assert "The answer itself counts." in english
    assert ENGLISH["reason"] not in serbian
    assert "Радни превод" not in serbian


def test_who_replies_reads_it_too(answering: Answering) -> None:
    translated(answering.published(), answering.officer)
    author = f.client_of(answering.network.members[0])

    read = page(author, in_english(reverse("replies", args=[answering.consultation.code])))

    assert read.index("Тачно је.") < read.index(MARK) < read.index(ENGLISH["reason"])


def test_a_corrected_one_is_read_instead_even_by_who_has_the_page_already(answering: Answering) -> None:
    response = answering.published()
    address = in_english(thread(answering))
    before = Client().get(address)
    translated(response, answering.officer)
    then = Client().get(address, headers={"If-None-Match": before["ETag"]})
    translated(response, answering.officer, 1, OTHER)
    after = Client().get(address, headers={"If-None-Match": then["ETag"]})

    assert (then.status_code, after.status_code) == (200, 200)
    assert ENGLISH["reason"] in then.content.decode()
    assert ENGLISH["reason"] not in after.content.decode()
    assert OTHER["reason"] in after.content.decode()


def test_of_an_answer_that_was_changed_afterwards_none_is_read_until_somebody_looks(answering: Answering) -> None:
    response = answering.proposed()
    translated(response, answering.officer)
    back = return_for_rework(response, reason="Кратко.", by=answering.coordinator, now=f.ANSWERING)
    changed = save_draft(
        answering.point,
        fields={"disposition": "noted", "reason": "Није тачно.", "will_change": "Ништа."},
        revision=back.revision,
        by=answering.officer,
        now=f.ANSWERING,
    )
    proposed = propose(changed, by=answering.officer, now=f.ANSWERING)
    officer = f.client_of(answering.officer)
    queue = reverse("queue-point", args=[answering.consultation.code, answering.point.pk])
    told = page(officer, queue)
    approve(proposed, by=answering.coordinator, now=f.ANSWERING)

    assert "читаоцима се не приказује док га поново не погледате" in told
    assert MARK not in page(Client(), in_english(comment_page(answering)))

    translated(proposed, answering.officer, 1)
    assert MARK in page(Client(), in_english(comment_page(answering)))


def test_reading_it_asks_no_more_of_the_database(answering: Answering) -> None:
    response = answering.published()
    address = in_english(comment_page(answering))
    page(Client(), address)
    with CaptureQueriesContext(connection) as without:
        page(Client(), address)
    translated(response, answering.officer)
    with CaptureQueriesContext(connection) as with_it:
        assert MARK in page(Client(), address)
    assert len(with_it) == len(without)


def test_each_answer_gets_its_own(answering: Answering) -> None:
    translated(answering.published(), answering.officer)
    with override("en"):
        rows = with_translation(Response.objects.all())
        assert [getattr(row, "translated_reason", None) for row in rows] == [ENGLISH["reason"]]
    with override("sr-latn"):
        assert [getattr(row, "translated_reason", "") for row in with_translation(Response.objects.all())] == [None]


# The page on which it is written


def test_the_officer_is_led_there_and_writes_it(answering: Answering) -> None:
    answering.proposed()
    officer = f.client_of(answering.officer)
    queue = reverse("queue-point", args=[answering.consultation.code, answering.point.pk])

    assert f'href="{form(answering)}"' in page(officer, queue)
    assert "Тачно је." in page(officer, form(answering))
    sent = officer.post(form(answering), {**ENGLISH, "edition": "0"})

    assert (sent.status_code, sent["Location"]) == (302, queue)
    assert ENGLISH["reason"] in page(officer, queue)


def test_those_who_may_find_the_way_on_the_published_answer(answering: Answering) -> None:
    answering.published()
    link = f'href="{form(answering)}"'

    for actor, is_led in ((answering.officer, True), (answering.coordinator, True), (answering.network.lead, False)):
        assert (link in page(f.client_of(actor), comment_page(answering))) is is_led
    assert link not in page(Client(), comment_page(answering))


def test_what_was_typed_stays_when_something_is_wrong(answering: Answering) -> None:
    answering.published()

    again = f.client_of(answering.officer).post(form(answering), {"reason": "", "will_change": "It stays."})

    assert again.status_code == 400
    assert "Упишите превод образложења." in again.content.decode()
    assert "It stays." in again.content.decode()


@pytest.mark.bad_input(77)
def test_two_at_the_same_translation_get_both_texts(answering: Answering) -> None:
    response = answering.published()
    translated(response, answering.officer)
    coordinator = f.client_of(answering.coordinator)

    both = coordinator.post(form(answering), {**OTHER, "edition": "0"})
    words = both.content.decode()

    assert both.status_code == 409
    assert "Два текста једног превода" in words
    assert f'value="{OTHER["reason"]}"' in words
    composed = coordinator.post(form(answering), {**OTHER, "edition": "1", "compose": "both"}).content.decode()
    assert ENGLISH["reason"] in composed
    assert OTHER["reason"] in composed
    assert coordinator.post(form(answering), {**OTHER, "edition": "1", "take": "yours"}).status_code == 302
    assert ResponseTranslation.objects.get(replaced_at=None).reason == OTHER["reason"]


def test_the_address_of_its_own_language_leads_to_the_other(answering: Answering) -> None:
    answering.published()
    officer = f.client_of(answering.officer)

    assert officer.get(form(answering, "sr"))["Location"] == form(answering)
    assert officer.post(form(answering, "sr"), ENGLISH).status_code == 400
    assert officer.get(form(answering, "de")).status_code == 404
