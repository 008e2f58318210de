"""The board's page after a deed: one stays where one was, what is handled is folded away."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions.actions import carry
from seko.dialogue.positions.presenters import texts
from seko.drafts.documents.models import Passage, Version
from seko.foundation.core import clock
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(network: f.Network) -> Client:
    return f.client_of(network.lead)


def page(client: Client, consultation: Consultation, network: f.Network, query: str = "") -> str:
    with clock.pinned(f.CONSOLIDATING):
        response = client.get(reverse("board", args=[consultation.code, network.seko.code]) + query)
    assert response.status_code == 200
    return response.content.decode()


def item(shown: str, comment: Comment) -> str:
    """Return the list item of a comment."""
    found = re.search(rf'<li class="comment" id="c-{comment.number}".*?</li>', shown, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.parametrize("show", ["", "undecided"])
def test_what_was_done_is_said_at_its_comment_which_stays_in_its_place(
    show: str, lead: Client, network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    sent = {"one": f"carry:{comments[1].number}", "show": show}
    with clock.pinned(f.CONSOLIDATING):
        led = lead.post(reverse("board-deed", args=[consultation.code, network.seko.code]), sent)
    shown = page(lead, consultation, network, f"?show={show}" if show else "")

    assert led["Location"].endswith("#done")
    assert shown.count('id="done"') == 1
    assert 'id="done"' in item(shown, comments[1])
    assert "Преузето: бр. 1." in item(shown, comments[1])


def test_what_is_handled_stands_in_a_fold_behind_what_waits(
    lead: Client, network: f.Network, consultation: Consultation
) -> None:
    first, second, third = (
        f.a_comment(consultation, network.members[0], words, seko=network.seko, place="1-2")
        for words in ("Ваздух у Бору.", "Сметлиште код Ужица.", "Рок за школе.")
    )
    carry([first], by=network.lead, now=f.CONSOLIDATING)

    shown = page(lead, consultation, network)

    fold = shown.index("Обрађено <span")
    assert shown.index(f'id="c-{second.number}"') < shown.index(f'id="c-{third.number}"') < fold
    assert fold < shown.index(f'id="c-{first.number}"')


def test_a_part_is_headed_by_its_section_and_never_by_a_code(
    lead: Client, network: f.Network, consultation: Consultation
) -> None:
    version = consultation.version
    assert version is not None
    rows = Version.objects.filter(pk=version.pk)
    rows.update(status="draft")
    Passage.objects.create(
        version=version, order=90, place="h1", kind="heading", text="Сажетак акције", key="sazetak", section="h1"
    )
    passage = Passage.objects.create(
        version=version, order=91, place="h1-1", kind="paragraph", text="Градови чисте воду.", key="voda", section="h1"
    )
    rows.update(status="published")
    f.a_comment(consultation, network.members[0], "Како?", seko=network.seko, place="h1-1")

    shown = page(lead, consultation, network)

    assert '<h2 id="at-h1-1-title">Сажетак акције</h2>' in shown
    assert "h1-1" not in re.sub(r"<[^>]+>", "", shown)
    with override("sr"):
        assert texts.place_title(consultation, passage) == "Сажетак акције: „Градови чисте воду.“"
