"""`manage.py worker`: all background work in one command."""

from __future__ import annotations

import signal
import sys
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from seko.foundation.jobs.supervisor import Child, keep_running

MANAGE = Path(__file__).resolve().parents[5] / "manage.py"


class Command(BaseCommand):
    help = "Run jobs, mail and timed jobs until SIGTERM: a queue worker (or several) and the scheduler."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many queue workers to run and how often the scheduler looks."""
        parser.add_argument("--workers", type=int, default=1, help="how many queue workers (default: 1)")
        parser.add_argument("--every", type=float, default=5.0, metavar="SECONDS", help="the scheduler's pause")

    def handle(self, *args: Any, **options: Any) -> None:
        """Keep the child processes running; each is started anew when it ends."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        keep_running(children(options["workers"], options["every"]), stop)


def children(workers: int, every: float) -> list[Child]:
    """Return the commands that together do all background work."""
    manage = [sys.executable, str(MANAGE)]
    queue = [*manage, "db_worker", "--queue-name=*", "--interval=1", "--no-reload"]
    return [
        Child("scheduler", [*manage, "tick", f"--every={every}"]),
        *(Child(f"queue worker {number}", queue) for number in range(1, workers + 1)),
    ]
