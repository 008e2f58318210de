"""How a running job tells where it stands, and that it still lives."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from seko.foundation.core import clock
from seko.foundation.jobs.enums import JobStatus
from seko.foundation.jobs.models import Job

BEAT_SECONDS = 10
WRITE_SECONDS = 0.5

log = logging.getLogger(__name__)


class Stopped(Exception):
    """The job was cancelled, or given up and begun by another worker: this run must end without effect."""


class Progress:
    """Given to a handler: call it to tell progress; `finishing()` ends the job with its effect."""

    def __init__(self, job_id: UUID, attempt: int) -> None:
        self.job_id = job_id
        self.is_finished = False
        self._attempt = attempt
        self._written: tuple[float, str] = (0.0, "")

    def __call__(self, done: int = 0, total: int = 0, phase: str = "") -> None:
        """Tell that `done` of `total` are done, in the phase with that stable code.

        Written twice a second at most; raises `Stopped` when the job is no longer this run's.
        """
        moment, last_phase = self._written
        if phase == last_phase and done != total and time.monotonic() - moment < WRITE_SECONDS:
            return
        self._written = (time.monotonic(), phase)
        values = {"done": max(done, 0), "total": max(total, 0), "phase": phase, "seen_at": clock.read()}
        if not self._mine().update(**values):
            raise Stopped

    @contextmanager
    def finishing(self) -> Iterator[dict[str, Any]]:
        """Open the transaction of the job's effect; on the way out the job is marked done in it, or nothing is written.

        Yields the dict that becomes the job's `result`. Raises `Stopped` when the job is no longer this run's.
        """
        result: dict[str, Any] = {}
        with transaction.atomic():
            if not self._mine().select_for_update().exists():
                raise Stopped
            yield result
            self.finish(result)

    def finish(self, result: dict[str, Any]) -> None:
        """Mark the job done with its result; raises `Stopped` when the job is no longer this run's."""
        moment = clock.read()
        ended = self._mine().update(status=JobStatus.DONE, result=result, finished_at=moment, seen_at=moment)
        if not ended:
            raise Stopped
        self.is_finished = True

    def fail(self, error: str, params: dict[str, Any]) -> None:
        """Mark the job failed with a stable code and its parameters, unless it is no longer this run's."""
        moment = clock.read()
        self._mine().update(
            status=JobStatus.FAILED, error=error, error_params=params, finished_at=moment, seen_at=moment
        )

    def beat(self) -> None:
        """Tell that the job still lives."""
        self._mine().update(seen_at=clock.read())

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.job_id, status=JobStatus.RUNNING, attempts=self._attempt)


class Heartbeat:
    """Tells from a thread of its own that the job lives, also while the handler is busy for minutes."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"heartbeat {progress.job_id}", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(BEAT_SECONDS):
            try:
                self._progress.beat()
            except DatabaseError as error:
                # The handler may hold the row, or the database may be away for a moment: the next beat tells.
                log.info("no heartbeat for job %s: %s", self._progress.job_id, type(error).__name__)
            finally:
                connection.close()
