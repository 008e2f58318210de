"""Duplicates merged and bodies taken over, by two persons; what is past stays where it is (C7 84)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from seko.actors.mechanism.models import Membership, Seko
from seko.actors.mechanism.queries import holds_from, memberships_on
from seko.actors.organisations import actions
from seko.actors.organisations.actor import Actor
from seko.actors.organisations.enums import Role
from seko.actors.organisations.models import Mandate, Organisation, Succession
from seko.actors.organisations.queries import formerly, listed, named, with_aliases_of
from seko.dialogue.comments import actions as comments
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.comments.queries import unsent_of
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.models import Point
from seko.dialogue.responses.actions import assign
from seko.dialogue.responses.models import Assignment
from seko.foundation.core.errors import Invalid, NotThere, Refused
from seko.foundation.core.periods import in_force
from seko.foundation.journal.models import Entry
from seko.foundation.notifications.models import Outbox
from seko.foundation.workflow import second
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.COMMENTING
LATER = NOW + timedelta(hours=1)
TODAY = date(2027, 3, 5)


def merged(alias: Organisation, survivor: Organisation) -> Organisation:
    """Merge by two persons."""
    first = f.ministry()
    proposed = actions.propose_merging(alias, survivor=survivor, reason="Двострук унос.", by=first, now=NOW)
    second.confirm(proposed, by=f.another_of(first), now=LATER)
    alias.refresh_from_db()
    return alias


def organisation_of(actor: Actor) -> Organisation:
    """Return the actor's organisation."""
    assert actor.organisation is not None
    return actor.organisation


def test_it_takes_two_to_merge() -> None:
    alias, survivor, first = f.an_organisation("Чиста река"), f.an_organisation("Чиста река 2"), f.ministry()
    proposed = actions.propose_merging(alias, survivor=survivor, reason="Двострук унос.", by=first, now=NOW)

    with pytest.raises(Refused):
        second.confirm(proposed, by=first, now=LATER)
    with pytest.raises(Refused):
        second.confirm(proposed, by=f.an_actor(survivor, Role.COORDINATOR), now=LATER)
    alias.refresh_from_db()
    assert alias.merged_into is None


def test_only_what_still_exists_takes_an_alias() -> None:
    alias, gone = f.an_organisation("Чиста река"), f.an_organisation("Чиста река 2")
    gone = actions.end_organisation(gone, ended_on=date(2027, 1, 1), by=f.ministry(), now=NOW)
    state = f.an_organisation("Дирекција", "agency")

    for survivor in (None, alias, gone, state):
        with pytest.raises(Invalid) as refused:
            actions.propose_merging(alias, survivor=survivor, reason="Двоструко", by=f.ministry(), now=NOW)
        assert list(refused.value.faults) == ["survivor"]


@pytest.mark.bad_input(84)
def test_open_places_and_mandates_pass_and_no_past_act_is_pointed_anew() -> None:
    network, other = f.a_network(members=1), f.a_network(members=1)
    member = network.members[0]
    alias, survivor = organisation_of(member), organisation_of(other.members[0])
    f.an_actor(survivor, Role.REPRESENTATIVE, member.person)
    helper = f.an_actor(alias, Role.REPRESENTATIVE)
    consultation = f.a_consultation([network.seko])
    comment = f.a_comment(consultation, member, seko=network.seko)

    merged(alias, survivor)

    comment.refresh_from_db()
    assert (comment.organisation, comment.organisation_name, comment.mandate) == (alias, alias.name, member.mandate)
    assert list(Comment.objects.values_list("organisation", flat=True)) == [alias.pk]
    assert {(row.organisation, row.seko, row.role) for row in memberships_on(TODAY).filter(organisation=survivor)} == {
        (survivor, network.seko, "member"),
        (survivor, other.seko, "member"),
    }
    assert memberships_on(TODAY).filter(organisation=alias).count() == 0
    held = Mandate.objects.filter(in_force(TODAY), organisation=survivor)
    assert held.filter(person=helper.person).count() == held.filter(person=member.person).count() == 1
    assert Mandate.objects.filter(in_force(TODAY), organisation=alias).count() == 0
    assert set(with_aliases_of(survivor)) == {alias.pk, survivor.pk}
    assert Entry.objects.get(kind="organisation-merged").facts == {"survivor": str(survivor.pk)}


