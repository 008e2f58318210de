"""Erasure: asked by the person, approved by the ministry, carried out by two administrators, kept after a restore."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import models

from seko.actors.accounts.models import Person
from seko.actors.organisations.actions import invite
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Invitation
from seko.actors.organisations.permissions import Offer
from seko.actors.own_data import actions
from seko.actors.own_data.enums import ErasureStatus
from seko.actors.own_data.models import ErasureRequest
from seko.dialogue.comments.models import Comment
from seko.drafts.memoranda.models import Memorandum, Party
from seko.foundation.core import clock
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.notifications.actions import notify
from seko.foundation.notifications.models import Notice
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed
from seko.outlets.exchange.actions import begin_import
from seko.outlets.exchange.models import RegisterImport
from tests import factories as f

pytestmark = pytest.mark.django_db

NAME, ADDRESS = "zq-ime-qz", "zq-adresa-qz@primer.example"


@pytest.fixture(autouse=True)
def log(tmp_path: Path, settings: Any) -> Path:
    settings.ERASURE_LOG = tmp_path / "erasures.jsonl"
    return tmp_path / "erasures.jsonl"


@pytest.fixture
def author() -> Actor:
    """A member who sent a comment."""
    network = f.a_network()
    actor = network.members[0]
    assert actor.person is not None
    actor.person.name, actor.person.email = NAME, ADDRESS
    actor.person.save()
    f.a_comment(f.a_consultation([network.seko]), actor, "Додати станицу.", seko=network.seko)
    return f.again(actor)


def administrators() -> tuple[Actor, Actor]:
    first = f.an_actor(f.an_organisation("Управа"), Role.ADMINISTRATOR)
    return first, f.another_of(first)


def approved(author: Actor) -> ErasureRequest:
    asked = actions.ask_erasure(by=author, now=f.ANSWERING)
    return actions.approve_erasure(asked, by=f.ministry(), now=f.ANSWERING)


def erased(author: Actor) -> ErasureRequest:
    first, other = administrators()
    proposed = actions.propose_erasure(approved(author), by=first, now=f.ANSWERING)
    carried_out: ErasureRequest = second.confirm(proposed, by=other, now=f.ANSWERING)
    return carried_out


def places_of(text: str) -> list[str]:
    """Return every column of every table in which the text stands."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, kinds)
        and any(text in str(value) for value in model._default_manager.values_list(field.name, flat=True))
    ]


def test_the_name_is_nowhere_and_the_organisations_act_stays(author: Actor, log: Path) -> None:
    before = Comment.objects.values("organisation_id", "organisation_name", "words", "hash", "number", "mandate").get()
    assert places_of(NAME) != []
    request = erased(author)
    after = Comment.objects.values("organisation_id", "organisation_name", "words", "hash", "number", "mandate").get()
    assert places_of(NAME) + places_of("zq-adresa") == []
    assert (after, Comment.objects.get().person_id, request.status) == (before, None, ErasureStatus.CARRIED_OUT)
    assert [author.person_id in line for line in log.read_text().splitlines()] == [True]
    call_command("check_journal")


def test_what_only_the_address_leads_to_goes_too(author: Actor) -> None:
    assert author.organisation is not None
    offer = Offer(f.an_organisation("Друга мрежа"), Role.REPRESENTATIVE)
    for address in (ADDRESS, "druga@primer.example"):
        invite(
            offer, name=NAME, email=address, language="sr", is_deputy=True, until=None, by=f.ministry(), now=f.ANSWERING
        )
    table = f"Назив;Контакт особа;Е-пошта\n{author.organisation.name};{NAME};{ADDRESS}\n"
    begin_import(SimpleUploadedFile("r.csv", table.encode()), by=f.ministry(), now=f.ANSWERING)
    erased(author)
    assert places_of("zq-adresa") == []
    assert (Invitation.objects.get().email, RegisterImport.objects.count()) == ("druga@primer.example", 0)


def test_what_others_were_told_or_typed_of_the_person_loses_the_name(author: Actor) -> None:
    assert author.organisation is not None
    assert author.person is not None
    withdrawn = actions.ask_erasure(words=f"{NAME} одлази.", by=author, now=f.ANSWERING)
    actions.withdraw_erasure(withdrawn, by=author, now=f.ANSWERING)
    signed = Memorandum.objects.create(code="m", title_sr="Меморандум", words={"parties": [f"{NAME}, директор"]})
    Party.objects.create(
        memorandum=signed, order=1, side="civil", name="Удружење", signatory=NAME, signed_by=NAME, organisation=None
    )
    notify(
        "mandate-ended",
        recipients=[f.a_person().pk],
        subject="mandate",
        subject_id=author.mandate_id,
        context={"name": NAME, "organisation": "Удружење", "role": "representative"},
        now=f.ANSWERING,
        key="told",
    )
    assert len(places_of(NAME)) >= 5
    erased(author)
    assert places_of(NAME) == []
    assert (Party.objects.get().name, Notice.objects.filter(event_key="told").count()) == ("Удружење", 1)


def test_the_person_can_no_longer_enter_and_their_mandate_has_ended(author: Actor) -> None:
    browser = f.client_of(author)
    with clock.pinned(f.ANSWERING):
        assert browser.get("/sr/desk/").status_code == 200
        erased(author)
        assert browser.get("/sr/desk/").status_code == 302
    assert f.again(author, f.ANSWERING.date()).mandate is None


