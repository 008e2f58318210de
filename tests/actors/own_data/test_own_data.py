"""A person takes along everything held of them and nothing of others."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.test import Client

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.actions import save_unsent
from seko.foundation.core import clock
from tests import factories as f
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


def test_nobody_reaches_it_without_signing_in_and_no_other_format_exists(people: tuple[Actor, Actor]) -> None:
    assert taken(None, "")[0] == 302
    assert taken(people[0], "files/exe/")[0] == 404


def test_the_register_of_processing_is_public_in_three_language_forms(client: Client) -> None:
    heads = {form: client.get(f"/{form}/privacy/").content.decode() for form in ("sr", "sr-latn", "en")}
    assert "Евиденција радњи обраде" in heads["sr"]
    assert "Evidencija radnji obrade" in heads["sr-latn"]
    assert "Register of processing" in heads["en"]
