"""What positions demand of sending, withdrawing and concluding."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from seko.dialogue.comments.conditions import SendingPlace
from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from seko.dialogue.positions import demands
from seko.dialogue.positions.actions import carry, ensure_position, submit_position
from tests import factories as f

pytestmark = pytest.mark.django_db
NOW = f.CONSOLIDATING


def test_sending_is_shut_by_the_own_sekos_handing_in_alone(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    other = f.a_network("other")
    places = [SendingPlace(consultation, seko) for seko in (network.seko, other.seko, None)]
    assert [bool(demands.may_be_sent(place, NOW)) for place in places] == [True, True, True]
    carry(comments, by=network.lead, now=NOW)
    position = ensure_position(consultation, network.seko, by=network.lead, now=NOW)

    submit_position(position, by=network.lead, now=NOW)

    assert [bool(demands.may_be_sent(place, NOW)) for place in places] == [False, True, True]
    assert not demands.may_be_withdrawn(comments[0], NOW)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (f.CONSOLIDATING, "3 коментара чекају одлуку СЕКО"),
        (f.LEADS_DEADLINE, "3 коментара чекају одлуку СЕКО"),
        (f.LEADS_DEADLINE + timedelta(seconds=1), "рок за издвојена мишљења још није истекао"),
        (f.DISSENTS_UNTIL, "рок за издвојена мишљења још није истекао"),
        (f.DISSENTS_UNTIL + timedelta(seconds=1), ""),
    ],
)
def test_concluding_waits_for_the_leads_and_the_dissent_date(
    consultation: Consultation, comments: list[Comment], moment: datetime, said: str
) -> None:
    decision = demands.may_be_concluded(consultation, moment)

    assert (bool(decision), said in str(decision.reason)) == (not said, True)


def test_what_is_on_the_board_but_not_handed_in_awaits_too(
    network: f.Network, consultation: Consultation, comments: list[Comment]
) -> None:
    carry(comments, by=network.lead, now=NOW)

    assert "3" in str(demands.may_be_concluded(consultation, NOW).reason)