def test_caches_are_emptied_with_it(author: Actor, django_capture_on_commit_callbacks: Any) -> None:
    cache.set("page", NAME)
    with django_capture_on_commit_callbacks(execute=True):
        erased(author)
    assert cache.get("page") is None


def test_it_stays_erased_after_a_restore(author: Actor) -> None:
    erased(author)
    Person.objects.filter(pk=author.person_id).update(name=NAME, email=ADDRESS, is_active=True)  # as the backup has it
    call_command("replay_erasures")
    assert places_of(NAME) + places_of("zq-adresa") == []
    assert Person.objects.get(pk=author.person_id).is_active is False


def test_a_damaged_log_is_named_and_nothing_is_done(author: Actor, log: Path) -> None:
    log.write_text("{}\n")
    with pytest.raises(Exception, match=r"erasures\.jsonl, line 1"):
        call_command("replay_erasures")
    assert places_of(NAME) != []


def test_one_administrator_alone_erases_nobody(author: Actor) -> None:
    first, _other = administrators()
    proposed = actions.propose_erasure(approved(author), by=first, now=f.ANSWERING)
    with pytest.raises(Refused):
        second.confirm(proposed, by=first, now=f.ANSWERING)
    assert places_of(NAME) != []


def test_nothing_is_proposed_before_the_ministry_approves(author: Actor) -> None:
    asked = actions.ask_erasure(by=author, now=f.ANSWERING)
    with pytest.raises(WrongState):
        actions.propose_erasure(asked, by=administrators()[0], now=f.ANSWERING)
    for other in (author, administrators()[0], f.an_officer()):
        with pytest.raises(Refused):
            actions.approve_erasure(asked, by=other, now=f.ANSWERING)


def test_it_is_refused_with_the_legal_reason_and_what_waits_lapses(author: Actor) -> None:
    request = approved(author)
    proposed = actions.propose_erasure(request, by=administrators()[0], now=f.ANSWERING)
    with pytest.raises(Invalid):
        actions.refuse_erasure(request, reason=" ", by=f.ministry(), now=f.ANSWERING)
    refused = actions.refuse_erasure(request, reason="Чува се за ревизију.", by=f.ministry(), now=f.ANSWERING)
    proposed.refresh_from_db()
    assert (refused.status, refused.decision_reason) == (ErasureStatus.REFUSED, "Чува се за ревизију.")
    assert proposed.status == ProposedDeed.Status.REFUSED


def test_it_is_asked_once_and_can_be_withdrawn_by_the_person_alone(author: Actor) -> None:
    asked = actions.ask_erasure(words="Одлазим.", by=author, now=f.ANSWERING)
    with pytest.raises(WrongState):
        actions.ask_erasure(by=author, now=f.ANSWERING)
    with pytest.raises(Refused):
        actions.withdraw_erasure(asked, by=f.ministry(), now=f.ANSWERING)
    assert actions.withdraw_erasure(asked, by=author, now=f.ANSWERING).status == ErasureStatus.WITHDRAWN
    actions.ask_erasure(by=author, now=f.ANSWERING)


def test_the_pages_carry_it_from_asking_to_the_second_administrator(author: Actor) -> None:
    first, other = administrators()
    ministry = f.ministry()
    own, coordination, one, two = (f.client_of(each) for each in (author, ministry, first, other))
    with clock.pinned(f.ANSWERING):
        assert own.post("/sr/account/data/erase/", {"words": "Одлазим."}).status_code == 302
        assert "Повуци захтев" in own.get("/sr/account/data/").content.decode()
        request = ErasureRequest.objects.get()
        assert NAME in coordination.get("/sr/erasures/").content.decode()
        again = coordination.post(f"/sr/erasures/{request.pk}/decide/", {"deed": "refuse", "reason": " "})
        assert (again.status_code, "Наведите законски разлог." in again.content.decode()) == (400, True)
        assert coordination.post(f"/sr/erasures/{request.pk}/decide/", {"reason": "Рок."}).status_code == 404
        assert coordination.post(f"/sr/erasures/{request.pk}/decide/", {"deed": "approve"}).status_code == 302
        assert one.post(f"/sr/erasures/{request.pk}/carry-out/").status_code == 302
        proposed = ProposedDeed.objects.get()
        page = f"/sr/proposals/{proposed.pk}/"
        assert (one.post(f"{page}confirm/").status_code, two.get(page).status_code) == (403, 200)
        assert two.post(f"{page}confirm/").status_code == 302
    assert places_of(NAME) == []


def test_requests_are_seen_by_those_who_decide_alone(author: Actor) -> None:
    actions.ask_erasure(by=author, now=f.ANSWERING)
    with clock.pinned(f.ANSWERING):
        seen = {
            name: f.client_of(actor).get("/sr/erasures/").status_code
            for name, actor in {
                "author": author,
                "officer": f.an_officer(),
                "ministry": f.ministry(),
                "administrator": administrators()[0],
            }.items()
        }
    assert seen == {"author": 404, "officer": 404, "ministry": 200, "administrator": 200}
