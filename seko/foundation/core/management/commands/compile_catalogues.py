"""Compiles the catalogues of translated strings, Serbian Latin included; what is up to date is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from seko.foundation.core.catalogues import compile_all

ROOT = Path(__file__).resolve().parents[4]


class Command(BaseCommand):
    help = "Compile the catalogues of translated strings (Cyrillic as written, Latin derived)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile and say how many catalogues were not up to date."""
        compiled = compile_all(ROOT)
        if options["verbosity"] > 0:
            self.stdout.write(f"{len(compiled)} catalogues compiled")
