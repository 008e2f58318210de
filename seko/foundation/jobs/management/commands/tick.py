"""`manage.py tick`: the scheduler."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seko.foundation.jobs.tick import run_round, run_rounds


class Command(BaseCommand):
    help = "Send due mail, run timed jobs, take up what a killed worker left: once, or with --every in a loop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the length of the pause between two rounds."""
        parser.add_argument("--every", type=float, default=0.0, metavar="SECONDS", help="loop with this pause")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run one round, or rounds until SIGTERM or Ctrl-C; the round that runs is finished first."""
        if options["every"] <= 0:
            failed = run_round()
            if failed:
                raise CommandError("failed: " + ", ".join(failed))
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        run_rounds(options["every"], stop)
