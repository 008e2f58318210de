"""The scheduler's round: due mail, timed jobs, jobs that a killed worker left."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, close_old_connections, connection

from seko.foundation.core import clock
from seko.foundation.jobs import timed

LONGEST_WAIT = 60.0

log = logging.getLogger(__name__)


def run_round() -> list[str]:
    """Run everything that is due once; one that fails does not stop the others. Return the names of those that failed.

    Raises `DatabaseError` where the database does not answer at all.
    """
    now = clock.read()
    failed = []
    for name, call in timed.due_calls():
        try:
            call(now)
        except Exception as error:
            if isinstance(error, DatabaseError) and not connection.is_usable():
                raise
            log.error("timed job %s failed: %s", name, type(error).__name__)
            failed.append(name)
    return failed


def run_rounds(seconds: float, stop: threading.Event) -> None:
    """Run a round every so many seconds until `stop` is set; wait longer while the database is away."""
    wait = seconds
    while not stop.is_set():
        close_old_connections()
        try:
            run_round()
            wait = seconds
        except DatabaseError as error:
            connection.close()
            wait = min(wait * 2, LONGEST_WAIT)
            log.warning("the database does not answer (%s); next try in %.0f s", type(error).__name__, wait)
        stop.wait(wait)
