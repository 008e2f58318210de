"""Contact points: keeping them, the yearly question, coverage, the public list."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seko.actors.accounts.models import Person
from seko.actors.contacts import actions
from seko.actors.contacts.models import ContactPoint
from seko.actors.contacts.queries import coverage
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind, Role
from seko.actors.organisations.models import Organisation
from seko.foundation.core import clock
from seko.foundation.core.errors import Conflict, Invalid, Refused, WrongState
from seko.foundation.journal.models import Entry
from seko.foundation.notifications.models import Outbox
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.COMMENTING
YEAR = timedelta(days=366)
FIELDS = {
    "level": "local",
    "name": "Мира Мирић",
    "email": "mira@opstina.example",
    "phone": "011 000 000",
    "function": "саветница",
    "deputy_name": "Петар Перић",
    "deputy_email": "petar@opstina.example",
}


def a_municipality(name: str = "Општина Пример") -> Organisation:
    """Create a local self-government."""
    return f.an_organisation(name, OrganisationKind.LOCAL)


def an_entry(body: Organisation | None = None, **fields: object) -> ContactPoint:
    """Add a contact point through the action."""
    return actions.add_contact_point(body or a_municipality(), fields={**FIELDS, **fields}, by=f.ministry(), now=NOW)


def test_the_ministry_adds_people_who_have_no_sign_in() -> None:
    entry = an_entry()

    assert (entry.person.name, entry.deputy.name) == ("Мира Мирић", "Петар Перић")  # type: ignore[union-attr]
    assert not entry.person.has_usable_password()
    assert not entry.person.has_confirmed_email
    assert Outbox.objects.count() == 0
    assert Entry.objects.get(kind="contact-point-added").facts == {"body": str(entry.organisation_id), "level": "local"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": "није адреса"}, "email"),
        ({"name": " "}, "name"),
        ({"level": "cosmic"}, "level"),
        ({"deputy_email": "mira@opstina.example"}, "deputy_email"),
        ({"deputy_email": ""}, "deputy_email"),
        ({"deputy_name": ""}, "deputy_name"),
        ({"starts_on": date(2030, 1, 1)}, "starts_on"),
        ({"phone": "1" * 41}, "phone"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nobody_is_entered(typed: dict[str, Any], field: str) -> None:
    before = Person.objects.count()
    with pytest.raises(Invalid) as refused:
        an_entry(**typed)

    assert list(refused.value.faults) == [field]
    assert (ContactPoint.objects.count(), Person.objects.filter(email__endswith="opstina.example").count()) == (0, 0)
    assert Person.objects.count() >= before


def test_an_address_of_somebody_else_is_refused() -> None:
    f.a_person("Неко Други", email="mira@opstina.example")

    with pytest.raises(Invalid) as refused:
        an_entry()
    assert list(refused.value.faults) == ["email"]


def test_only_a_body_of_the_state_has_one() -> None:
    with pytest.raises(Invalid) as refused:
        an_entry(f.an_organisation("Зелена мрежа"))
    assert list(refused.value.faults) == ["organisation"]


def test_only_the_ministry_and_the_contact_point_itself_change_it() -> None:
    body = a_municipality()
    entry = an_entry(body)
    own = f.an_actor(body, Role.CONTACT, entry.person)
    colleague = f.an_actor(body, Role.CONTACT)
    under_another = f.an_actor(a_municipality("Општина Друга"), Role.CONTACT, entry.person)

    for by in (colleague, under_another, Actor(entry.person), f.an_officer(body)):
        with pytest.raises(Refused):
            actions.change_contact_point(entry, fields=FIELDS, revision=0, by=by, now=NOW)
        with pytest.raises(Refused):
            actions.end_contact_point(entry, ends_on=date(2027, 3, 5), by=by, now=NOW)
    changed = actions.change_contact_point(
        entry, fields={**FIELDS, "phone": "011 111 111"}, revision=0, by=own, now=NOW + YEAR
    )
    assert (changed.phone, changed.revision, changed.verified_at) == ("011 111 111", 1, NOW + YEAR)
    assert Entry.objects.get(kind="contact-point-changed").facts == {"fields": ["phone"]}
    with pytest.raises(Refused):
        actions.end_contact_point(entry, ends_on=date(2027, 3, 5), by=own, now=NOW)


def test_two_who_change_it_at_once_overwrite_nothing() -> None:
    entry, by = an_entry(), f.ministry()
    actions.change_contact_point(entry, fields={**FIELDS, "phone": "1"}, revision=0, by=by, now=NOW)

    with pytest.raises(Conflict):
        actions.change_contact_point(entry, fields={**FIELDS, "phone": "2"}, revision=0, by=by, now=NOW)
    with clock.pinned(NOW):
        page = f.client_of(by).post(
            reverse("contact-point-edit", args=[entry.pk]), {**FIELDS, "phone": "2", "revision": "0"}
        )
    text = page.content.decode()
    assert page.status_code == 409
    assert 'value="2"' in text
    assert 'name="revision" value="1"' in text
    assert ContactPoint.objects.get().phone == "1"


def test_once_a_year_its_people_are_asked_and_reminded_once() -> None:
    entry = an_entry()
    people = {entry.person_id, entry.deputy_id}

    assert actions.ask_whether_right(NOW + timedelta(days=364)) == 0
    assert actions.ask_whether_right(NOW + YEAR) == 1
    assert actions.ask_whether_right(NOW + YEAR + timedelta(days=13)) == 0
    assert set(Outbox.objects.filter(kind="contact-point-asked").values_list("recipient", flat=True)) == people
    assert actions.ask_whether_right(NOW + YEAR + timedelta(days=14)) == 1
    assert actions.ask_whether_right(NOW + YEAR + timedelta(days=60)) == 0
    assert set(Outbox.objects.filter(kind="contact-point-reminded").values_list("recipient", flat=True)) == people


def test_the_link_asks_without_a_sign_in_and_answers_once(client: Client) -> None:
    entry = an_entry()
    actions.ask_whether_right(NOW + YEAR)
    mail = Outbox.objects.filter(kind="contact-point-asked").first()
    assert mail is not None
    path = reverse("contact-point-confirm", args=[mail.context["token"]])

    with clock.pinned(NOW + YEAR):
        for _ in range(2):
            assert "Да ли је ово и даље тачно?" in client.get(path).content.decode()
            client.head(path)
        entry.refresh_from_db()
        assert entry.verified_at == NOW
        assert "Хвала" in client.post(path, {"answer": "right"}).content.decode()
        entry.refresh_from_db()
        assert (entry.verified_at, entry.asked_at) == (NOW + YEAR, None)
        assert client.post(path, {"answer": "right"}).status_code == 409
        assert client.get(path).status_code == 409
    assert Entry.objects.filter(kind="contact-point-verified").count() == 1
    assert actions.ask_whether_right(NOW + YEAR + timedelta(days=100)) == 0


def test_what_has_changed_is_told_to_the_ministry_in_own_words(client: Client) -> None:
    ministry = f.ministry()
    an_entry()
    actions.ask_whether_right(NOW + YEAR)
    mail = Outbox.objects.filter(kind="contact-point-asked").first()
    assert mail is not None
    path = reverse("contact-point-confirm", args=[mail.context["token"]])

    with clock.pinned(NOW + YEAR):
        assert client.post(path, {"answer": "changed", "words": " "}).status_code == 400
        assert client.post(path, {"answer": "changed", "words": "Радим у другом одељењу."}).status_code == 200
        assert client.post(path, {"answer": "changed", "words": "И још једном."}).status_code == 409
        assert client.post(path, {"answer": "right"}).status_code == 409
    told = Outbox.objects.filter(kind="contact-point-disputed", recipient=ministry.person.pk)  # type: ignore[union-attr]
    assert [each.context["words"] for each in told] == ["Радим у другом одељењу."]
    assert actions.ask_whether_right(NOW + YEAR + timedelta(days=20)) == 0


@pytest.mark.parametrize("token", ["", "x", "a:b:c"])
def test_a_damaged_link_is_refused(token: str) -> None:
    with pytest.raises(WrongState):
        actions.entry_of_token(token)


def test_an_entry_that_was_changed_or_ended_takes_no_old_answer() -> None:
    entry = an_entry()
    actions.ask_whether_right(NOW + YEAR)
    entry.refresh_from_db()
    token = actions.token_of(entry)
    actions.end_contact_point(entry, ends_on=date(2027, 3, 5), by=f.ministry(), now=NOW + YEAR)

    with pytest.raises(WrongState):
        actions.confirm_still_right(token, now=NOW + YEAR)


def test_coverage_counts_bodies_by_level_and_names_those_without() -> None:
    covered, stale, without = (a_municipality(f"Општина {name}") for name in ("Прва", "Друга", "Трећа"))
    an_entry(covered)
    old = an_entry(stale, email="stara@opstina.example", name="Стара Особа", deputy_name="", deputy_email="")
    ContactPoint.objects.filter(pk=old.pk).update(verified_at=NOW - YEAR)

    local = next(
        each for each in coverage(ContactPoint.objects.select_related("organisation"), NOW) if each.level == "local"
    )
    assert (local.current, local.stale, list(local.without)) == (1, 1, [without])


def test_the_public_list_is_searched_narrowed_and_filed(client: Client) -> None:
    an_entry(a_municipality("Општина Чачак"))
    an_entry(
        f.an_organisation("Министарство воде", OrganisationKind.MINISTRY),
        level="national",
        name="Јана Јанић",
        email="jana@voda.example",
        deputy_name="",
        deputy_email="",
    )
    with clock.pinned(NOW):
        page = client.get("/sr/contact-points/?q=cacak")
        assert [row.body for row in page.context["rows"]] == ["Општина Чачак"]
        assert "без података за АП Косово и Метохија" in page.content.decode()
        assert "145" not in page.content.decode()
        assert [row.person for row in client.get("/sr/contact-points/?level=national").context["rows"]] == [
            "Јана Јанић"
        ]
        rows = json.loads(client.get("/sr/contact-points/export/json/?q=jana").content)
        assert [(row["name"], row["email"]) for row in rows] == [("Јана Јанић", "jana@voda.example")]
        assert client.get("/sr/contact-points/export/xlsx/").content.startswith(b"PK")
        assert client.get("/sr/contact-points/?state=without").status_code == 200
        assert "petar@" not in client.get("/sr/contact-points/").content.decode()


def test_the_ministry_adds_and_ends_by_pages() -> None:
    body, client = a_municipality(), f.client_of(f.ministry())
    with clock.pinned(NOW):
        assert client.get("/sr/contact-points/new/").status_code == 200
        page = client.post("/sr/contact-points/new/", {**FIELDS, "organisation": body.pk, "email": "x"})
        assert page.status_code == 400
        assert "Мира Мирић" in page.content.decode()
        assert client.post("/sr/contact-points/new/", {**FIELDS, "organisation": body.pk}).status_code == 302
        entry = ContactPoint.objects.get()
        assert client.get(f"/sr/contact-points/{entry.pk}/").status_code == 200
        assert client.post(f"/sr/contact-points/{entry.pk}/end/", {"end-ends_on": "2030-01-01"}).status_code == 400
        assert client.post(f"/sr/contact-points/{entry.pk}/end/", {"end-ends_on": "2027-03-05"}).status_code == 302
        assert client.get(f"/sr/contact-points/{entry.pk}/").status_code == 404


def test_one_and_many_cost_the_same_queries(client: Client) -> None:
    an_entry()
    with clock.pinned(NOW):
        client.get("/sr/contact-points/")
        with CaptureQueriesContext(connection) as few:
            client.get("/sr/contact-points/")
        for rank in range(30):
            an_entry(a_municipality(f"Општина {rank}"), email=f"o{rank}@primer.example", name=f"Особа {rank}",
                     deputy_email=f"z{rank}@primer.example", deputy_name=f"Заменик {rank}")  # fmt: skip
        with CaptureQueriesContext(connection) as many:
            client.get("/sr/contact-points/")

    assert len(many) == len(few)
