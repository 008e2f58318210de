"""Registering organisations and changing what stands about them; numbers and names of others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from seko.actors.mechanism.models import Membership
from seko.actors.organisations import actions
from seko.actors.organisations.enums import OrganisationKind, Role
from seko.actors.organisations.models import NameWord, Organisation
from seko.foundation.core.errors import Invalid, Refused, WrongState
from seko.foundation.journal.models import Entry
from seko.foundation.notifications.models import Outbox
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.COMMENTING


def registered(name: str = "Чиста река", **fields: Any) -> Organisation:
    """Register an organisation through the action, whatever is alike."""
    values = {"name": name, "kind": OrganisationKind.ASSOCIATION, **fields}
    return actions.register_organisation(fields=values, is_another=True, by=f.ministry(), now=NOW)


def test_one_is_registered_with_its_keys_words_and_entry() -> None:
    row = registered("Удружење „Чиста река“", town="Ужице", registry_number="171 625-43", tax_number="100002887")

    assert (row.slug, row.name_key, row.name_alike) == ("udruzenje-cista-reka", "udruzenje 'cista reka'", "cista reka")
    assert (row.registry_number, row.tax_number, row.town_key) == ("17162543", "100002887", "uzice")
    assert sorted(NameWord.objects.values_list("word", flat=True)) == ["cista", "reka", "udruzenje"]
    entry = Entry.objects.get(kind="organisation-registered")
    assert entry.facts == {"body": "association", "weighed": []}


def test_the_second_of_one_name_gets_another_address() -> None:
    first = registered("Чиста река")
    actions.end_organisation(first, ended_on=date(2027, 1, 1), by=f.ministry(), now=NOW)

    assert registered("Чиста река").slug == "cista-reka-2"


def test_only_the_ministry_registers() -> None:
    by = f.an_actor(f.an_organisation(), Role.REPRESENTATIVE)

    with pytest.raises(Refused):
        actions.register_organisation(fields={"name": "Нова"}, by=by, now=NOW)
    assert Organisation.objects.filter(name="Нова").count() == 0


@pytest.mark.bad_input(98)
@pytest.mark.parametrize("name", ["Zelena mreža", "Фондација „Зелена мрежа“", "ZELENA MREZA", "Зелена мрежа Србије"])
def test_likely_duplicates_are_shown_before_a_new_one_is_kept(name: str) -> None:
    known = registered("Удружење „Зелена мрежа“")
    other = registered("Плава река")

    with pytest.raises(actions.LikelyDuplicates) as refused:
        actions.register_organisation(fields={"name": name, "kind": "association"}, by=f.ministry(), now=NOW)
    assert [each.organisation for each in refused.value.found] == [known]
    assert Organisation.objects.filter(name=name).count() == 0

    kept = actions.register_organisation(
        fields={"name": name, "kind": "association"}, is_another=True, by=f.ministry(), now=NOW
    )
    assert kept.name == name
    assert Entry.objects.filter(kind="organisation-registered").last().facts["weighed"] == [str(known.pk)]  # type: ignore[union-attr]
    assert other.pk


@pytest.mark.bad_input(98)
def test_former_names_count_among_likely_duplicates() -> None:
    known = registered("Зелена мрежа")
    new = {"name": "Плаво небо"}
    actions.rename_organisation(known, fields=new, starts_on=date(2027, 2, 1), basis="Одлука", by=f.ministry(), now=NOW)

    with pytest.raises(actions.LikelyDuplicates) as refused:
        actions.register_organisation(fields={"name": "Zelena mreža", "kind": "association"}, by=f.ministry(), now=NOW)
    assert [each.organisation for each in refused.value.found] == [known]


@pytest.mark.bad_input(99)
def test_of_organisations_in_force_no_two_look_the_same() -> None:
    registered("РОСА")

    with pytest.raises(Invalid) as refused:
        registered("POCA")
    assert list(refused.value.faults) == ["name"]
    assert Organisation.objects.filter(name="POCA").count() == 0


@pytest.mark.bad_input(100)
@pytest.mark.parametrize("name", ["МЕИ", "MEI", "Канцеларија за пример", "Kancelarija za primer"])
def test_nobody_is_called_as_a_body_of_the_state(name: str) -> None:
    registered("Канцеларија за пример", kind=OrganisationKind.AGENCY, short_name="МЕИ")

    with pytest.raises(Invalid) as refused:
        registered(name)
    assert list(refused.value.faults) == ["name"]


@pytest.mark.bad_input(100)
@pytest.mark.parametrize(
    "name", ["Еко центар (званично)", "Еко ✓", "Еко 🌿", "Министарство реке", "Eкo", "Еко\u0001", "Еко\u0000"]
)
def test_a_name_that_cannot_be_is_refused_by_the_action(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        registered(name)
    assert list(refused.value.faults) == ["name"]


@pytest.mark.bad_input(101)
@pytest.mark.parametrize(
    ("field", "number", "wrong"),
    [("registry_number", "17162543", "17162544"), ("tax_number", "100002887", "100002888")],
)
def test_a_number_of_another_is_refused_and_its_people_are_told(field: str, number: str, wrong: str) -> None:
    holder = registered("Зелена мрежа", **{field: number})
    coordinator = f.an_actor(holder, Role.COORDINATOR)
    f.an_actor(f.an_organisation("Плава река"), Role.COORDINATOR)

    for _ in range(2):
        with pytest.raises(Invalid) as refused:
            registered("Чисто небо", **{field: number})
        assert list(refused.value.faults) == [field]
    with pytest.raises(Invalid) as refused:
        registered("Чисто небо", **{field: wrong})
    assert list(refused.value.faults) == [field]

    assert Organisation.objects.filter(name="Чисто небо").count() == 0
    told = Outbox.objects.filter(kind="number-claimed")
    assert [mail.recipient for mail in told] == [coordinator.person.pk]  # type: ignore[union-attr]
    assert Entry.objects.filter(kind="number-claimed", subject_id=str(holder.pk)).count() == 2


def test_numbers_kind_and_place_are_changed_and_the_entry_names_what() -> None:
    row = registered("Зелена мрежа")

    changed = actions.change_facts(row, fields={"town": "Ниш", "registry_number": "17162543"}, by=f.ministry(), now=NOW)
    assert (changed.town, changed.registry_number, changed.kind) == ("Ниш", "17162543", "association")
    assert Entry.objects.get(kind="organisation-changed").facts == {"fields": ["registry_number", "town"]}
    with pytest.raises(Refused):
        actions.change_facts(row, fields={"town": "Бор"}, by=f.an_actor(row, Role.COORDINATOR), now=NOW)


def test_its_own_people_keep_the_profile() -> None:
    row = registered("Зелена мрежа")
    fields = {"name_en": "Green network", "profile": "Чувамо реке.", "website": "https://primer.example"}

    changed = actions.change_profile(
        row, fields=fields, fields_of_work=(), by=f.an_actor(row, Role.REPRESENTATIVE), now=NOW
    )
    assert (changed.name_en, changed.profile) == ("Green network", "Чувамо реке.")
    assert {"green", "network"} <= set(NameWord.objects.values_list("word", flat=True))
    for foreign in (f.an_actor(f.an_organisation(), Role.REPRESENTATIVE), f.an_actor(row, Role.OBSERVER)):
        with pytest.raises(Refused):
            actions.change_profile(row, fields={"profile": "Туђе"}, fields_of_work=(), by=foreign, now=NOW)


def test_what_cannot_stand_in_a_profile_is_refused_by_field() -> None:
    row = registered("Зелена мрежа")
    fields = {"website": "javascript:alert(1)", "public_email": "a@b", "name_en": "Green ✓"}

    with pytest.raises(Invalid) as refused:
        actions.change_profile(row, fields=fields, fields_of_work=(), by=f.ministry(), now=NOW)
    assert sorted(refused.value.faults) == ["name_en", "public_email", "website"]


def test_an_organisation_ends_with_its_mandates_and_memberships() -> None:
    network = f.a_network(members=1)
    member = network.members[0]
    row = member.organisation
    assert row is not None

    ended = actions.end_organisation(row, ended_on=date(2027, 3, 1), by=f.ministry(), now=NOW)
    assert (ended.ended_on, ended.closed_at) == (date(2027, 3, 1), NOW)
    assert f.again(member, date(2027, 3, 5)).mandate is None
    assert [each.ended_at for each in row.memberships.all()] == [NOW]
    with pytest.raises(WrongState):
        actions.end_organisation(row, ended_on=date(2027, 3, 1), by=f.ministry(), now=NOW)


def test_an_end_in_the_future_is_refused() -> None:
    with pytest.raises(Invalid):
        actions.end_organisation(registered(), ended_on=date(2028, 1, 1), by=f.ministry(), now=NOW)


@pytest.mark.parametrize("begins", [date(2026, 1, 1), date(2028, 1, 1)])
def test_what_has_a_place_in_a_seko_does_not_become_a_body_of_the_state(begins: date) -> None:
    body, network = f.an_organisation("Чиста река"), f.a_network()
    Membership.objects.create(organisation=body, seko=network.seko, role="member", starts_on=begins)

    with pytest.raises(Invalid) as refused:
        actions.change_facts(body, fields={"kind": "ministry"}, by=f.ministry(), now=NOW)

    assert list(refused.value.faults) == ["kind"]
    body.refresh_from_db()
    assert body.kind == "association"


def test_what_people_act_for_crosses_no_border_and_what_nobody_uses_does() -> None:
    civil, state, unused = (f.an_organisation("Чиста река"), f.an_officer().organisation, f.an_organisation("Грешка"))
    assert state is not None
    f.an_actor(civil, Role.REPRESENTATIVE)
    for body, kind in ((civil, "ministry"), (state, "association")):
        with pytest.raises(Invalid) as refused:
            actions.change_facts(body, fields={"kind": kind}, by=f.ministry(), now=NOW)
        assert list(refused.value.faults) == ["kind"]

    assert actions.change_facts(civil, fields={"kind": "foundation"}, by=f.ministry(), now=NOW).kind == "foundation"
    assert actions.change_facts(unused, fields={"kind": "agency"}, by=f.ministry(), now=NOW).kind == "agency"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("website", "https://primer.example/" + "a" * 178),
        ("public_email", "a" * 60 + "@" + ".".join("b" * 60 for _ in range(4)) + ".rs"),
    ],
)
def test_an_address_that_does_not_fit_is_refused(field: str, value: str) -> None:
    member = f.a_network().members[0]
    assert member.organisation is not None

    with pytest.raises(Invalid) as refused:
        actions.change_profile(member.organisation, fields={field: value}, fields_of_work=[], by=member, now=NOW)

    assert list(refused.value.faults) == [field]
