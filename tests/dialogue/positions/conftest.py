"""What the tests of positions stand on: one network, one consultation, three comments."""

from __future__ import annotations

import pytest

from seko.dialogue.comments.models import Comment
from seko.dialogue.consultations.models import Consultation
from tests import factories as f


@pytest.fixture
def network() -> f.Network:
    """A SEKO with a lead, a partner and two members."""
    return f.a_network()


@pytest.fixture
def consultation(network: f.Network) -> Consultation:
    """The usual consultation of that SEKO."""
    return f.a_consultation([network.seko])


@pytest.fixture
def comments(network: f.Network, consultation: Consultation) -> list[Comment]:
    """Three comments of two members, on the third, the first and the second passage, in this order of sending."""
    first, second = network.members
    return [
        f.a_comment(consultation, first, "Продужити трајање пројекта.", seko=network.seko, place="1-3"),
        f.a_comment(consultation, second, "Додати мерну станицу у Бору.", seko=network.seko, place="1-1"),
        f.a_comment(consultation, first, "Dodati mernu stanicu u Boru.", seko=network.seko, place="1-2"),
    ]
