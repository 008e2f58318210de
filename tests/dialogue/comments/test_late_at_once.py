"""A late request decided while its author takes it back (PostgreSQL; SQLite has one writer)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection, transaction

from seko.dialogue.comments import actions
from seko.dialogue.comments.enums import LateStatus
from seko.dialogue.comments.models import Comment, Unsent
from seko.dialogue.consultations.queries import locked
from seko.foundation.core.errors import WrongState
from seko.foundation.workflow import second
from seko.foundation.workflow.models import ProposedDeed
from tests import factories as f

pytestmark = pytest.mark.django_db(transaction=True)
BLOCKED = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def wait_until_somebody_waits() -> None:
    """Return when another connection waits for a lock of ours."""
    for _turn in range(100):
        with connection.cursor() as cursor:
            cursor.execute(BLOCKED)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")


@pytest.mark.parametrize("deed", [second.confirm, second.refuse])
def test_deciding_waits_for_the_consultation_first(deed: Callable[..., object]) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time: nobody waits holding a lock")
    network = f.a_network()
    consultation, author, first = f.a_consultation([network.seko]), network.members[0], f.ministry()
    unsent = actions.save_unsent(
        identifier=uuid4(),
        consultation=consultation,
        fields={"words": "Закаснели коментар.", "anchor": {"kind": "whole"}},
        by=author,
        now=f.COMMENTING,
    )
    unsent = actions.request_late(unsent, reason="Болест.", by=author, now=f.DISSENTING)
    proposed = actions.propose_late_acceptance(unsent, reason="Оправдано.", by=first, now=f.DISSENTING)
    told: list[Exception] = []

    def decide() -> None:
        try:
            deed(proposed, by=f.another_of(first), now=f.DISSENTING)
        except Exception as error:
            told.append(error)
        finally:
            connection.close()

    deciding = threading.Thread(target=decide)
    with transaction.atomic():
        locked(consultation)
        deciding.start()
        wait_until_somebody_waits()
        actions.recall_late_request(unsent, by=author, now=f.DISSENTING)
    deciding.join()

    assert [type(error) for error in told] == [WrongState]
    assert ProposedDeed.objects.get().status == ProposedDeed.Status.REFUSED
    assert Unsent.objects.get().late_status == LateStatus.NONE
    assert Comment.objects.count() == 0
