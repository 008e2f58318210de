"""Writing on the reading page: questions without a draft, corrections, two tabs without script, files, late texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from seko.dialogue.comments import actions
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import number_of
from seko.dialogue.consultations.models import Consultation
from seko.foundation.core import clock
from seko.foundation.files.models import StoredFile
from tests import factories as f

pytestmark = pytest.mark.django_db


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
    """Its consultation on a draft."""
    return f.a_consultation([network.seko], version=f.a_version(circle="public"))


@pytest.fixture
def asked(network: f.Network) -> Consultation:
    """Its consultation on three questions, without a draft."""
    return f.a_consultation([network.seko], questions=["Шта недостаје?", "Ко одговара?", "Када?"])


@pytest.fixture
def client(network: f.Network) -> Client:
    """The browser of a member's representative."""
    return f.client_of(network.members[0])


def typed(words: str = "Додати мерну станицу.", at: str = "whole", **extra: Any) -> dict[str, Any]:
    return {"unsent": str(uuid4()), "at": at, "words": words, **extra}


def send(client: Client, consultation: Consultation, fields: dict[str, Any]) -> Any:
    return client.post(reverse("comment-send", args=[consultation.code]), fields)


def a_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("анализа.txt", "Текст анализе.".encode(), "text/plain")


def fields_of(page: str) -> dict[str, str]:
    """Return the hidden fields of the first form that has them."""
    parts = page.split('type="hidden" name="')[1:]
    return {part.split('"')[0]: unescape(part.split('value="')[1].split('"')[0]) for part in parts}


def test_a_question_without_a_draft_is_answered_where_the_consultation_leads(
    client: Client, asked: Consultation, network: f.Network
) -> None:
    about = client.get(reverse("consultation", args=[asked.code])).content.decode()
    questions = client.get(reverse("reading", args=[asked.code]))
    second = reverse("reading", args=[asked.code]) + "?q=2"
    form = client.get(second).content.decode()
    sent = send(client, asked, typed("Министарство.", fields_of(form)["at"]))
    thread = f.client_of(network.members[1]).get(second).content.decode()

    assert second in about
    assert questions.status_code == 200
    assert "Ко одговара?" in questions.content.decode()
    assert sent.status_code == 302
    comment = Comment.objects.get()
    assert (comment.anchor_kind, comment.question and comment.question.order) == ("question", 2)
    assert "Министарство." in thread
    assert "Министарство." not in client.get(reverse("reading", args=[asked.code]) + "?q=1").content.decode()


def test_a_question_that_is_not_asked_is_not_there(client: Client, asked: Consultation) -> None:
    address = reverse("reading", args=[asked.code])

    assert [client.get(f"{address}?q={number}").status_code for number in ("4", "0", "x")] == [404, 404, 404]
    assert client.get(f"{address}?p=whole").status_code == 200


def test_a_correction_is_written_over_the_sent_words_and_both_lead_to_each_other(
    client: Client, consultation: Consultation, network: f.Network
) -> None:
    first = f.a_comment(consultation, network.members[0], "Прва реч.", seko=network.seko, place="1-2")
    page = client.get(reverse("comment", args=[number_of(first)])).content.decode()
    address = reverse("reading", args=[consultation.code]) + f"?p=1-2&correct={first.number}"
    form = client.get(address).content.decode()
    hidden = fields_of(form.split('class="compose"')[1])

    answer = send(client, consultation, {**hidden, "words": "Исправљена реч."})
    second = Comment.objects.get(number=2)
    pages = [client.get(reverse("comment", args=[number_of(each)])).content.decode() for each in (first, second)]
    others = f.client_of(network.members[1]).get(reverse("comment", args=[number_of(second)])).content.decode()

    assert address.replace("&", "&amp;") + "#compose" in page
    assert ">Прва реч.</textarea>" in form
    assert answer.status_code == 302
    assert (second.supersedes, second.anchor) == (first, first.anchor)
    assert reverse("comment", args=[number_of(second)]) in pages[0]
    assert reverse("comment", args=[number_of(first)]) in pages[1]
    assert reverse("comment", args=[number_of(first)]) not in others


def test_only_ones_own_replaceable_comment_opens_as_a_correction(
    client: Client, consultation: Consultation, network: f.Network
) -> None:
    mine = f.a_comment(consultation, network.members[0], seko=network.seko)
    theirs = f.a_comment(consultation, network.members[1], seko=network.seko)
    address = reverse("reading", args=[consultation.code]) + "?p=whole&correct="
    actions.withdraw_comment(mine, by=network.members[0], now=f.COMMENTING)

    assert client.get(f"{address}{theirs.number}").status_code == 404
    assert client.get(f"{address}99").status_code == 404
    assert client.get(f"{address}x").status_code == 404
    assert client.get(f"{address}{mine.number}").status_code == 403


