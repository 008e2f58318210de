"""`manage.py check_journal`: finds tampering with the journal."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seko.foundation.journal.queries import tampering


class Command(BaseCommand):
    help = "Check the journal's chain; names every entry that was changed, removed or added beside it."

    def handle(self, *args: Any, **options: Any) -> None:
        found = tampering()
        if found:
            raise CommandError("\n".join(f"entry {fault.sequence}: {fault.fault}" for fault in found))
        self.stdout.write("The journal is whole.")
