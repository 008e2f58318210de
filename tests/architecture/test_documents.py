"""What is generated from the code is as the code is."""

from __future__ import annotations

from tools import states


def test_the_diagrams_of_states_are_fresh() -> None:
    assert states.PAGE.read_text(encoding="utf-8") == states.page()