def test_a_stale_tab_does_not_go_over_newer_words_without_script(
    client: Client, consultation: Consultation, network: f.Network
) -> None:
    fields = typed("Прва.")
    send(client, consultation, {**fields, "save": "1"})
    send(client, consultation, {**fields, "words": "Дужи текст друге картице.", "edition": "1", "save": "1"})

    saving = send(client, consultation, {**fields, "words": "Стара.", "edition": "1", "save": "1"})
    sending = send(client, consultation, {**fields, "words": "Стара.", "edition": "1"})

    assert [saving.status_code, sending.status_code] == [409, 409]
    for answer in (saving, sending):
        shown = answer.content.decode()
        assert "Стара" in shown
        assert "Дужи текст друге картице" in shown.replace("<ins>", "").replace("</ins>", "")
    assert Unsent.objects.get().words == "Дужи текст друге картице."
    assert Comment.objects.count() == 0


def test_from_two_texts_one_goes_on_with_either_or_both(client: Client, consultation: Consultation) -> None:
    fields = typed("Прва.")
    send(client, consultation, {**fields, "save": "1"})
    send(client, consultation, {**fields, "words": "Друга.", "edition": "1", "save": "1"})
    conflict = send(client, consultation, {**fields, "words": "Стара.", "edition": "1", "reason": "Разлог."})
    carried = fields_of(conflict.content.decode().split('class="message care"')[1])

    def chosen(**choice: str) -> str:
        return send(client, consultation, {**carried, **choice}).content.decode()  # type: ignore[no-any-return]

    assert ">Стара.</textarea>" in chosen(take="yours")
    assert ">Друга.</textarea>" in chosen(take="theirs")
    both = chosen(compose="both")
    assert ">Друга.\n\nСтара.</textarea>" in both
    assert ">Разлог.</textarea>" in both
    last = fields_of(both.split('class="compose"')[1])
    assert send(client, consultation, {**last, "words": "Обе."}).status_code == 302
    assert Comment.objects.get().words == "Обе."


def test_other_words_after_the_sending_are_offered_as_a_new_comment(client: Client, consultation: Consultation) -> None:
    fields = typed("Послато.")
    send(client, consultation, fields)

    conflict = send(client, consultation, {**fields, "words": "Још нешто."})
    hidden = fields_of(conflict.content.decode().split('class="compose"')[1])

    assert conflict.status_code == 409
    assert ">Још нешто.</textarea>" in conflict.content.decode()
    assert hidden["unsent"] != fields["unsent"]
    assert send(client, consultation, {**hidden, "words": "Још нешто."}).status_code == 302


def test_what_comes_after_the_deadline_is_kept_with_its_file(client: Client, consultation: Consultation) -> None:
    with clock.pinned(consultation.leads_deadline_at + timedelta(seconds=5)):
        answer = send(client, consultation, typed("Касно.", attachment=a_file()))
        unsent = Unsent.objects.get()
        page = client.get(reverse("unsent", args=[unsent.pk])).content.decode()

    assert answer.status_code == 409
    assert unsent.attachment is not None
    assert "анализа.txt" in page
    assert reverse("unsent", args=[unsent.pk]) in answer.content.decode()


def test_of_a_refused_or_repeated_sending_no_file_is_left(
    client: Client, consultation: Consultation, network: f.Network
) -> None:
    stranger = f.client_of(f.a_network().members[0])
    fields = typed("Видети прилог.")

    refused = send(stranger, consultation, typed("Странац.", attachment=a_file()))
    assert refused.status_code == 403
    assert not StoredFile.objects.filter(kind="attachment").exists()
    send(client, consultation, {**fields, "attachment": a_file()})
    send(client, consultation, {**fields, "attachment": a_file()})

    assert StoredFile.objects.filter(kind="attachment").count() == 1
    assert Comment.objects.get().attachment is not None


def test_a_file_is_not_lost_when_the_form_comes_back(client: Client, consultation: Consultation) -> None:
    back = send(client, consultation, typed("Зовите 011 123 45 67.", attachment=a_file()))
    page = back.content.decode()
    hidden = fields_of(page.split('class="compose"')[1])

    sent = send(client, consultation, {**hidden, "words": "Зовите 011 123 45 67."})

    assert back.status_code == 400
    assert "анализа.txt" in page
    assert sent.status_code == 302
    assert Comment.objects.get().attachment is not None


def test_the_thread_names_the_file(client: Client, consultation: Consultation, network: f.Network) -> None:
    send(client, consultation, typed("Видети прилог.", at="1-1", attachment=a_file()))
    comment = Comment.objects.get()

    address = reverse("reading", args=[consultation.code]) + "?p=1-1"
    thread = f.client_of(network.members[1]).get(address).content.decode()
    board = f.client_of(network.lead).get(reverse("board", args=[consultation.code, network.seko.code]))

    for page in (thread, board.content.decode()):
        assert f'href="{reverse("comment-attachment", args=[number_of(comment)])}"' in page
        assert "анализа.txt" in page
