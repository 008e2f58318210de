"""`manage.py check_files`: whether rows and files agree."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seko.foundation.core import clock
from seko.foundation.files.queries import agreement


class Command(BaseCommand):
    help = "Find rows without files, changed files, and files (older than a day) without rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how thoroughly to look."""
        parser.add_argument("--quick", action="store_true", help="do not read the files: changed ones are not found")

    def handle(self, *args: Any, **options: Any) -> None:
        """Name what does not agree, one line each, and end with an error if anything does not."""
        found = agreement(clock.read(), with_hashes=not options["quick"])
        lines = [f"file of {name} is missing" for name in found.missing]
        lines += [f"file of {name} has changed" for name in found.changed]
        lines += [f"{path} belongs to no row" for path in found.orphans]
        if lines:
            raise CommandError("\n".join(lines))
        unread = " Their content was not compared." if options["quick"] else ""
        self.stdout.write("Rows and files agree." + unread)
