"""An erasure that is decided, taken back and carried out at the same moment: one of them happens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from seko.actors.accounts.models import Person
from seko.actors.organisations.enums import Role
from seko.actors.own_data import actions
from seko.actors.own_data.models import ErasureRequest
from seko.foundation.core.errors import SekoError
from seko.foundation.workflow import second
from tests import factories as f
from tests.at_once import at_once

NOW = f.ANSWERING


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(4))
def test_nobody_is_noted_as_erased_who_is_not(turn: int, tmp_path: Path, settings: Any) -> None:
    settings.ERASURE_LOG = tmp_path / "erasures.jsonl"
    author, ministry = f.a_network().members[0], f.ministry()
    one = f.an_actor(f.an_organisation("Управа", "ministry"), Role.ADMINISTRATOR)
    two, three = f.another_of(one), f.another_of(one)
    approved = actions.approve_erasure(actions.ask_erasure(by=author, now=NOW), by=ministry, now=NOW)
    proposed = actions.propose_erasure(approved, by=one, now=NOW)

    outcomes = at_once(
        lambda: second.confirm(proposed, by=two, now=NOW),
        lambda: second.confirm(proposed, by=three, now=NOW),
        lambda: actions.withdraw_erasure(approved, by=author, now=NOW),
        lambda: actions.refuse_erasure(approved, reason="Рок за чување.", by=ministry, now=NOW),
    )

    assert sum(not isinstance(outcome, SekoError) for outcome in outcomes) == 1
    assert None not in outcomes
    is_erased = Person.objects.get(pk=approved.person_id).name == ""
    assert (ErasureRequest.objects.get().status == "carried-out") == is_erased
    assert settings.ERASURE_LOG.exists() == is_erased