def test_the_stronger_standing_counts_where_both_are_in_one_network() -> None:
    network = f.a_network(members=1)
    alias, survivor = organisation_of(network.lead), organisation_of(network.members[0])

    merged(alias, survivor)

    rows = memberships_on(TODAY).filter(seko=network.seko, organisation__in=[alias, survivor])
    assert [(row.organisation, row.role) for row in rows] == [(survivor, "lead")]


def spans(organisation: Organisation, seko: Seko) -> list[tuple[str, date, date | None]]:
    """Return what the organisation is and will be in the SEKO."""
    rows = Membership.objects.filter(holds_from(TODAY), organisation=organisation, seko=seko).order_by("starts_on")
    return list(rows.values_list("role", "starts_on", "ends_on"))


def test_a_place_that_has_not_begun_ends_with_the_organisation() -> None:
    network, body = f.a_network(), f.an_organisation("Будућа чланица")
    later = date(2028, 1, 1)
    row = Membership.objects.create(organisation=body, seko=network.seko, role="member", starts_on=later)

    actions.end_organisation(body, ended_on=TODAY, by=f.ministry(), now=NOW)

    row.refresh_from_db()
    assert (row.ends_on, row.ended_at) == (later, NOW)
    assert not memberships_on(later).filter(organisation=body).exists()
    assert not Membership.objects.filter(organisation=body, ends_on=None).exists()


def test_a_place_that_has_not_begun_passes_with_its_days() -> None:
    network, alias, survivor = f.a_network(), f.an_organisation("Чиста река"), f.an_organisation("Плаво небо")
    until = date(2028, 12, 31)
    row = Membership.objects.create(
        organisation=alias, seko=network.seko, role="partner", starts_on=date(2028, 1, 1), ends_on=until
    )

    merged(alias, survivor)

    assert spans(alias, network.seko) == []
    assert spans(survivor, network.seko) == [("partner", row.starts_on, until)]


def test_the_stronger_standing_counts_from_the_day_on_which_it_begins() -> None:
    network = f.a_network(members=1)
    alias, survivor = f.an_organisation("Чиста река"), organisation_of(network.members[0])
    later = date(2028, 1, 1)
    Membership.objects.create(organisation=alias, seko=network.seko, role="partner", starts_on=later)

    merged(alias, survivor)

    day_before = later - timedelta(days=1)
    assert spans(survivor, network.seko) == [("member", TODAY, day_before), ("partner", later, None)]


def test_the_alias_leaves_the_directory_and_is_found_under_the_one_that_stays() -> None:
    by = f.ministry()
    fields = {"kind": "association"}
    alias = actions.register_organisation(fields={**fields, "name": "Бистри поток"}, is_another=True, by=by, now=NOW)
    survivor = actions.register_organisation(fields={**fields, "name": "Плаво небо"}, is_another=True, by=by, now=NOW)
    again = actions.register_organisation(fields={**fields, "name": "Стари запис"}, is_another=True, by=by, now=NOW)
    merged(again, alias)

    merged(alias, survivor)

    again.refresh_from_db()
    assert again.merged_into == survivor
    assert list(listed("sr").filter(named("bistri potok"))) == [survivor]
    assert list(listed("sr").filter(named("stari zapis"))) == [survivor]


@pytest.mark.bad_input(84)
def test_what_is_unsent_stays_thirty_days_with_its_author_and_cannot_be_sent() -> None:
    network = f.a_network(members=2)
    member, fellow = network.members
    alias = organisation_of(member)
    consultation = f.a_consultation([network.seko])
    kept = _unsent(consultation, member, network.seko)
    untouched = _unsent(consultation, fellow, network.seko)
    colleague = f.an_actor(alias, Role.REPRESENTATIVE)
    actions.end_organisation(alias, ended_on=TODAY, by=f.ministry(), now=NOW)

    author = Actor(member.person)
    assert list(unsent_of(author)) == [kept]
    assert list(unsent_of(Actor(colleague.person))) == []
    with pytest.raises((Refused, NotThere)):
        comments.send_comment(
            identifier=kept.pk, consultation=consultation, fields=_words(), by=author, now=LATER, seko=network.seko
        )
    with pytest.raises((Refused, NotThere)):
        comments.save_unsent(
            identifier=kept.pk, consultation=consultation, fields=_words(), by=author, now=LATER, seko=network.seko
        )
    assert comments.delete_left_behind(NOW + timedelta(days=29, hours=23)) == 0
    assert comments.delete_left_behind(NOW + timedelta(days=30)) == 1
    assert list(Unsent.objects.all()) == [untouched]


