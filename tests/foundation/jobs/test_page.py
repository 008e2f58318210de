"""The progress page: for the person who asked, and for nobody else."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from seko.actors.accounts.models import Person
from seko.foundation.jobs import registry
from seko.foundation.jobs.models import Job
from tests.foundation.jobs.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return Person.objects.create_person("ana@example.org", "Ана Анић", email_confirmed_at=NOW)


def job_of(person: Person, **fields: Any) -> Job:
    return Job.objects.create(name="tests.page", for_person=person.pk, created_at=NOW, **fields)


def page(client: Client, job: Job, **headers: str) -> Any:
    return client.get(reverse("job-progress", args=[job.pk]), headers=headers)


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    handler = registry.Handler("tests.page", lambda progress: {}, "Увоз нацрта", {"reading": "Читање докумената"})
    monkeypatch.setitem(registry._handlers, "tests.page", handler)


def test_a_running_job_shows_phase_and_count_and_asks_again(client: Client, person: Person, words: None) -> None:
    client.force_login(person)
    response = page(client, job_of(person, status="running", done=3, total=8, phase="reading"))
    text = response.content.decode()
    assert response.status_code == 200
    assert "<h1>Увоз нацрта</h1>" in text
    assert "У току: Читање докумената" in " ".join(text.split())
    assert '<progress max="8" value="3"' in text
    assert 'hx-trigger="every 1s"' in text
    assert "<noscript>" in text


def test_a_done_job_asks_no_more_and_leads_on(client: Client, person: Person, words: None) -> None:
    client.force_login(person)
    text = page(client, job_of(person, status="done", result={"url": "/sr/kraj/"})).content.decode()
    assert 'href="/sr/kraj/"' in text
    assert "hx-get" not in text


def test_who_waits_on_the_page_is_led_on_by_itself(client: Client, person: Person, words: None) -> None:
    client.force_login(person)
    done = job_of(person, status="done", result={"url": "/sr/kraj/"})
    running = job_of(person, status="running", result={"url": "/sr/kraj/"})

    assert page(client, done, HX_Request="true").headers["HX-Redirect"] == "/sr/kraj/"
    assert "HX-Redirect" not in page(client, done).headers
    assert "HX-Redirect" not in page(client, running, HX_Request="true").headers


@pytest.mark.parametrize("url", ["//evil.example", "https://evil.example", "javascript:alert(1)", 7, None])
def test_it_never_leads_elsewhere(client: Client, person: Person, words: None, url: Any) -> None:
    client.force_login(person)
    text = page(client, job_of(person, status="done", result={"url": url})).content.decode()
    assert "evil.example" not in text
    assert "javascript:" not in text
    assert "Настави" not in text


def test_htmx_gets_only_the_part(client: Client, person: Person, words: None) -> None:
    client.force_login(person)
    response = page(client, job_of(person, status="running"), **{"hx-request": "true"})
    text = response.content.decode()
    assert text.startswith("<div ")
    assert "<html" not in text
    assert "HX-Request" in response["Vary"]


def test_a_failure_says_why_in_the_readers_form(client: Client, person: Person, words: None) -> None:
    client.force_login(person)
    sentence = {"sr": "Датотека је празна.", "sr-latn": "Datoteka je prazna.", "en": "The file is empty."}
    told = page(client, job_of(person, status="failed", error="invalid", error_params={"sentence": sentence}))
    broken = page(client, job_of(person, status="failed", error="broken"))
    crashed = page(client, job_of(person, status="failed", error="worker-crashed"))
    assert "Датотека је празна." in told.content.decode()
    assert "Дошло је до грешке на нашој страни" in broken.content.decode()
    assert "Обрада је прекинута више пута." in crashed.content.decode()


def test_anothers_job_is_not_there(client: Client, person: Person, words: None) -> None:
    other = Person.objects.create_person("mila@example.org", "Мила")
    job = job_of(other, status="running", phase="reading")
    nobodys = Job.objects.create(name="tests.page", created_at=NOW)
    client.force_login(person)
    answers = [page(client, job), page(client, nobodys), client.get(reverse("job-progress", args=[uuid4()]))]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert all("Читање" not in answer.content.decode() for answer in answers)


def test_a_stranger_is_led_to_the_sign_in(client: Client, person: Person) -> None:
    part = page(client, job_of(person), **{"hx-request": "true"})
    assert part.status_code == 401
