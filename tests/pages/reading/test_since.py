"""What was changed since the draft that a person read before, and why: on the text, the comparison and the desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from seko.actors.organisations.actor import Actor
from seko.dialogue.consultations.enums import Status
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.tracing import actions
from seko.dialogue.tracing.enums import Reason
from seko.dialogue.tracing.models import LastRead
from seko.dialogue.tracing.queries import unread_drafts
from seko.foundation.core import clock
from seko.foundation.privacy import holdings
from tests import factories as f
from tests.dialogue.responses.conftest import answering
from tests.dialogue.tracing.conftest import Traced, traced

__all__ = ["answering", "traced"]
pytestmark = pytest.mark.django_db
CAME = "Draft 2 has come since"


@pytest.fixture(autouse=True)
def _after_the_answers() -> Iterator[None]:
    with clock.pinned(f.OVERDUE), translation.override("en"):
        yield


@pytest.fixture
def second(traced: Traced) -> Consultation:
    """The consultation on the second draft; the one on the first is ended."""
    first = traced.answering.consultation
    f.written_by_hand(first, status=Status.EXCEPTION, concluded_at=f.OVERDUE, exception_reason="Избори.")
    return f.a_consultation([traced.answering.network.seko], version=traced.version)


def text_of(actor: Actor | None, consultation: Consultation) -> str:
    content: str = f.client_of(actor).get(reverse("reading", args=[consultation.code])).content.decode()
    return content


def desk_of(actor: Actor) -> str:
    content: str = f.client_of(actor).get(reverse("desk")).content.decode()
    return content


def compare(traced: Traced) -> str:
    return reverse("versions-compare", args=[traced.version.document.code, 1, 2])


def test_who_reads_the_first_draft_is_led_to_what_came_since(traced: Traced, second: Consultation) -> None:
    for actor in (None, traced.answering.network.members[0]):
        page = text_of(actor, traced.answering.consultation)
        assert f"<strong>{CAME}.</strong>" in page
        assert f'href="{compare(traced)}"' in page
    assert CAME not in text_of(None, second)


def test_a_draft_is_remembered_once_and_the_one_before_it_stays_known(traced: Traced, second: Consultation) -> None:
    member = traced.answering.network.members[0]
    text_of(None, second)
    assert not LastRead.objects.exists()
    text_of(member, traced.answering.consultation)
    assert "Before this you read draft" not in text_of(f.an_officer(), second)
    for _ in range(2):
        page = text_of(member, second)
        assert "Before this you read draft 1." in page
        assert f'href="{compare(traced)}"' in page
    text_of(member, traced.answering.consultation)
    assert LastRead.objects.values_list("number", "before").get(person=member.person) == (2, 1)


def test_the_desk_says_so_until_the_draft_or_the_comparison_was_read(traced: Traced, second: Consultation) -> None:
    member, lead = traced.answering.network.members[0], traced.answering.network.lead
    for actor in (member, lead):
        text_of(actor, traced.answering.consultation)
        desk = desk_of(actor)
        assert f"{CAME} you last read: see what was changed" in desk
        assert f'href="{compare(traced)}"' in desk
    f.client_of(member).get(compare(traced))
    text_of(lead, second)
    assert CAME not in desk_of(member)
    assert CAME not in desk_of(lead)


def test_who_commented_on_the_first_draft_is_told_without_having_opened_it(traced: Traced) -> None:
    author = traced.answering.network.members[0]
    assert [each.since for each in unread_drafts(author, f.OVERDUE)] == [1]
    assert CAME in desk_of(author)
    assert unread_drafts(f.an_officer(), f.OVERDUE) == []
    assert CAME not in desk_of(traced.answering.coordinator)


def test_a_draft_that_the_person_may_not_read_is_not_announced(traced: Traced) -> None:
    author = traced.answering.network.members[0]
    f.a_version([*f.PASSAGES, "Тајно."], document=traced.version.document, proposed_by=traced.answering.coordinator)
    assert [each.version.number for each in unread_drafts(author, f.OVERDUE)] == [2]


def test_what_was_read_last_is_given_out_and_goes_with_the_person(traced: Traced) -> None:
    member = traced.answering.network.members[0]
    text_of(member, traced.answering.consultation)
    assert member.person is not None
    titles = [str(holding.title) for holding, _rows in holdings.held(member.person.pk)]
    assert "Drafts you read last" in titles
    holdings.erase(member.person.pk, f.OVERDUE)
    assert not LastRead.objects.exists()


def test_a_changed_passage_says_why_and_leads_to_the_comparison(traced: Traced, second: Consultation) -> None:
    changed, added = traced.differences
    actions.confirm_cause(traced.point, changed, by=traced.answering.officer, now=f.OVERDUE)
    page = text_of(None, second)
    assert (
        f'<a class="why" href="{compare(traced)}#d-1-2" lang="en">Changed because of 2 comments from 1 area</a>' in page
    )
    actions.name_reason([added], reason=Reason.EDITORIAL, by=traced.answering.coordinator, now=f.OVERDUE)
    assert "Changed for other reasons: Editorial</a>" in text_of(None, second)
    assert 'class="why"' not in text_of(None, traced.answering.consultation)


@pytest.mark.parametrize("reasons", [1, 5])
def test_reasons_and_the_last_read_draft_take_as_many_queries_whatever_their_number(
    reasons: int, traced: Traced, second: Consultation, django_assert_num_queries: Any
) -> None:
    changed = traced.differences[0]
    actions.confirm_cause(traced.point, changed, by=traced.answering.officer, now=f.OVERDUE)
    others = [each for each in Reason if each is not Reason.COMMENT][: reasons - 1]
    for reason in others:
        actions.name_reason([changed], reason=reason, by=traced.answering.coordinator, now=f.OVERDUE)
    member = traced.answering.network.members[0]
    text_of(member, second)
    client = f.client_of(member)
    client.get(reverse("reading", args=[second.code]))
    with django_assert_num_queries(9):
        client.get(reverse("reading", args=[second.code]))
    cache.clear()
    with django_assert_num_queries(15):
        client.get(reverse("reading", args=[second.code]))
