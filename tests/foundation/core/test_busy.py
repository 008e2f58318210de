"""A database that is kept busy by others: said on our page, with what was typed, never as a fault of ours."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.consultations.queries import locked
from seko.foundation.core import clock
from seko.foundation.core.middleware import Errors
from tests import factories as f


@contextmanager
def held_by_another(consultation: Consultation) -> Iterator[None]:
    """Let another connection hold the consultation's row (on SQLite: the one right to write) meanwhile."""
    is_held, may_go = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                locked(consultation)
                is_held.set()
                may_go.wait(10)
        finally:
            connection.close()

    holding = threading.Thread(target=hold)
    holding.start()
    assert is_held.wait(10)
    try:
        yield
    finally:
        may_go.set()
        holding.join()


@contextmanager
def little_patience() -> Iterator[None]:
    """Wait for others a tenth of a second instead of many."""
    short, usual = (
        ("SET lock_timeout = 100", "SET lock_timeout = 3000")
        if connection.vendor == "postgresql"
        else ("PRAGMA busy_timeout = 100", "PRAGMA busy_timeout = 20000")
    )
    with connection.cursor() as cursor:
        cursor.execute(short)
        yield
        cursor.execute(usual)


@pytest.mark.django_db(transaction=True)
def test_what_could_not_be_sent_stays_on_the_page() -> None:
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    browser = f.client_of(network.members[0])
    typed = {"unsent": str(uuid4()), "at": "1-1", "words": "Ове речи остају.", "route": network.seko.code}

    with held_by_another(consultation), little_patience(), clock.pinned(f.COMMENTING):
        answer = browser.post(reverse("comment-send", args=[consultation.code]), typed)
    with clock.pinned(f.COMMENTING):
        again = browser.post(reverse("comment-send", args=[consultation.code]), typed)

    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Ове речи остају." in page
    assert "Покушајте поново за минут." in page
    assert again.status_code == 302
    assert Comment.objects.get().words == "Ове речи остају."


def test_another_fault_of_the_database_is_not_hidden() -> None:
    answered = Errors(lambda request: HttpResponse())
    assert answered.process_exception(RequestFactory().get("/"), OperationalError("no such table")) is None


@pytest.mark.django_db
def test_what_another_did_at_the_same_moment_is_said_and_the_words_stay() -> None:
    person = f.a_person()
    request = RequestFactory().post("/", {"words": "Оно што сам написао.", "deed": "send", "password": "тајна реч"})

    def view(request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            f.a_person(email=person.email)
        raise AssertionError

    with pytest.raises(IntegrityError) as raised:
        view(request)
    answer = Errors(view).process_exception(request, raised.value)

    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "у истом тренутку" in page
    assert "Оно што сам написао." in page
    assert "тајна реч" not in page
