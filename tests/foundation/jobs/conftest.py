"""A queue worker that runs until the queue is empty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def work() -> Callable[[], None]:
    """Return what runs everything in the queue that is due, as `manage.py db_worker --batch` does."""

    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )

    def run() -> None:
        # The worker's own loop closes connections between two jobs, and with them the test's transaction.
        while place := DBTaskResult.objects.ready().first():
            place.claim("test")
            worker.run_task(place)

    return run
