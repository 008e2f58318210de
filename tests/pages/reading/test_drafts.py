"""Reading a document's drafts beside one another: comments of earlier ones in place, and the ways there and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from seko.actors.organisations.actor import Actor
from seko.dialogue.changes import actions
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.drafts.documents.models import Version
from seko.foundation.core import clock
from tests import factories as f
from tests.dialogue.changes.ground import NOW, Ground, doubtful, placed
from tests.drafts.documents.model.carrying.test_carry import AIR, NATURE, WASTE, WATER

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _in_the_week_of_answers() -> Iterator[None]:
    with clock.pinned(NOW):
        yield


def second_round(ground: Ground, texts: tuple[str, ...]) -> tuple[Version, Consultation]:
    """Return the next draft, with the comments carried to it, and the consultation on it."""
    new = ground.next_draft(texts)
    return new, consulted(ground, new)


def consulted(ground: Ground, version: Version) -> Consultation:
    """Open the consultation on a further draft; the one on the first is ended, else it could not be."""
    f.written_by_hand(ground.consultation, status=Status.EXCEPTION, concluded_at=NOW, exception_reason="Избори.")
    return f.a_consultation([ground.network.seko], version=version)


def page(consultation: Consultation, place: str = "") -> str:
    return reverse("reading", args=[consultation.code]) + (f"?p={place}" if place else "")


def shown(actor: Actor | None, address: str, **headers: str) -> str:
    content: str = f.client_of(actor).get(address, headers=headers).content.decode()
    return content


def elsewhere(consultation: Consultation, number: int, place: str) -> str:
    return reverse("reading-elsewhere", args=[consultation.code, number]) + f"?p={place}"


def test_comments_of_the_first_draft_stand_in_the_second_and_each_leads_to_the_other() -> None:
    ground = Ground()
    ground.comment("исправност воде")
    _new, second = second_round(ground, (NATURE, AIR, WATER))
    member = ground.network.members[0]

    assert '<a class="m e" href="?p=1-3#p-1-3">1<i> са ранијих нацрта</i></a>' in shown(member, page(second))
    thread = shown(member, page(second, "1-3"), **FRAGMENT)
    assert "На раније нацрте: 1" in thread
    assert "О: исправност воде" in thread
    assert f'href="{page(ground.consultation, "1-2")}#p-1-2"' in thread
    first = shown(member, page(ground.consultation, "1-2"), **FRAGMENT)
    assert f'href="{page(second, "1-3")}#p-1-3"' in first
    assert "Неизмењено" in first


def test_the_same_part_is_found_in_the_other_draft_and_back() -> None:
    ground = Ground()
    ground.comment("исправност воде")
    _new, second = second_round(ground, (NATURE, AIR, WATER))
    client = f.client_of(ground.network.members[0])
    assert client.get(elsewhere(ground.consultation, 2, "1-2"))["Location"] == f"{page(second, '1-3')}#p-1-3"
    assert client.get(elsewhere(second, 1, "1-3"))["Location"] == f"{page(ground.consultation, '1-2')}#p-1-2"
    assert client.get(elsewhere(ground.consultation, 2, "1-3"))["Location"] == page(second)
    assert client.get(elsewhere(second, 1, ""))["Location"] == page(ground.consultation)
    for address in (elsewhere(second, 1, "9-9"), elsewhere(second, 7, "1-1")):
        assert client.get(address).status_code == 404


def test_who_may_not_read_the_comment_or_the_other_draft_sees_neither() -> None:
    ground = Ground()
    ground.comment("исправност воде")
    new, second = second_round(ground, (NATURE, AIR, WATER))
    other = f.a_network("other").members[0]
    assert 'class="m e"' not in shown(other, page(second))
    assert "О: исправност" not in shown(other, page(second, "1-3"))
    new.releases.all().delete()
    member = ground.network.members[0]
    assert f"{second.code}/text/" not in shown(member, page(ground.consultation, "1-2"))
    assert f.client_of(member).get(elsewhere(ground.consultation, 2, "1-2")).status_code == 404


def test_a_place_that_a_person_has_still_to_choose_is_not_shown_as_one() -> None:
    ground, comment, new = doubtful()
    second = consulted(ground, new)
    member = ground.network.members[0]
    assert 'class="m e"' not in shown(member, page(second))
    row = placed(comment, new)
    actions.choose_place(row, choice="0", seen=row.stamp, by=ground.ministry, now=NOW)
    assert 'class="m e"' in shown(member, page(second))


def test_a_page_kept_for_everybody_is_drawn_anew_when_places_change() -> None:
    ground, comment, new = doubtful()
    for version in (ground.version, new):
        version.releases.update(circle="public")
    second = consulted(ground, new)
    tags = [Client().get(page(each))["ETag"] for each in (ground.consultation, second)]
    row = placed(comment, new)
    actions.choose_place(row, choice="0", seen=row.stamp, by=ground.ministry, now=NOW)
    fresh = [Client().get(page(each))["ETag"] for each in (ground.consultation, second)]
    assert (fresh[0] != tags[0], fresh[1] != tags[1]) == (True, True)
    new.releases.all().delete()
    assert Client().get(page(ground.consultation))["ETag"] != fresh[0]


@pytest.mark.parametrize("count", [1, 30])
def test_comments_of_earlier_drafts_take_as_many_queries_as_one(count: int, django_assert_max_num_queries: Any) -> None:
    ground = Ground()
    for _ in range(count):
        ground.comment("исправност воде")
    _new, second = second_round(ground, (AIR, WATER, WASTE))
    client = f.client_of(ground.network.members[0])
    client.get(page(second))
    cache.clear()
    with django_assert_max_num_queries(24):
        client.get(page(second, "1-2"))
