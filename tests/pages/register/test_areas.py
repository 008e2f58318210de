"""Pages of the mechanism: the areas of a day, an area with its network, exports, supporters."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seko.actors.mechanism.actions import suspend
from seko.actors.mechanism.models import FormerSectorName, Membership, Supporter
from seko.foundation.core import clock
from tests import factories as f

pytestmark = pytest.mark.django_db


def get(url: str, query: str = "", client: Client | None = None) -> Any:
    with clock.pinned(f.COMMENTING):
        return (client or Client()).get(f"{url}{query}", headers={"accept-language": "sr"})


def page(url: str, query: str = "", client: Client | None = None) -> str:
    answer = get(url, query, client)
    assert answer.status_code == 200
    return str(answer.content.decode())


def area(network: f.Network) -> str:
    return reverse("area", args=[network.seko.code])


def test_the_areas_of_a_day_stand_under_the_name_of_that_day() -> None:
    network = f.a_network(partners=2)
    FormerSectorName.objects.create(
        sector=network.seko.sector, name_sr="Некадашњи назив", name_en="Old", ends_on=date(2016, 12, 31)
    )
    url = reverse("areas")

    then, now = page(url, "?on=2015-03-01"), page(url)

    before, _sep, _picture = then.partition('id="in-time"')
    today, _sep, _picture = now.partition('id="in-time"')
    assert "Некадашњи назив" in before
    assert "Без водеће организације" in before
    assert "Некадашњи назив" not in today
    assert network.lead.organisation_name in today
    assert "Тог дана није рачуната ниједна област." in page(url, "?on=2013-03-01")


@pytest.mark.parametrize("typed", ["yesterday", "1066-10-14", "2031-01-01", "%00"])
def test_a_day_that_is_none_is_named(typed: str) -> None:
    f.a_network()

    assert get(reverse("areas"), f"?on={typed}").status_code == 400


def test_an_incomplete_consortium_says_that_a_call_is_needed() -> None:
    small, whole = f.a_network(partners=1), f.a_network(partners=2)

    assert "Конзорцијум је непотпун" in page(area(small))
    assert "Конзорцијум је непотпун" not in page(area(whole))
    assert "Конзорцијум је непотпун" not in page(area(small), "?on=2015-03-01")


def test_an_area_shows_who_stands_aside_with_its_statement() -> None:
    network = f.a_network(partners=2)
    suspend(network.seko, kind="frozen", statement="Док не буде распореда.", by=network.members[0], now=f.OPENS)
    words = page(area(network))

    assert "Док не буде распореда." in words
    assert "Учешће замрзнуто" in words
    assert "Док не буде распореда." not in page(area(f.a_network()))


def test_the_network_is_searched_in_either_script() -> None:
    network = f.a_network(partners=2)
    f.join(network.seko, "member", organisation=f.an_organisation("Чисте реке"))

    found, none = page(area(network), "?q=ciste"), page(area(network), "?q=nepostojeca")

    assert "Чисте реке" in found.partition('id="network"')[2]
    assert network.members[0].organisation_name not in found.partition('id="network"')[2]
    assert "Ниједна организација из мреже нема то у називу." in none


def test_deeds_are_offered_to_who_may_do_them() -> None:
    network = f.a_network(partners=2)
    appoint = reverse("lead-appoint", args=[network.seko.code])
    row = Membership.objects.get(organisation=network.members[0].organisation)
    end, leaving = reverse("membership-end", args=[row.pk]), reverse("membership-leave", args=[row.pk])
    seen = {
        name: page(area(network), client=f.client_of(actor))
        for name, actor in (("ministry", f.ministry()), ("lead", network.lead), ("own", network.members[0]))
    } | {"public": page(area(network))}

    assert {name: (appoint in words, end in words, leaving in words) for name, words in seen.items()} == {
        "ministry": (True, True, False),
        "lead": (False, True, False),
        "own": (False, False, True),
        "public": (False, False, False),
    }


def queries(url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        page(url)
    return len(caught)


def test_the_queries_do_not_grow() -> None:
    network = f.a_network(partners=2, members=1)
    urls = (reverse("areas"), area(network), reverse("supporters"))
    Supporter.objects.create(name_sr="Фонд", name_en="Fund", kind="funder", starts_on=date(2020, 1, 1))
    before = [queries(url) for url in urls]
    for _ in range(30):
        f.join(network.seko, "member")
        f.a_network(partners=2, members=0)
        Supporter.objects.create(name_sr="Фонд", name_en="Fund", kind="funder", starts_on=date(2020, 1, 1))

    assert [queries(url) for url in urls] == before


def test_the_membership_of_a_day_goes_out_as_a_list() -> None:
    network = f.a_network(partners=2)
    suspend(network.seko, kind="frozen", statement="Не.", by=network.members[0], now=f.OPENS)
    url = reverse("area-export", args=[network.seko.code, "json"])

    rows = json.loads(get(url).content)
    earlier = json.loads(get(url, "?on=2015-03-01").content)

    assert len(rows) == 5
    assert earlier == []
    assert [row["role"] for row in rows].count("Водећа организација") == 1
    assert {row["organisation"] for row in rows if row["suspended"]} == {network.members[0].organisation_name}
    for format in ("csv", "xlsx"):
        assert get(reverse("areas-export", args=[format])).status_code == 200


def test_supporters_stand_with_their_periods() -> None:
    Supporter.objects.create(
        name_sr="Стари фонд", name_en="Old fund", kind="funder", starts_on=date(2014, 1, 1), ends_on=date(2018, 12, 31)
    )
    Supporter.objects.create(name_sr="Нови фонд", name_en="New fund", kind="supporter", starts_on=date(2024, 1, 1))

    words = page(reverse("supporters"))

    assert words.index("Нови фонд") < words.index("Стари фонд")
    assert "1. јануар 2014. – 31. децембар 2018." in words
    assert reverse("supporter-new") not in words
    assert reverse("supporter-new") in page(reverse("supporters"), client=f.client_of(f.ministry()))
