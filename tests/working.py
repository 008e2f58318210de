"""The queue's work done at once, as a worker would do it."""

from __future__ import annotations

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult


def work_through_the_queue() -> None:
    """Run everything in the queue that is due, as `manage.py db_worker --batch` does."""
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
    # The worker's own loop closes connections between two jobs, and with them the test's transaction.
    while place := DBTaskResult.objects.ready().first():
        place.claim("test")
        worker.run_task(place)
