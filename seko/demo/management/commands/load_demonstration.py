"""`manage.py load_demonstration`: writes the demonstration year into an empty database."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from seko.actors.organisations.models import Organisation
from seko.demo.year import Scale, load_year
from seko.foundation.core import clock
from seko.outlets.search.actions import rebuild


class Command(BaseCommand):
    help = "Write the demonstration year (fictional organisations) into an empty database; says how long it took."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the number of comments, for a smaller demonstration."""
        parser.add_argument("--comments", type=int, default=Scale().first + Scale().second)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, unless something is there already."""
        if not settings.DEMONSTRATION:
            raise CommandError("Demonstration data are loaded in demonstration mode only.")
        if Organisation.objects.exists():
            self.stdout.write("The database already holds organisations; nothing was loaded.")
            return
        count = options["comments"]
        first = min(Scale().first, max(20, count // 12))
        started = time.perf_counter()
        load_year(clock.read(), say=self.stdout.write, scale=Scale(first, count - first))
        rebuild()
        self.stdout.write(f"The demonstration was loaded in {time.perf_counter() - started:.1f} s.")
