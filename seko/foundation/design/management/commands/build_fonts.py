"""Cut the two type families into the eight web fonts: `manage.py build_fonts` (a second run finds them done)."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from seko.foundation.design import fonts


class Command(BaseCommand):
    """Writes `design/fonts/*.woff2` where the static files are looked for."""

    requires_system_checks: list[str] = []  # it runs in the set-up, before there is anything to check
    help = "Cut Source Serif 4 and Source Sans 3 for the web, Cyrillic and Latin, upright and italic."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder and how many cuts are made at once."""
        parser.add_argument("--into", type=Path, default=Path(settings.BUILD_DIR) / "static" / "design" / "fonts")
        parser.add_argument("--processes", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Cut what is not there yet and say what was done."""
        made = fonts.build(options["into"], processes=options["processes"])
        for name in made:
            self.stdout.write(f"{name}: {(options['into'] / name).stat().st_size} bytes")
        if not made:
            self.stdout.write("The fonts are up to date.")
