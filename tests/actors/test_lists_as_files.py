"""Every list of who is who goes out as XLSX, CSV and JSON, to exactly those who may see its page."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from seko.actors.calls.actions import decide_application, propose_decision, take_stance
from seko.actors.mechanism.models import Supporter
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import OrganisationKind, Role
from seko.actors.own_data.actions import ask_erasure
from seko.foundation.core import clock
from tests import factories as f
from tests.actors.calls import places

pytestmark = pytest.mark.django_db
EVIL = "=1+1"


@pytest.fixture
def network() -> f.Network:
    network = f.a_network(partners=2, members=1)
    Supporter.objects.create(name_sr=f"{EVIL} Донатор", name_en="Donor", kind="funder", starts_on=date(2020, 1, 1))
    places.a_call(network.seko, f.ministry(), title=f"{EVIL} Јавни позив")
    places.a_call(network.seko, f.ministry(), title="Непознати позив", is_open=False)
    lead = network.lead.organisation
    assert lead is not None
    lead.name = f"{EVIL} Водећа"
    lead.save()
    person = network.members[0].person
    assert person is not None
    person.name = f"{EVIL} Ана"
    person.save()
    ask_erasure(words="Одлазим.", by=network.members[0], now=f.COMMENTING)
    return network


def get(actor: Actor | None, name: str, of: list[str], format: str) -> Any:
    with clock.pinned(f.COMMENTING):
        return f.client_of(actor).get(reverse(name, args=of), {"format": format} if format else {})


LISTS = [
    ("calls", None, ["=1+1 Јавни позив"]),
    ("supporters", None, ["=1+1 Донатор"]),
    ("areas", None, ["Животна средина"]),
    ("people", "member", ["=1+1 Ана"]),
    ("erasures", "ministry", ["=1+1 Ана"]),
]
NAMED = ("title", "name", "area")


@pytest.mark.parametrize(("name", "reader", "expected"), LISTS)
def test_a_list_goes_out_in_three_formats_and_no_cell_is_a_formula(
    network: f.Network, name: str, reader: str | None, expected: list[str]
) -> None:
    member = network.members[0]
    assert member.organisation is not None
    actor = {"member": member, "ministry": f.ministry(), None: None}[reader]
    of = [member.organisation.slug] if name == "people" else []

    rows = json.loads(get(actor, name, of, "json").content)
    lines = list(csv.reader(io.StringIO(get(actor, name, of, "csv").content.decode())))
    book = get(actor, name, of, "xlsx").content

    assert [next(row[key] for key in NAMED if key in row) for row in rows] == expected
    assert len(lines) == len(rows) + 1
    assert [cell for line in lines for cell in line if cell.startswith("=")] == []
    assert b"<f>" not in b"".join(zipfile.ZipFile(io.BytesIO(book)).read(each) for each in _sheets(book))
    assert get(actor, name, of, "pdf").status_code == 404
    assert '?format=xlsx"' in get(actor, name, of, "").content.decode()


def _sheets(book: bytes) -> list[str]:
    return [each for each in zipfile.ZipFile(io.BytesIO(book)).namelist() if "sheet" in each]


def test_the_register_of_processing_goes_out_whole(client: Client) -> None:
    page, file = client.get(reverse("processing")), client.get(reverse("processing"), {"format": "json"})
    assert [row["code"] for row in json.loads(file.content)] == [entry.code for entry in page.context["entries"]]


def test_the_file_of_people_is_masked_as_the_page_and_closed_as_the_page(network: f.Network) -> None:
    organisation = network.members[0].organisation
    assert organisation is not None
    auditor = f.an_actor(f.an_organisation("Ревизија", OrganisationKind.AGENCY), Role.AUDITOR)
    stranger = f.an_actor(f.an_organisation("Трећа"), Role.REPRESENTATIVE)
    of = [organisation.slug]

    masked = json.loads(get(auditor, "people", of, "json").content)

    assert [(row["name"], row["email"] or "") for row in masked] == [("Особа", "")]
    assert [get(stranger, "people", of, format).status_code for format in ("", "csv", "json", "xlsx")] == [404] * 4
    assert [get(stranger, "erasures", [], format).status_code for format in ("", "csv")] == [404] * 2


def test_a_call_in_preparation_is_in_the_file_of_its_deciding_body_alone(network: f.Network) -> None:
    def titles(actor: Actor | None) -> list[str]:
        return [row["title"] for row in json.loads(get(actor, "calls", [], "json").content)]

    assert "Непознати позив" in titles(f.ministry())
    assert "Непознати позив" not in titles(network.lead)
    assert "Непознати позив" not in titles(None)


def test_who_waits_to_be_registered_is_a_file_for_the_ministry_alone(network: f.Network) -> None:
    applicant, lead, second = places.an_applicant("=2+2"), network.lead, f.another_of(network.lead)
    application = places.apply(places.a_call(network.seko, lead, "network"), applicant)
    places.impartial(application.call, lead, second, *network.partners)
    application = propose_decision(application, outcome="admit", reason="Ради у области.", by=lead, now=places.JUDGING)
    for partner in network.partners:
        take_stance(application, stance="agrees", note="", by=partner, now=places.JUDGING)
    decide_application(application, by=second, now=places.JUDGING)

    rows = json.loads(get(f.ministry(), "registrations", [], "json").content)

    assert [(row["organisation"], row["reason"]) for row in rows] == [(applicant.organisation_name, "Ради у области.")]
    assert [get(actor, "registrations", [], "csv").status_code for actor in (lead, applicant)] == [403, 403]
