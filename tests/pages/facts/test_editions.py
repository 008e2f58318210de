"""A corrected answer on its comment's page: the earlier editions, why they were corrected, and what sub-kinds name."""

from __future__ import annotations

import pytest
from django.urls import reverse

from seko.dialogue.responses.actions import approve, propose, propose_correction, reply, save_draft
from seko.dialogue.responses.enums import Verdict
from seko.foundation.core import clock
from seko.foundation.workflow import second
from tests import factories as f
from tests.dialogue.responses.conftest import Answering, answering  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
PASSED_ON = {
    "disposition": "outside",
    "subkind": "passed-on",
    "detail": "Министарство здравља",
    "reason": "Није у нашој надлежности.",
}


def page_of(answering: Answering) -> str:  # noqa: F811 - the fixture
    number = f"{answering.consultation.code}-0001".upper()
    with clock.pinned(f.ANSWERING):
        return f.client_of(answering.network.members[0]).get(reverse("comment", args=[number])).content.decode()


def in_order(page: str, *parts: str) -> bool:
    """Whether the chain says all of it, one after the other."""
    place = page.index('class="chain"')
    for part in parts:
        place = page.find(part, place)
        if place < 0:
            return False
    return True


def test_the_earlier_answer_stays_readable_for_its_author(answering: Answering) -> None:  # noqa: F811 - the fixture
    first = answering.published()
    author = answering.network.members[0]
    reply(first, verdict=Verdict.ACCEPTABLE, words="Слажемо се.", by=author, now=f.ANSWERING)
    corrected = {"disposition": "not-accepted", "reason": "Ипак не."}
    proposed = propose_correction(
        first, fields=corrected, reason="Погрешан број.", by=answering.coordinator, now=f.ANSWERING
    )
    second.confirm(proposed, by=answering.second, now=f.ANSWERING)

    page = page_of(answering)

    assert in_order(
        page,
        "Прихваћено (ранији одговор)",
        "Тачно је.",
        "Слажемо се.",
        "Одговор је исправљен",
        "Погрешан број.",
        "Није прихваћено",
        "Ипак не.",
    )


def test_where_it_was_passed_on_stands_in_the_chain(answering: Answering) -> None:  # noqa: F811 - the fixture
    draft = save_draft(answering.point, fields=PASSED_ON, by=answering.officer, now=f.ANSWERING)
    propose(draft, by=answering.officer, now=f.ANSWERING)
    approve(draft, by=answering.coordinator, now=f.ANSWERING)

    page = page_of(answering)

    assert in_order(page, "Није у нашој надлежности.", "Прослеђено другом телу", "Министарство здравља")
    assert "ранији одговор" not in page
