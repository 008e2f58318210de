"""Areas under the name of the day, suspended participation, supporters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from seko.actors.mechanism.actions import change_area, enter_area, keep_supporter, lift, remove_supporter, suspend
from seko.actors.mechanism.models import Seko, Supporter, Suspension
from seko.actors.mechanism.queries import areas_on, memberships_on, name_on, suspended
from seko.foundation.core.dates import local_date
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.notifications.models import Outbox
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.COMMENTING
TODAY = local_date(NOW)
FIELDS = {
    "name_sr": "Реформа државне управе",
    "name_en": "State administration reform",
    "valid_from": date(2014, 11, 20),
    "valid_to": None,
    "source": "",
}


def test_a_renamed_area_is_one_area_under_the_name_of_the_day() -> None:
    ministry = f.ministry()
    sector = enter_area(code="uprava", fields=FIELDS, by=ministry, now=NOW)
    renamed = {**FIELDS, "name_sr": "Реформа јавне управе", "name_en": "Public administration reform"}

    change_area(sector, fields=renamed, new_name_from=date(2017, 1, 1), by=ministry, now=NOW)

    for day, name in (
        (date(2014, 11, 20), "Реформа државне управе"),
        (date(2016, 12, 31), "Реформа државне управе"),
        (date(2017, 1, 1), "Реформа јавне управе"),
        (TODAY, "Реформа јавне управе"),
    ):
        assert [name_on(each, day).name_sr for each in areas_on(day)] == [name]
    assert Seko.objects.get(code="uprava").name_sr == "СЕКО: Реформа јавне управе"
    assert list(areas_on(date(2014, 11, 19))) == []


def test_a_correction_leaves_no_earlier_name() -> None:
    ministry = f.ministry()
    sector = enter_area(code="uprava", fields=FIELDS, by=ministry, now=NOW)

    change_area(sector, fields={**FIELDS, "name_sr": "Исправљено"}, new_name_from=None, by=ministry, now=NOW)

    assert sector.former_names.count() == 0


def test_each_year_counts_its_own_areas() -> None:
    ministry = f.ministry()
    for number in range(10):
        valid_to = date(2017, 12, 31) if number == 9 else None
        start = date(2014 if number < 8 else 2016, 1, 1)
        enter_area(
            code=f"oblast-{number}", fields={**FIELDS, "valid_from": start, "valid_to": valid_to}, by=ministry, now=NOW
        )

    assert [areas_on(date(year, 6, 1)).count() for year in (2013, 2014, 2016, 2018)] == [0, 8, 10, 9]


def test_only_the_ministry_keeps_areas_and_days_in_their_order() -> None:
    network, ministry = f.a_network(), f.ministry()
    with pytest.raises(Refused):
        enter_area(code="nova", fields=FIELDS, by=network.lead, now=NOW)
    with pytest.raises(Invalid):
        enter_area(code="nova", fields={**FIELDS, "valid_to": date(2010, 1, 1)}, by=ministry, now=NOW)
    with pytest.raises(Invalid):
        enter_area(code=network.seko.code, fields=FIELDS, by=ministry, now=NOW)
    with pytest.raises(Invalid):
        change_area(network.seko.sector, fields=FIELDS, new_name_from=TODAY + timedelta(days=1), by=ministry, now=NOW)


def aside(network: f.Network, day: date) -> set[str]:
    rows = memberships_on(day).filter(suspended(day), seko=network.seko).select_related("organisation")
    return {row.organisation.name for row in rows}


def test_an_organisation_stands_aside_by_its_own_word_and_goes_on_reading() -> None:
    network = f.a_network(partners=2)
    member = network.members[0]

    row = suspend(network.seko, kind="frozen", statement="Не учествујемо.", by=member, now=NOW)

    assert aside(network, TODAY) == {member.organisation_name}
    assert f.again(member, TODAY).sekos() == {network.seko.pk}
    told = set(Outbox.objects.filter(kind="participation-suspended").values_list("recipient", flat=True))
    assert network.lead.person is not None
    assert network.lead.person.pk in told
    with pytest.raises(WrongState):
        suspend(network.seko, kind="refused", statement="Опет.", by=member, now=NOW)

    for other in (network.lead, network.members[1], f.ministry()):
        with pytest.raises(Refused):
            lift(row, by=other, now=NOW)
    lift(row, by=member, now=NOW)
    assert aside(network, TODAY) == set()
    with pytest.raises(WrongState):
        lift(Suspension.objects.get(pk=row.pk), by=member, now=NOW)


def test_a_statement_for_all_goes_for_every_seko_and_needs_a_whole_mandate() -> None:
    network = f.a_network(partners=2)
    member = network.members[0]
    narrow = f.an_actor(member.organisation, "representative", scope=network.seko.code)
    with pytest.raises(Refused):
        suspend(None, kind="refused", statement="Не.", by=narrow, now=NOW)

    suspend(None, kind="refused", statement="Не.", by=member, now=NOW)

    assert aside(network, TODAY) == {member.organisation_name}


@pytest.mark.parametrize(("kind", "statement"), [("frozen", "  "), ("frozen", "а" * 5001), ("asleep", "Не.")])
def test_a_statement_says_something_and_is_of_a_kind(kind: str, statement: str) -> None:
    network = f.a_network()

    with pytest.raises(Invalid):
        suspend(network.seko, kind=kind, statement=statement, by=network.members[0], now=NOW)
    assert not Suspension.objects.exists()


def test_nobody_freezes_for_a_seko_it_is_not_in() -> None:
    network, elsewhere = f.a_network(), f.a_network()

    with pytest.raises(Refused):
        suspend(elsewhere.seko, kind="frozen", statement="Не.", by=network.members[0], now=NOW)


def test_the_ministry_keeps_supporters() -> None:
    fields = {
        "organisation": None, "name_sr": "Фонд", "name_en": "Fund", "kind": "funder", "what_sr": "", "what_en": "",
        "starts_on": date(2015, 1, 1), "ends_on": None, "source": "",
    }  # fmt: skip
    ministry = f.ministry()
    row = keep_supporter(fields=fields, by=ministry, now=NOW)
    keep_supporter(fields={**fields, "ends_on": date(2018, 1, 1)}, supporter=row, by=ministry, now=NOW)
    assert Supporter.objects.get().ends_on == date(2018, 1, 1)
    with pytest.raises(Invalid):
        keep_supporter(fields={**fields, "ends_on": date(2014, 1, 1)}, by=ministry, now=NOW)
    with pytest.raises(Refused):
        remove_supporter(row, by=f.a_network().lead, now=NOW)
    remove_supporter(row, by=ministry, now=NOW)
    assert not Supporter.objects.exists()
