"""Reading and commenting in a working translation: the same comments at the same parts, in both texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.actions import propose_hiding
from seko.drafts.documents.models import Version
from seko.foundation.core import clock
from seko.foundation.workflow import second
from tests import factories as f

pytestmark = pytest.mark.django_db

TEXTS = {
    "1-1": "The action contributes to cleaner air in cities.",
    "1-2": "The network of monitoring stations had 28 stations in 2017.",
    "t9": "A remark of the translator.",
}


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    cache.clear()
    with clock.pinned(f.COMMENTING):
        yield


@pytest.fixture
def network() -> f.Network:
    """A SEKO."""
    return f.a_network()


@pytest.fixture
def consultation(network: f.Network) -> Consultation:
    """Its consultation on a draft with a translation into English."""
    version = f.a_version(circle="public")
    f.a_translation(version, TEXTS)
    return f.a_consultation([network.seko], version=version)


@pytest.fixture
def client(network: f.Network) -> Client:
    """The browser of a member's representative."""
    return f.client_of(network.members[0])


def page(client: Client, consultation: Consultation, query: str, language: str = "en") -> str:
    with override(language):
        url = reverse("reading", args=[consultation.code])
    answer = client.get(url + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def send(client: Client, consultation: Consultation, **fields: Any) -> Any:
    typed = {"unsent": str(uuid4()), "words": "More stations are needed in Bor.", "text": "en", **fields}
    return client.post(reverse("comment-send", args=[consultation.code]), typed)


def selected(place: str, words: str) -> str:
    start = TEXTS[place].index(words)
    return json.dumps([{"place": place, "start": start, "end": start + len(words)}])


def test_both_texts_can_be_read_and_each_leads_to_the_other(client: Client, consultation: Consultation) -> None:
    authentic = page(client, consultation, "")
    translated = page(client, consultation, "?text=en")

    assert "28 станица" in authentic and "28 stations" not in authentic
    assert "28 stations" in translated and "28 станица" not in translated
    assert 'href="?text=en"' in authentic
    assert "You are reading a working translation." in translated
    assert "You are reading a working translation." not in authentic


def test_a_comment_on_words_of_the_translation_stands_at_the_same_part_of_both(
    client: Client, consultation: Consultation
) -> None:
    answer = send(client, consultation, at="1-2", selection=selected("1-2", "28 stations"))
    assert answer.status_code == 302

    comment = Comment.objects.get()
    assert comment.anchor["kind"] == "passage"
    assert comment.anchor["places"] == ["1-2"]
    assert [each["exact"] for each in comment.anchor["translated"]["segments"]] == ["28 stations"]
    assert [place.passage.text for place in comment.places.all()] == [f.PASSAGES[1]]
    for query in ("?p=1-2", "?text=en&p=1-2"):
        shown = page(client, consultation, query)
        assert "More stations are needed in Bor." in shown
        assert "“28 stations”" in shown


def test_the_commented_words_are_marked_in_the_text_in_which_they_stand(
    client: Client, consultation: Consultation
) -> None:
    send(client, consultation, at="1-2", selection=selected("1-2", "28 stations"))

    marked = page(client, consultation, "?text=en").split('id="p-1-2"')[1].split("</p>")[0]
    assert ">28 stations<" in marked
    assert ">28 станица<" not in page(client, consultation, "")


def test_a_comment_on_words_of_the_authentic_text_is_shown_in_the_translation(
    client: Client, consultation: Consultation
) -> None:
    answer = send(client, consultation, text="", at="1-2", quote="28 станица")
    assert answer.status_code == 302

    shown = page(client, consultation, "?text=en&p=1-2")
    assert "More stations are needed in Bor." in shown
    assert "This part in the authentic text" in shown
    assert "Мрежа мерних станица има 28 станица" in shown


@pytest.mark.parametrize(
    "place", [{"at": "1-2", "selection": selected("t9", "A remark")}, {"at": "1-2", "quote": "28 станица"}]
)
def test_words_that_are_not_in_the_part_are_refused_and_nothing_is_lost(
    client: Client, consultation: Consultation, place: dict[str, str]
) -> None:
    answer = send(client, consultation, **place)

    assert answer.status_code == 400
    assert "More stations are needed in Bor." in answer.content.decode()
    assert not Comment.objects.exists()


def test_an_unsent_comment_goes_on_in_the_text_in_which_it_was_begun(
    client: Client, consultation: Consultation
) -> None:
    send(client, consultation, at="1-2", selection=selected("1-2", "28 stations"), save="1")
    assert Unsent.objects.get().anchor["translated"]["language"] == "en"

    shown = page(client, consultation, "?text=en&p=1-2")

    assert '<q data-quote><span lang="en">28 stations</span></q>' in shown or "28 stations</q>" in shown
    assert '"stored": true' in shown.replace("&quot;", '"')


def test_a_part_that_only_the_translation_has_takes_no_comments(client: Client, consultation: Consultation) -> None:
    shown = page(client, consultation, "?text=en")
    assert "A remark of the translator." in shown
    assert "p=t9" not in shown
    with override("en"):
        assert client.get(reverse("reading", args=[consultation.code]) + "?text=en&p=t9").status_code == 404


def test_a_language_that_is_not_there_is_the_authentic_text(client: Client, consultation: Consultation) -> None:
    for query in ("?text=sr", "?text=xx", "?text="):
        assert "28 станица" in page(client, consultation, query)


def test_a_hidden_translation_is_gone_and_its_comments_stay(client: Client, consultation: Consultation) -> None:
    send(client, consultation, at="1-2", selection=selected("1-2", "28 stations"))
    translation = Version.everything.get(authentic=consultation.version)
    one = f.ministry()
    before = page(Client(), consultation, "")
    assert "text=en" in before

    deed = propose_hiding(translation, reason="Wrong file.", by=one, now=f.COMMENTING)
    second.confirm(deed, by=f.another_of(one), now=f.COMMENTING)

    assert "text=en" not in page(Client(), consultation, "")
    assert "28 станица" in page(client, consultation, "?text=en")
    assert "“28 stations”" in page(client, consultation, "?p=1-2")
    assert Comment.objects.get().anchor["translated"]["language"] == "en"


def test_no_more_statements_than_without_a_translation(
    client: Client, consultation: Consultation, network: f.Network, django_assert_max_num_queries: Any
) -> None:
    send(client, consultation, at="1-2", selection=selected("1-2", "28 stations"))
    for query in ("", "?text=en", "?text=en&p=1-2"):
        page(client, consultation, query)
    with django_assert_max_num_queries(10) as asked:
        page(client, consultation, "")
    for query, more in (("?text=en", 0), ("?text=en&p=1-2", 6)):
        with django_assert_max_num_queries(len(asked) + more):
            page(client, consultation, query)


@pytest.mark.parametrize(("language", "lang"), [("sr", "sr-Cyrl"), ("sr-latn", "sr-Latn")])
def test_on_a_serbian_page_the_marks_in_the_english_text_are_said_in_serbian(
    client: Client, consultation: Consultation, network: f.Network, language: str, lang: str
) -> None:
    f.a_comment(consultation, network.members[0], "Додати станице.", seko=network.seko, place="1-2")

    assert f'<i lang="{lang}"> ' in page(client, consultation, "?text=en", language)
    assert f'<i lang="{lang}"> ' not in page(client, consultation, "", language)
