"""`manage.py load_register FILE`: SEKOs, organisations, persons and mandates, as in docs/register-example.json."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from seko.actors.mechanism.actions import load_register
from seko.actors.mechanism.register import read_register
from seko.foundation.core import clock
from seko.foundation.core.errors import Invalid


class Command(BaseCommand):
    help = "Add what FILE holds (see docs/register-example.json); new persons are mailed the link that signs them in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", metavar="FILE", type=Path)

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Load all of the file or nothing, and say how much was new."""
        try:
            entries = read_register(options["file"].read_text(encoding="utf-8-sig"))
            added = load_register(entries, now=clock.read())
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"The file cannot be read: {error}.") from error
        except Invalid as error:
            lines = [f"- {place}: {sentence}" if place else f"- {sentence}" for place, sentence in error.faults.items()]
            raise CommandError("Nothing was loaded:\n" + "\n".join(lines)) from error
        for section, count in added.items():
            self.stdout.write(f"{section}: {count} added, {len(entries[section]) - count} as they were")
