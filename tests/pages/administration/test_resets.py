"""A lost second factor is taken away by two administrators; nobody else sees that it was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from seko.actors.accounts.models import Person
from seko.actors.accounts.queries import has_second_factor
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.foundation.core import clock
from seko.foundation.core.errors import Refused
from seko.foundation.journal.models import Entry
from seko.foundation.notifications.models import Outbox
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed
from seko.pages.administration import actions
from tests import factories as f
from tests.actors.accounts.signing import a_person_with_password, is_signed_in, sign_in_fully, with_app

pytestmark = pytest.mark.django_db
REASON = "Особа се јавила телефоном и препозната је."


@pytest.fixture(autouse=True)
def _in_march() -> Iterator[None]:
    with clock.pinned(f.COMMENTING):
        yield


@pytest.fixture
def administrators() -> tuple[Actor, Actor]:
    """Return two administrators of one body."""
    first = f.an_actor(f.an_organisation("Министарство"), Role.ADMINISTRATOR)
    return first, f.another_of(first)


def lost() -> Person:
    person = a_person_with_password(name="Марко Марић", email="marko@primer.example")
    with_app(person)
    return person


def propose(by: Actor, email: str = "marko@primer.example") -> Any:
    return f.client_of(by).post(reverse("factor-resets"), {"email": email, "reason": REASON})


def decide(by: Actor, word: str) -> Any:
    return f.client_of(by).post(reverse(f"proposal-{word}", args=[ProposedDeed.objects.get().pk]))


def test_one_proposes_another_confirms_and_the_person_is_told_and_signed_out(
    administrators: tuple[Actor, Actor], client: Client
) -> None:
    person = lost()
    sign_in_fully(client, person, with_another_app(person))
    assert is_signed_in(client)

    propose(administrators[0])
    assert has_second_factor(person)
    assert decide(administrators[0], "confirm").status_code == 403
    assert "Марко Марић" in f.client_of(administrators[1]).get(reverse("proposals")).content.decode()
    page = f.client_of(administrators[1]).get(reverse("proposal", args=[ProposedDeed.objects.get().pk]))
    assert "marko@primer.example" in page.content.decode() and REASON in page.content.decode()
    decide(administrators[1], "confirm")

    assert not has_second_factor(person)
    assert not is_signed_in(client)
    assert Outbox.objects.filter(kind="second-factor-reset").get().recipient == person.pk
    kept = Entry.objects.filter(kind__startswith="second-factor-reset")
    assert [(each.kind, each.subject_id, each.person) for each in kept] == [
        ("second-factor-reset-proposed", str(person.pk), administrators[0].person_id),
        ("second-factor-reset", str(person.pk), administrators[1].person_id),
    ]
    assert "Марко" not in str(list(kept.values()))


def with_another_app(person: Person) -> str:
    """Change the app for one whose secret is known."""
    from tests.actors.accounts.signing import factors

    factors(person).delete()
    return with_app(person)


def test_the_other_may_refuse_and_the_first_may_take_back(administrators: tuple[Actor, Actor]) -> None:
    person = lost()
    for word, by in (("refuse", administrators[1]), ("refuse", administrators[0])):
        ProposedDeed.objects.all().delete()
        propose(administrators[0])
        assert decide(by, word).status_code == 302

    assert has_second_factor(person)
    assert ProposedDeed.objects.get().status == "refused"


def test_nobody_decides_about_their_own(administrators: tuple[Actor, Actor]) -> None:
    mine = administrators[0].person
    assert mine is not None
    with_app(mine)

    assert propose(administrators[0], mine.email).status_code == 403
    propose(administrators[1], mine.email)
    with pytest.raises(Refused):
        second.confirm(ProposedDeed.objects.get(), by=administrators[0], now=f.COMMENTING)

    assert has_second_factor(mine)


def test_an_address_without_a_second_factor_is_named_as_such(administrators: tuple[Actor, Actor]) -> None:
    f.a_person(email="bez@primer.example")

    for email in ("bez@primer.example", "niko@primer.example"):
        answer = propose(administrators[0], email)
        assert answer.status_code == 400
        assert "Под овом адресом није уписан нико ко има додатну потврду." in answer.content.decode()


def test_the_ministry_neither_sees_nor_decides_it(administrators: tuple[Actor, Actor]) -> None:
    lost()
    propose(administrators[0])
    ministry, identifier = f.client_of(f.ministry()), ProposedDeed.objects.get().pk

    page = ministry.get(reverse("proposals")).content.decode()

    assert REASON not in page and "Марко" not in page and actions.DEED not in page
    assert ministry.get(reverse("proposal", args=[identifier])).status_code == 404
    assert ministry.post(reverse("proposal-confirm", args=[identifier])).status_code == 404
    assert ministry.get(reverse("factor-resets")).status_code == 403
