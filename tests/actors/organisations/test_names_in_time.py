"""Names in time: renaming, correcting, which name held on a day, finding by any of them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from seko.actors.organisations import actions
from seko.actors.organisations.models import Organisation
from seko.actors.organisations.queries import listed, name_on, named
from seko.foundation.core.errors import Invalid
from seko.foundation.journal.models import Entry
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.COMMENTING


def a_body(name: str = "Канцеларија за пример", **fields: object) -> Organisation:
    """Register a body of the state."""
    values = {"name": name, "kind": "agency", **fields}
    return actions.register_organisation(fields=values, is_another=True, by=f.ministry(), now=NOW)


def renamed(row: Organisation, name: str, day: date) -> Organisation:
    """Rename from a day."""
    return actions.rename_organisation(
        row, fields={"name": name}, starts_on=day, basis="Закон о примеру", by=f.ministry(), now=NOW
    )


@pytest.mark.bad_input(84)
def test_the_past_keeps_the_name_of_its_day() -> None:
    row = renamed(renamed(a_body(), "Завод за пример", date(2017, 6, 26)), "Управа за пример", date(2021, 1, 1))

    names = [name_on(row, day).name for day in (date(2014, 1, 1), date(2017, 6, 25), date(2017, 6, 26))]
    assert names == ["Канцеларија за пример", "Канцеларија за пример", "Завод за пример"]
    assert name_on(row, date(2020, 12, 31)).name == "Завод за пример"
    assert name_on(row, date(2021, 1, 1)).name == row.name == "Управа за пример"
    assert [(each.starts_on, each.ends_on) for each in row.former_names.all()] == [
        (None, date(2017, 6, 25)),
        (date(2017, 6, 26), date(2020, 12, 31)),
    ]
    assert Entry.objects.filter(kind="organisation-renamed").count() == 2


def test_a_corrected_fault_begins_no_period() -> None:
    row = actions.correct_name(a_body("Канцеларјиа"), fields={"name": "Канцеларија"}, by=f.ministry(), now=NOW)

    assert (row.name, row.former_names.count()) == ("Канцеларија", 0)
    assert Entry.objects.get(kind="name-corrected").facts == {"fields": ["name"]}


def test_a_name_cannot_begin_before_the_one_it_follows_nor_in_the_future() -> None:
    row = renamed(a_body(), "Завод за пример", date(2017, 6, 26))

    for day in (date(2017, 6, 26), date(2016, 1, 1), date(2030, 1, 1)):
        with pytest.raises(Invalid) as refused:
            renamed(row, "Управа за пример", day)
        assert list(refused.value.faults) == ["starts_on"]
    with pytest.raises(Invalid):
        renamed(row, "Завод за пример", date(2020, 1, 1))


@pytest.mark.parametrize("typed", ["kancelarija", "КАНЦЕЛАРИЈЕ", "zavod primer", "завода за пример", "uprav"])
def test_it_is_found_by_every_name_it_had(typed: str) -> None:
    row = renamed(renamed(a_body(), "Завод за пример", date(2017, 6, 26)), "Управа за пример", date(2021, 1, 1))
    a_body("Дирекција за воде")

    assert list(listed("sr").filter(named(typed))) == [row]


def test_words_are_all_asked_for() -> None:
    a_body("Завод за пример")

    assert list(listed("sr").filter(named("zavod vode"))) == []


def test_the_list_stands_in_the_alphabet_of_the_page() -> None:
    for name in ("Љубав", "Žaba", "Цвет", "Чичак", "Ćuk", "Đak", "Dud", "Лав", "Нада"):
        a_body(name)
    civil = Organisation.objects.filter(kind="agency").values("pk")

    cyrillic = [row.name for row in listed("sr").filter(pk__in=civil)]
    latin = [row.name for row in listed("sr-latn").filter(pk__in=civil)]
    assert cyrillic == ["Dud", "Đak", "Žaba", "Лав", "Љубав", "Нада", "Ćuk", "Цвет", "Чичак"]
    assert latin == ["Цвет", "Чичак", "Ćuk", "Dud", "Đak", "Лав", "Љубав", "Нада", "Žaba"]


def test_keys_are_written_anew_without_a_change_to_anything_else() -> None:
    row = renamed(a_body(), "Завод за пример", date(2017, 6, 26))
    Organisation.objects.filter(pk=row.pk).update(name_key="x", name_skeleton="", order_sr=b"", name_alike="")
    row.name_words.all().delete()
    row.former_names.update(name_key="x")

    count, doubles = actions.refresh_name_keys()
    assert (count, {each.name for each in doubles}) == (
        Organisation.objects.count(),
        {"Министарство за европске интеграције"},
    )
    fresh = Organisation.objects.get(pk=row.pk)
    assert (fresh.name_key, fresh.name_skeleton) == ("zavod za primer", row.name_skeleton)
    assert bytes(fresh.order_sr) == bytes(row.order_sr) != b""
    assert fresh.former_names.get().name_key == "kancelarija za primer"
    assert sorted(fresh.name_words.values_list("word", flat=True)) == ["kancelarija", "primer", "za", "zavod"]


def test_the_database_keeps_two_that_look_the_same_apart() -> None:
    first, second = a_body("Роса"), a_body("Река")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=second.pk).update(name_skeleton=first.name_skeleton)


def test_a_name_begins_on_no_day_before_the_calendar_of_the_register() -> None:
    row = f.an_organisation("Стара задруга")

    with pytest.raises(Invalid) as refused:
        actions.rename_organisation(
            row, fields={"name": "Нова задруга"}, starts_on=date.min, basis="Одлука", by=f.ministry(), now=NOW
        )

    assert list(refused.value.faults) == ["starts_on"]
