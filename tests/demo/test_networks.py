"""The invented networks: complete, plausible, and nobody's."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from seko.demo.networks import (
    NETWORKS,
    load_institutions,
    load_networks,
    load_organisations,
    load_persons,
)
from seko.foundation.text.scripts import to_latin
from tests.shared import SHARED

ORGANISATIONS = load_organisations()
BY_SLUG = {one.slug: one for one in ORGANISATIONS}


def core(name: str) -> str:
    """What stands between the quotation marks of a name, in Latin, in lower case."""
    return to_latin(name).split("„")[1].split("“")[0].casefold()


def test_there_are_418_in_nine_networks() -> None:
    assert len(ORGANISATIONS) == 418
    assert len(BY_SLUG) == 418
    counted = Counter(code for one in ORGANISATIONS for code in one.networks)
    assert set(counted) == {network.code for network in load_networks()}
    assert min(counted.values()) >= 36
    assert sum(len(one.networks) == 2 for one in ORGANISATIONS) == 9


def test_a_third_is_registered_in_latin_and_some_pairs_look_alike() -> None:
    assert Counter(one.script for one in ORGANISATIONS) == {"Cyrl": 279, "Latn": 139}
    cyrillic = {core(one.name) for one in ORGANISATIONS if one.script == "Cyrl"}
    latin = {core(one.name) for one in ORGANISATIONS if one.script == "Latn"}
    assert len(cyrillic & latin) >= 8


def test_each_consortium_has_three_to_five_of_its_own_network() -> None:
    for network in load_networks():
        consortium = (network.lead, *network.partners)
        assert 3 <= len(consortium) <= 5
        assert [slug for slug in consortium if network.code not in BY_SLUG[slug].networks] == []


def test_numbers_cannot_belong_to_anybody() -> None:
    for one in ORGANISATIONS:
        assert one.registry_number.startswith("99")
        assert int(one.tax_number) < 100_000_001
    assert len({one.tax_number for one in ORGANISATIONS}) == len({one.registry_number for one in ORGANISATIONS}) == 418


def test_towns_have_codes_and_a_place_where() -> None:
    assert all(one.town_code.isascii() and one.where.startswith(("у ", "на ")) for one in ORGANISATIONS)
    assert len({one.town_code for one in ORGANISATIONS}) > 90


def test_every_role_is_filled_by_somebody_reachable_in_the_reserved_domain() -> None:
    persons = load_persons()
    bodies = set(BY_SLUG) | {one.slug for one in load_institutions()}
    assert all(one.email.endswith("@primer.example") and one.organisation in bodies for one in persons)
    assert len({one.email for one in persons}) == len(persons)
    roles = Counter(one.role for one in persons if not one.is_deputy)
    assert roles["coordinator"] == 9
    assert roles["ministry-coordinator"] == 3
    assert roles["officer"] == 12
    assert {roles[role] for role in ("observer", "auditor", "administrator")} == {1}
    assert Counter(one.gender for one in persons).keys() == {"f", "m"}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared field notes are not beside the repository")
def test_no_name_is_that_of_a_real_organisation_of_the_field() -> None:
    field = to_latin((SHARED / "domain.md").read_text(encoding="utf-8")).casefold()
    named = [one.name for one in ORGANISATIONS] + [one.name for one in load_institutions()]
    # A single common word inside the quotation marks says nothing; the whole name and longer ones do.
    assert [name for name in named if to_latin(name).casefold() in field] == []
    assert [one.name for one in ORGANISATIONS if " " in core(one.name) and core(one.name) in field] == []


def test_history_holds_only_facts_with_a_source() -> None:
    history = json.loads((NETWORKS.parent / "history.json").read_text(encoding="utf-8"))
    stated = [
        history["memorandum"],
        *history["facts"],
        *history["areas_2014"],
        *history["consortia_before_2014"],
        *history["conclusions_2017"],
    ]
    assert [fact for fact in stated if not set(fact["sources"]) <= set(history["sources"]) or not fact["sources"]] == []
    assert len(history["memorandum"]["signatories"]) == 9
    assert len(history["areas_2014"]) == 9
    assert {one["name"].casefold() for one in history["memorandum"]["signatories"]}.isdisjoint(
        to_latin(one.name).casefold() for one in ORGANISATIONS
    )
