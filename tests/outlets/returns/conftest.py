"""The time in which comments are taken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from seko.foundation.core import clock
from tests import factories as f


@pytest.fixture(autouse=True)
def commenting() -> Iterator[None]:
    with clock.pinned(f.COMMENTING):
        yield
