"""The directory, its files, an organisation's page, who is who."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from seko.actors.organisations import actions
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import FieldOfWork, Organisation
from seko.actors.organisations.queries import bodies
from seko.foundation.core import clock
from seko.foundation.workflow import second
from seko.pages.register.views import organisations as directory
from tests import factories as f
from tests.drafts.memoranda import agreeing

pytestmark = pytest.mark.django_db
NOW = f.COMMENTING


@pytest.fixture(autouse=True)
def _in_march() -> object:
    with clock.pinned(NOW):
        yield


def a_body(name: str, kind: str = "association", **fields: object) -> Organisation:
    """Register through the action."""
    return actions.register_organisation(
        fields={"name": name, "kind": kind, **fields}, is_another=True, by=f.ministry(), now=NOW
    )


def names_on(client: Client, query: str, path: str = "/sr/organisations/") -> list[str]:
    """Return the names on the page, in their order."""
    page = client.get(f"{path}?{query}")
    assert page.status_code == 200
    return [row.name for row in page.context["rows"]]


def test_it_is_searched_as_people_type_and_narrowed(client: Client) -> None:
    green = a_body("Удружење „Зелена мрежа“", town="Ужице")
    blue = a_body("Plava reka", kind="foundation", town="Нови Сад")
    a_body("Дирекција за воде", kind="agency")
    field = FieldOfWork.objects.create(code="water", name_sr="Вода", name_en="Water")
    blue.fields_of_work.add(field)
    network = f.a_network()
    f.join(network.seko, "member", organisation=green)

    for typed in ("zelene mreze", "ЗЕЛЕНА", "Zelena mreža", "mreza zelena"):
        assert names_on(client, f"q={typed}") == [green.name]
    assert names_on(client, "q=плава") == [blue.name]
    assert names_on(client, "place=novi") == [blue.name]
    assert names_on(client, "field=water") == [blue.name]
    assert names_on(client, "kind=agency") == ["Дирекција за воде"]
    assert "Дирекција за воде" not in names_on(client, "kind=civil")
    assert blue.name not in names_on(client, "kind=state")
    assert green.name in names_on(client, f"area={network.seko.code}")
    assert names_on(client, "q=zelena&kind=foundation") == []
    assert "Нема организације" in client.get("/sr/organisations/?q=nema").content.decode()


@pytest.mark.bad_input(104)
@pytest.mark.parametrize(
    "query", ["page=-1", "page=9" * 30, "kind=x&area=y&field=z", "q=%00&place=%00", "q=" + "a" * 5_000, "q=%25_"]
)
def test_what_nobody_can_mean_asks_for_nothing(client: Client, query: str) -> None:
    a_body("Зелена мрежа")

    assert client.get(f"/sr/organisations/?{query}").status_code == 200


def test_of_a_word_that_very_many_have_the_same_ones_are_listed_and_the_page_asks_for_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "MOST_COUNTED", 3)
    monkeypatch.setattr(directory, "MOST_COUNTED", 3)
    names = [a_body(f"Удружење {letter}о").name for letter in "АБВГДЕЖЗ"]
    found = names_on(client, "q=udruženje")
    assert len(found) == 3
    assert set(found) <= set(names)
    assert names_on(client, "q=udruženje") == found
    assert names_on(client, "q=udruženje+ao") == ["Удружење Ао"]
    assert len(names_on(client, "q=udruženje&kind=association")) == 3
    assert (
        "Можда их има још; упишите још неку реч из назива."
        in client.get("/sr/organisations/?q=udruženje").content.decode()
    )


def test_an_alias_leads_to_what_it_is_now_and_the_page_says_so(client: Client) -> None:
    alias, survivor, first = a_body("Бистри поток"), a_body("Плаво небо"), f.ministry()
    proposed = actions.propose_merging(alias, survivor=survivor, reason="Двоструко.", by=first, now=NOW)
    second.confirm(proposed, by=f.another_of(first), now=NOW)

    page = client.get(f"/sr/organisations/{alias.slug}/", follow=True)
    assert page.redirect_chain == [(f"/sr/organisations/{survivor.slug}/?from={alias.slug}", 302)]
    assert "двоструки унос" in page.content.decode()
    assert "Бистри поток" in page.content.decode()
    assert client.get(f"/sr/organisations/{alias.slug}/record/")["Location"].endswith(f"/{survivor.slug}/record/")
    assert names_on(client, "q=bistri") == ["Плаво небо"]


def test_the_page_shows_names_in_time_and_both_bodies_of_a_succession(client: Client) -> None:
    old, new = a_body("Канцеларија за пример", "agency"), a_body("Министарство за пример", "ministry")
    actions.rename_organisation(
        old, fields={"name": "Завод за пример"}, starts_on=date(2017, 6, 26), basis="Закон", by=f.ministry(), now=NOW
    )
    first = f.ministry()
    proposed = actions.propose_succession(
        old,
        successor=new,
        kind="whole",
        happened_on=date(2027, 1, 1),
        basis="Закон о министарствима",
        by=first,
        now=NOW,
    )
    second.confirm(proposed, by=f.another_of(first), now=NOW)

    page = client.get(f"/sr/organisations/{old.slug}/").content.decode()
    assert "до 25. јуна 2017." in page
    assert "Канцеларија за пример" in page
    assert "Правни следбеник" in page
    assert new.name in page
    assert old.slug in client.get(f"/sr/organisations/{new.slug}/").content.decode()


def test_no_person_is_named_in_public(client: Client) -> None:
    network = f.a_network(members=1)
    member = network.members[0].organisation
    assert member is not None
    f.an_actor(member, Role.REPRESENTATIVE, f.a_person("Тајна Особа", email="tajna@primer.example"))

    for path in ("/sr/organisations/", f"/sr/organisations/{member.slug}/", "/sr/organisations/export/json/"):
        page = client.get(path).content.decode()
        assert "Тајна" not in page
        assert "tajna@" not in page


def test_the_files_hold_the_same_rows_from_one_column_list(client: Client) -> None:
    a_body("Зелена мрежа", town="Ужице", registry_number="17162543")
    a_body("=1+1 Плава река")

    rows = json.loads(client.get("/sr/organisations/export/json/?kind=civil").content)
    assert [row["name"] for row in rows] == ["=1+1 Плава река", "Зелена мрежа"]
    assert rows[1]["registry_number"] == "17162543"
    text = client.get("/sr/organisations/export/csv/?kind=civil").content.decode()
    lines = list(csv.reader(io.StringIO(text)))
    assert len(lines) == 3
    assert len(lines[0]) == len(rows[0])
    assert "'=1+1 Плава река" in lines[1]
    assert client.get("/sr/organisations/export/xlsx/").content.startswith(b"PK")
    assert client.get("/sr/organisations/export/pdf/").status_code == 404


@pytest.mark.parametrize("path", ["/sr/organisations/", "/sr/organisations/?q=mreza", "/sr/organisations/export/json/"])
def test_one_and_many_cost_the_same_queries(client: Client, path: str) -> None:
    network = f.a_network(members=0)
    f.join(network.seko, "member", organisation=a_body("Мрежа прва"))
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for rank in range(30):
        body = a_body(f"Мрежа број {rank + 100}", town="Бор")
        f.join(network.seko, "member", organisation=body)
    with CaptureQueriesContext(connection) as many:
        client.get(path)

    assert len(many) == len(few)


def test_who_is_who_leads_to_the_rest(client: Client) -> None:
    network = f.a_network(members=2)
    page = client.get("/sr/who-is-who/").content.decode()

    assert network.seko.sector.name_sr in page
    assert 'action="/sr/organisations/"' in page
    assert "/sr/contact-points/" in page


def test_its_memoranda_stand_on_its_page_for_whoever_may_read_them(client: Client) -> None:
    cast = agreeing.Cast()
    agreeing.in_force(cast, "na-snazi", title_sr="Меморандум на снази")
    agreeing.offered(cast, "ponudjen", title_sr="Понуђени меморандум")
    agreeing.prepared(cast, "u-pripremi", title_sr="Меморандум у припреми")
    assert cast.first.organisation is not None and cast.stranger.organisation is not None
    path = f"/sr/organisations/{cast.first.organisation.slug}/"

    def shown(reader: Client) -> list[str]:
        return [row.title for row in reader.get(path).context["agreements"]]

    assert shown(client) == ["Меморандум на снази"]
    assert shown(f.client_of(cast.stranger)) == ["Меморандум на снази"]
    assert shown(f.client_of(cast.other)) == ["Понуђени меморандум", "Меморандум на снази"]
    assert len(shown(f.client_of(cast.ministry))) == 3
    row = client.get(path).context["agreements"][0]
    assert (row.date, row.date_note, str(row.chip_word)) == (
        "потписан 3. марта 2027.",
        "до 1. марта 2028.",
        "На снази",
    )
    assert 'id="agreements"' not in client.get(f"/sr/organisations/{cast.stranger.organisation.slug}/").content.decode()
