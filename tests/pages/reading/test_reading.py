"""The reading page: who reads what, marks and threads, sending through the form, in a fixed number of queries."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core import clock
from tests.factories import (
    COMMENTING,
    DISSENTING,
    Network,
    a_comment,
    a_consultation,
    a_network,
    a_version,
    an_actor,
    ministry,
)

pytestmark = pytest.mark.django_db
HIDDEN = "КАНАРИНАЦ-НЕВИДЉИВ"


@pytest.fixture(autouse=True)
def _in_march() -> Any:
    cache.clear()
    with clock.pinned(COMMENTING):
        yield


@pytest.fixture
def network() -> Network:
    return a_network()


@pytest.fixture
def consultation(network: Network) -> Consultation:
    return a_consultation([network.seko], version=a_version(circle="public"), questions=())


def as_client(actor: Actor) -> Client:
    client = Client()
    if actor.person is not None:
        client.force_login(actor.person)
    return client


def page(consultation: Consultation, **query: str) -> str:
    return (
        "/sr"
        + reverse("reading", args=[consultation.code]).removeprefix("/sr")
        + ("?" + urlencode(query) if query else "")
    )


def test_the_public_reads_the_draft_and_counts_but_no_quotation(consultation: Consultation, network: Network) -> None:
    a_comment(consultation, network.members[0], HIDDEN, seko=network.seko, place="1-1")

    whole = Client().get(page(consultation)).content.decode()
    thread = Client().get(page(consultation, p="1-1")).content.decode()

    assert "Акција доприноси чистијем ваздуху у градовима." in whole
    assert 'class="m w" href="?p=1-1#p-1-1">1<' in whole
    assert HIDDEN not in whole + thread
    assert 'id="thread"' in thread


def test_the_network_reads_the_thread_and_the_ministry_does_not_yet(
    consultation: Consultation, network: Network
) -> None:
    a_comment(consultation, network.members[0], HIDDEN, seko=network.seko, place="1-1")

    member = as_client(network.members[1]).get(page(consultation, p="1-1")).content.decode()
    coordinator = as_client(ministry()).get(page(consultation, p="1-1")).content.decode()

    assert HIDDEN in member
    assert HIDDEN not in coordinator


def test_the_latin_form_shows_the_same_words_in_latin(consultation: Consultation) -> None:
    latin = Client().get(page(consultation).replace("/sr/", "/sr-latn/")).content.decode()

    assert "Akcija doprinosi čistijem vazduhu u gradovima." in latin
    assert 'lang="sr-Latn"' in latin


def test_a_draft_that_is_not_released_is_not_there(network: Network) -> None:
    closed = a_consultation([network.seko], version=a_version(circle="networks"))
    stranger = an_actor(None, "")

    assert Client().get(page(closed)).status_code == 404
    assert as_client(stranger).get(page(closed)).status_code == 404
    assert as_client(network.members[0]).get(page(closed)).status_code == 200


@pytest.mark.parametrize("place", ["9.9-9", "-1", "1e9", "9223372036854775808", "١", "x" * 5_000, "1-1%00"])
def test_a_place_that_does_not_exist_is_not_there(consultation: Consultation, place: str) -> None:
    assert Client().get(page(consultation, p=place)).status_code == 404


def form(place: str = "1-1", words: str = "Додати мерну станицу.", **extra: str) -> dict[str, str]:
    return {"unsent": str(uuid4()), "at": place, "words": words, **extra}


def send_url(consultation: Consultation) -> str:
    return reverse("comment-send", args=[consultation.code])


def test_the_form_sends_and_leads_to_the_receipt(consultation: Consultation, network: Network) -> None:
    response = as_client(network.members[0]).post(send_url(consultation), form(), follow=True)

    comment = Comment.objects.get()
    assert response.status_code == 200
    assert f"{consultation.code}-0001".upper() in response.content.decode()
    assert comment.anchor == {"kind": "passage", "places": ["1-1"]}
    assert comment.seko == network.seko


def test_words_typed_from_the_text_become_the_exact_words(consultation: Consultation, network: Network) -> None:
    as_client(network.members[0]).post(send_url(consultation), form(quote="чистијем ваздуху"))

    segment = Comment.objects.get().anchor["segments"][0]
    assert (segment["exact"], segment["start"]) == ("чистијем ваздуху", 17)


def test_a_selection_on_the_latin_form_finds_the_stored_words(consultation: Consultation, network: Network) -> None:
    shown = "Akcija doprinosi čistijem vazduhu u gradovima."
    start = shown.index("čistijem")
    selection = f'[{{"place": "1-1", "start": {start}, "end": {start + 16}}}]'
    url = send_url(consultation).replace("/sr/", "/sr-latn/")

    as_client(network.members[0]).post(url, form(selection=selection))

    assert Comment.objects.get().anchor["segments"][0]["exact"] == "чистијем ваздуху"


def test_a_fault_keeps_everything_that_was_typed(consultation: Consultation, network: Network) -> None:
    typed = form(words="  ", reason="Разлог који се чува", quote="чистијем ваздуху")
    response = as_client(network.members[0]).post(send_url(consultation), typed)

    shown = response.content.decode()
    assert response.status_code == 400
    assert "Разлог који се чува" in shown
    assert "чистијем ваздуху" in shown
    assert 'aria-invalid="true"' in shown


def test_words_that_do_not_stand_there_are_refused_and_kept(consultation: Consultation, network: Network) -> None:
    response = as_client(network.members[0]).post(send_url(consultation), form(quote="ових речи нема"))

    assert response.status_code == 400
    assert "ових речи нема" in response.content.decode()
    assert Comment.objects.count() == 0


def test_autosave_keeps_the_text_and_tells_its_edition(consultation: Consultation, network: Network) -> None:
    client, typed = as_client(network.members[0]), form()
    url = reverse("unsent-save", args=[consultation.code])

    def put(words: str, edition: str) -> Any:
        body = urlencode({**typed, "words": words})
        return client.put(url, body, content_type="application/x-www-form-urlencoded", headers={"If-Match": edition})

    first = put("Прво", "*")
    second = put("Друго", first["ETag"])
    stale = put("Треће", first["ETag"])

    assert [first.status_code, second.status_code, stale.status_code] == [204, 204, 409]
    assert Unsent.objects.get().words == "Друго"


def test_the_number_of_queries_does_not_grow_with_the_comments(
    consultation: Consultation, network: Network, django_assert_max_num_queries: Any
) -> None:
    for rank in range(30):
        a_comment(consultation, network.members[rank % 2], f"Коментар {rank}", seko=network.seko, place="1-1")
    Client().get(page(consultation))
    cache.clear()

    with django_assert_max_num_queries(8):
        Client().get(page(consultation))
    with django_assert_max_num_queries(6):
        Client().get(page(consultation, p="1-1"), headers={"HX-Request": "true"})


def test_a_long_thread_shows_its_first_ten_comments_own_ones_before_and_the_rest_on_demand(
    consultation: Consultation, network: Network
) -> None:
    for rank in range(11):
        a_comment(consultation, network.members[0], f"Коментар бр. {rank}.", seko=network.seko, place="1-1")
    a_comment(consultation, network.members[1], "Наш коментар.", seko=network.seko, place="1-1")

    first = as_client(network.members[1]).get(page(consultation, p="1-1")).content.decode()
    everything = as_client(network.members[1]).get(page(consultation, p="1-1", all="1")).content.decode()

    numbers = [rank for rank in range(11) if f"Коментар бр. {rank}." in first]
    assert numbers == list(range(9))
    assert first.index("Наш коментар.") < first.index("Коментар бр. 0.")
    assert 'href="?p=1-1&all=1#thread">Прикажи све коментаре: 12</a>' in first
    assert everything.count('<article class="comment">') == 12
    assert "&all=1" not in everything


def test_the_head_says_that_the_draft_is_in_another_language_than_the_page(network: Network) -> None:
    address = page(a_consultation([network.seko], version=a_version(circle="public")))
    heads = {form: Client().get(address.replace("/sr/", f"/{form}/")) for form in ("sr", "sr-latn", "en")}

    said = [b"The draft is in Serbian." in answer.content for answer in heads.values()]
    assert said == [False, False, True]
    assert "Нацрт је на".encode() not in heads["sr"].content


def test_the_page_invites_to_comment_only_while_comments_are_taken(
    consultation: Consultation, network: Network
) -> None:
    signs = ("Изаберите речи или део текста", "Видеће га чланице", 'id="compose"', "Ове консултације су закључене.")
    member = as_client(network.members[0])
    ended = a_consultation([network.seko], status="concluded", concluded_at=DISSENTING)
    addresses = page(consultation, p="1-1"), page(ended, p="1-1")

    def said(address: str, moment: datetime) -> list[bool]:
        with clock.pinned(moment):
            text = member.get(address).content.decode()
        return [each in text for each in signs]

    assert said(addresses[0], COMMENTING) == [True, True, True, False]
    assert said(addresses[0], DISSENTING) == [False, False, True, False]
    assert said(addresses[1], DISSENTING) == [False, False, False, True]
