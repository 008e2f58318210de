"""A queue worker that runs until the queue is empty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.working import work_through_the_queue

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def work() -> Callable[[], None]:
    """Return what runs everything in the queue that is due, as `manage.py db_worker --batch` does."""
    return work_through_the_queue
