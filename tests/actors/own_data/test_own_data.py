"""A person takes along everything held of them and nothing of others."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from seko.actors.organisations.actions import propose_merging
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.dialogue.comments.actions import save_unsent
from seko.foundation.core import clock
from seko.foundation.notifications.models import Outbox
from tests import factories as f
from tests.actors.accounts.signing import with_app
from tests.outlets.reporting.reading import words_of_docx

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> tuple[Actor, Actor]:
    """Two people of one network; each with a name, an address, a sent and an unsent comment that tell them apart."""
    network = f.a_network()
    consultation = f.a_consultation([network.seko])
    found = []
    for actor, mark in zip(network.members, ("prva", "druga"), strict=True):
        assert actor.person is not None
        actor.person.name, actor.person.email = f"zq-name-{mark}-qz", f"zq-{mark}-qz@primer.example"
        actor.person.save()
        f.a_comment(consultation, actor, f"zq-sent-{mark}-qz", seko=network.seko)
        fields = {"words": f"zq-unsent-{mark}-qz", "anchor": {"kind": "whole"}}
        save_unsent(identifier=uuid4(), consultation=consultation, fields=fields, by=actor, now=f.COMMENTING)
        found.append(f.again(actor))
    return found[0], found[1]


def taken(actor: Actor | None, rest: str) -> tuple[int, bytes]:
    with clock.pinned(f.COMMENTING):
        response = f.client_of(actor).get(f"/sr/account/data/{rest}")
    return response.status_code, response.content


@pytest.mark.parametrize("rest", ["", "files/json/", "files/docx/"])
def test_everything_of_the_person_is_there_and_nothing_of_another(people: tuple[Actor, Actor], rest: str) -> None:
    own, _other = people
    status, content = taken(own, rest)
    words = words_of_docx(content) if "docx" in rest else content.decode()
    assert status == 200
    assert [mark in words for mark in ("zq-name-prva", "zq-prva-qz@", "zq-sent-prva", "zq-unsent-prva")] == [True] * 4
    assert "druga" not in words


def test_the_file_for_another_service_names_every_kind_once(people: tuple[Actor, Actor]) -> None:
    _status, content = taken(people[0], "files/json/")
    found = json.loads(content)
    models = [each["model"] for each in found["holdings"]]
    assert found["person"] == people[0].person_id
    assert {"accounts.Person", "organisations.Mandate", "comments.Comment", "comments.Unsent"} <= set(models)
    assert len(models) == len(set(models))


def a_coordination_with_everything_that_is_kept_as_a_code() -> Actor:
    actor = f.ministry()
    person, network = actor.person, f.a_network("environment")
    assert person is not None
    person.language = "sr-latn"
    person.save()
    browser = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    UserSession.objects.create(user=person, session_key="zq-key", ip="192.0.2.7", user_agent=browser)
    with_app(person)
    scope = network.seko.code
    f.an_actor(network.members[0].organisation, Role.REPRESENTATIVE, person, scope=scope)
    alias, survivor = f.an_organisation("Алфа"), f.an_organisation("Бета")
    propose_merging(alias, survivor=survivor, reason="Двапут унета.", by=actor, now=f.COMMENTING)
    return f.again(actor)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (
            "sr",
            (
                *("Српски, латиница", "Firefox, Windows", "Апликација за потврду", "СЕКО Животна средина"),
                *("Спој двоструки унос", "Додата је додатна потврда пријаве"),
            ),
        ),
        (
            "en",
            (
                *("Serbian, Latin", "Firefox on Windows", "Authenticator app", "SEKO Environment"),
                *("Merge a double entry", "A second factor was added"),
            ),
        ),
    ],
)
@pytest.mark.parametrize("rest", ["", "files/docx/"])
def test_codes_stand_there_in_words(form: str, words: tuple[str, ...], rest: str) -> None:
    actor = a_coordination_with_everything_that_is_kept_as_a_code()
    with clock.pinned(f.COMMENTING):
        content = f.client_of(actor).get(f"/{form}/account/data/{rest}").content
    page = words_of_docx(content) if rest else content.decode()
    codes = ("second-factor-added", "merge-organisation", "sr-latn<", "totp", "Mozilla", "environment-")
    assert [each for each in words if each not in page] == []
    assert [code for code in codes if code in page] == []


def test_the_file_for_another_service_keeps_the_codes_and_gives_nothing_that_was_read_beside() -> None:
    actor = a_coordination_with_everything_that_is_kept_as_a_code()
    with clock.pinned(f.COMMENTING):
        found = json.loads(f.client_of(actor).get("/sr/account/data/files/json/").content)
    rows = {each["model"]: each["rows"] for each in found["holdings"]}
    assert rows["accounts.Person"][0]["language"] == "sr-latn"
    assert {row["kind"] for row in rows["notifications.Notice"]} == {"second-factor-added"}
    assert set(rows["notifications.Notice"][0]) == {"kind", "created_at", "read_at"}


def test_the_newest_stands_first_and_what_is_not_known_is_left_blank(people: tuple[Actor, Actor]) -> None:
    own, _other = people
    for day in (1, 9, 5):
        Outbox.objects.create(
            event_key=f"zq-{day}", recipient=own.person_id, kind="zq", subject="person", subject_id="1",
            created_at=f.COMMENTING + timedelta(days=day), next_try_at=f.COMMENTING,
        )  # fmt: skip
    _status, content = taken(own, "files/json/")
    rows = {each["model"]: each["rows"] for each in json.loads(content)["holdings"]}["notifications.Outbox"]
    times = [datetime.fromisoformat(row["created_at"]) for row in rows]
    assert len(times) >= 3
    assert times == sorted(times, reverse=True)
    assert '<td role="cell" data-label="О чему"></td>' in taken(own, "")[1].decode()


def test_nobody_reaches_it_without_signing_in_and_no_other_format_exists(people: tuple[Actor, Actor]) -> None:
    assert taken(None, "")[0] == 302
    assert taken(people[0], "files/exe/")[0] == 404


def test_the_register_of_processing_is_public_in_three_language_forms(client: Client) -> None:
    heads = {form: client.get(f"/{form}/privacy/").content.decode() for form in ("sr", "sr-latn", "en")}
    assert "Евиденција радњи обраде" in heads["sr"]
    assert "Evidencija radnji obrade" in heads["sr-latn"]
    assert "Register of processing" in heads["en"]
