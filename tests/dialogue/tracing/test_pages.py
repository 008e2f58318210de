"""The list of promises, tracing one of them, naming reasons, comparing two drafts: who sees what, what is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from seko.dialogue.tracing import actions
from seko.dialogue.tracing.drawing.shown import comment_url
from seko.dialogue.tracing.models import Cause, Difference, Statement
from seko.foundation.core import clock
from seko.pages.comparing.presenters import by_place
from tests import factories as f
from tests.dialogue.tracing.conftest import NEW_FOURTH, Traced

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after_the_answers() -> Iterator[None]:
    with clock.pinned(f.OVERDUE):
        yield


def at(name: str, *arguments: object) -> str:
    """Return an address in English, so that words can be asserted."""
    with translation.override("en"):
        return reverse(name, args=arguments)


def trace_url(traced: Traced) -> str:
    return at("promise-trace", traced.answering.consultation.code, traced.point.pk)


def test_everybody_reads_what_was_promised_and_not_found(traced: Traced) -> None:
    page = Client().get(at("promises", traced.answering.consultation.code))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Promised, not found" in text
    assert "Додаје се станица." in text
    assert trace_url(traced) not in text


def test_an_officer_confirms_the_first_offer_and_it_stands_in_the_list(traced: Traced) -> None:
    client = f.client_of(traced.answering.officer)
    page = client.get(trace_url(traced))
    changed = traced.differences[0]
    assert f'name="difference" value="{changed.pk}" checked' in page.content.decode()
    answer = client.post(trace_url(traced), {"difference": changed.pk, f"rank-{changed.pk}": "1"})
    assert (answer.status_code, answer["Location"]) == (302, at("promises", traced.answering.consultation.code))
    assert Cause.objects.values_list("difference", "point", "rank").get() == (changed.pk, traced.point.pk, 1)
    shown = Client().get(at("promises", traced.answering.consultation.code)).content.decode()
    assert "Promised and done" in shown
    assert "једну од њих у Бору" in shown


def test_confirming_nothing_says_what_to_do_and_keeps_the_page(traced: Traced) -> None:
    answer = f.client_of(traced.answering.officer).post(trace_url(traced), {})
    assert answer.status_code == 400
    assert "Choose the difference that fulfils the promise." in answer.content.decode()
    assert not Cause.objects.exists()


def test_a_statement_with_a_fault_keeps_what_was_typed(traced: Traced) -> None:
    client = f.client_of(traced.answering.officer)
    answer = client.post(trace_url(traced), {"state": "1", "said": "revised", "words": "Само две станице."})
    assert answer.status_code == 400
    assert "Само две станице." in answer.content.decode()
    assert not Statement.objects.exists()
    assert (
        client.post(
            trace_url(traced), {"state": "1", "said": "revised", "words": "Само две станице.", "reason": "Средства."}
        ).status_code
        == 302
    )
    assert Statement.objects.get().words == "Само две станице."


def test_a_cause_is_taken_back_by_a_button(traced: Traced) -> None:
    cause = actions.confirm_cause(traced.point, traced.differences[0], by=traced.answering.officer, now=f.OVERDUE)
    client = f.client_of(traced.answering.officer)
    address = at("cause-take-back", traced.answering.consultation.code, traced.point.pk, cause.pk)
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 404
    cause.refresh_from_db()
    assert cause.taken_back_at == f.OVERDUE


def test_only_who_answers_reaches_the_page(traced: Traced) -> None:
    assert f.client_of(traced.answering.network.lead).get(trace_url(traced)).status_code == 403
    assert f.client_of(f.an_officer()).get(trace_url(traced)).status_code == 403
    with_nothing = at("promise-trace", traced.answering.consultation.code, traced.answering.direct.pk)
    assert f.client_of(traced.answering.coordinator).get(with_nothing).status_code == 404


def test_reasons_are_named_on_the_page_of_the_draft(traced: Traced) -> None:
    address = at("differences", traced.version.document.code, traced.version.number)
    assert "No reason named yet" in Client().get(address).content.decode()
    client = f.client_of(traced.answering.coordinator)
    ticked = [each.pk for each in traced.differences]
    wrong = client.post(address, {"difference": ticked, "reason": ""})
    assert wrong.status_code == 400
    assert wrong.content.decode().count(" checked") == 2
    assert client.post(address, {"difference": ticked, "reason": "commission", "note": "Писмо."}).status_code == 302
    shown = Client().get(f"{address}?reason=commission").content.decode()
    assert "Писмо." in shown
    assert Client().post(address, {"difference": ticked, "reason": "commission"}).status_code == 403


def test_two_drafts_are_compared_with_the_comments_behind_each_difference(traced: Traced) -> None:
    actions.confirm_cause(traced.point, traced.differences[0], by=traced.answering.officer, now=f.OVERDUE)
    code = traced.version.document.code
    for query in ("", "?view=aside", "?text=whole", "?view=aside&text=whole"):
        page = Client().get(at("versions-compare", code, 1, 2) + query)
        text = page.content.decode()
        assert page.status_code == 200
        assert NEW_FOURTH in text
        assert "Changed because of 2 comments from 1 area" in text
        assert f'href="{comment_url(traced.point)}"' in text
        assert (f.PASSAGES[0] in text) == ("whole" in query)
    assert Client().get(at("versions-compare", code, 2, 1)).status_code == 404
    assert Client().get(at("versions-compare", code, 1, 3)).status_code == 404


def test_a_draft_that_is_not_published_is_compared_by_who_reads_it(traced: Traced) -> None:
    document = traced.version.document
    version = f.a_version([*f.PASSAGES, "Тајно."], document=document, proposed_by=traced.answering.coordinator)
    actions.keep_differences(version, now=timezone.now())
    for address in (at("versions-compare", document.code, 2, 3), at("differences", document.code, 3)):
        assert Client().get(address).status_code == 404
        assert f.client_of(traced.answering.coordinator).get(address).status_code == 200
    assert Difference.objects.filter(new_version=version).exists()


def test_a_cause_counts_at_places_of_its_own_two_drafts_only(traced: Traced) -> None:
    first = traced.answering.consultation.version
    assert first is not None
    third = f.a_version(f.PASSAGES, document=first.document, circle="public")
    changed = next(each for each in traced.differences if each.old and each.new)
    cause = actions.confirm_cause(traced.point, changed, by=traced.answering.officer, now=f.OVERDUE)
    old, new = f"g-{changed.old[0]['place']}", f"d-{changed.new[0]['place']}"

    assert by_place([cause], first, traced.version) == {new: [cause], old: [cause]}
    assert by_place([cause], first, third) == {old: [cause]}
    assert by_place([cause], traced.version, third) == {}