def _words() -> dict[str, object]:
    return {"words": "Додати станицу.", "anchor": {"kind": "whole"}}


def _unsent(consultation: Consultation, by: Actor, seko: Seko) -> Unsent:
    return comments.save_unsent(
        identifier=uuid4(), consultation=consultation, fields=_words(), by=by, now=NOW, seko=seko
    )


def succeeded(old: Organisation, new: Organisation, kind: str = "whole") -> Succession:
    """Record a succession by two persons."""
    first = f.ministry()
    proposed = actions.propose_succession(
        old, successor=new, kind=kind, happened_on=date(2027, 3, 20), basis="Закон", by=first, now=f.ANSWERING
    )
    found: Succession = second.confirm(proposed, by=f.another_of(first), now=f.ANSWERING)
    return found


def _assigned(old: Organisation) -> Point:
    network = f.a_network(members=1)
    consultation = f.a_consultation([network.seko], allows_direct=True)
    comment = f.a_comment(consultation, network.members[0])
    point = Point.objects.get(comment=comment)
    assign([point], institution=old, by=f.ministry(), now=f.ANSWERING)
    return point


@pytest.mark.parametrize(("kind", "passes"), [("whole", True), ("part", False)])
def test_what_is_open_passes_to_the_successor_of_the_whole(kind: str, passes: bool) -> None:
    old, new = f.an_organisation("Канцеларија", "agency"), f.an_organisation("Министарство", "ministry")
    of_old, of_new = f.an_officer(old), f.an_officer(new)
    point = _assigned(old)
    Outbox.objects.all().delete()

    succession = succeeded(old, new, kind)

    assert Assignment.objects.get(point=point).institution == (new if passes else old)
    old.refresh_from_db()
    assert old.ended_on == (succession.happened_on if passes else None)
    told = Outbox.objects.filter(kind="organisation-succeeded").values_list("recipient", flat=True)
    assert set(told) == {of_old.person.pk, of_new.person.pk}  # type: ignore[union-attr]
    assigned = Outbox.objects.filter(kind="answers-assigned").values_list("recipient", flat=True)
    assert list(assigned) == ([of_new.person.pk] if passes else [])  # type: ignore[union-attr]
    assert (f.again(of_old, date(2027, 3, 23)).mandate is None) == passes


def test_a_succession_needs_its_facts() -> None:
    old, new = f.an_organisation("Канцеларија", "agency"), f.an_organisation("Министарство", "ministry")

    with pytest.raises(Invalid) as refused:
        actions.propose_succession(
            old, successor=old, kind="half", happened_on=date(2030, 1, 1), basis="", by=f.ministry(), now=NOW
        )
    assert sorted(refused.value.faults) == ["happened_on", "kind", "successor"]
    succeeded(old, new, "part")
    with pytest.raises(Invalid) as refused:
        succeeded(old, new, "part")
    assert list(refused.value.faults) == ["successor"]


def test_a_body_is_shown_with_what_it_was_before() -> None:
    old, new = f.an_organisation("Канцеларија", "agency"), f.an_organisation("Министарство", "ministry")
    other, whole = f.an_organisation("Управа", "agency"), f.an_organisation("Дирекција", "agency")
    actions.add_former_name(
        other, name="Завод", ends_on=date(2020, 1, 1), basis="Уредба", by=f.ministry(), now=f.ANSWERING
    )
    succeeded(old, new)
    succeeded(whole, other, "part")

    assert formerly([old.pk, new.pk, other.pk]) == {new.pk: "Канцеларија", other.pk: "Завод"}
