"""The desk of whoever answers names promises not found; the author's says what the own comments changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from seko.actors.organisations.actor import Actor
from seko.dialogue.comments.queries import number_of
from seko.dialogue.positions.queries import source_comments
from seko.dialogue.tracing import actions
from seko.foundation.core import clock
from tests import factories as f
from tests.dialogue.responses.conftest import answering
from tests.dialogue.tracing.conftest import NEW_SECOND, Traced, traced

__all__ = ["answering", "traced"]
pytestmark = pytest.mark.django_db
TASK = "Find what fulfils 1 promise, or say what becomes of it"
CARD = "What your comments changed"


@pytest.fixture(autouse=True)
def _after_the_answers() -> Iterator[None]:
    with clock.pinned(f.OVERDUE), translation.override("en"):
        yield


def page(actor: Actor, name: str = "desk", query: str = "") -> str:
    content: str = f.client_of(actor).get(reverse(name) + query).content.decode()
    return content


def confirm(traced: Traced) -> None:
    actions.confirm_cause(traced.point, traced.differences[0], by=traced.answering.officer, now=f.OVERDUE)


def test_who_answers_is_asked_for_what_was_promised_and_not_found(traced: Traced) -> None:
    list_url = reverse("promises", args=[traced.answering.consultation.code]) + "?outcome=not-found"
    for actor in (traced.answering.coordinator, traced.answering.officer):
        desk = page(actor)
        assert TASK in desk
        assert f'href="{list_url}"' in desk
    assert TASK not in page(traced.answering.network.lead)
    assert TASK not in page(f.an_officer())
    confirm(traced)
    assert TASK not in page(traced.answering.coordinator)
    assert TASK not in page(traced.answering.officer)


def test_an_author_sees_what_the_own_comment_changed_with_its_number(traced: Traced) -> None:
    author = traced.answering.network.members[0]
    own = [each for each in source_comments(traced.point) if str(each.organisation_id) == author.organisation_id]
    assert CARD not in page(author)
    confirm(traced)
    for shown in (page(author), page(author, "record")):
        card = shown[shown.index(f"<h2>{CARD}") :]
        assert all(reverse("comment", args=[number_of(each)]) in card for each in own)
        assert "једну од њих у Бору" in card
        assert f"#d-{traced.differences[0].new[0]['place']}" in card
    assert NEW_SECOND not in page(traced.answering.officer)
    assert CARD not in page(traced.answering.officer)
    assert CARD not in page(author, "record", "?show=mine")


def test_the_card_leaves_the_desk_after_two_months_and_stays_among_the_own_comments(traced: Traced) -> None:
    confirm(traced)
    author = traced.answering.network.members[0]
    with clock.pinned(f.OVERDUE + timedelta(days=61)):
        assert CARD not in page(author)
        assert CARD in page(author, "record")


@pytest.mark.parametrize("count", [1, 2])
def test_cards_take_as_many_queries_whatever_their_number(
    count: int, traced: Traced, django_assert_num_queries: Any
) -> None:
    for each in traced.differences[:count]:
        actions.confirm_cause(traced.point, each, by=traced.answering.officer, now=f.OVERDUE)
    client = f.client_of(traced.answering.network.members[0])
    client.get(reverse("record"))
    with django_assert_num_queries(14):
        client.get(reverse("record"))
