"""`manage.py rebuild_search`: makes the search index anew from what stands in the database."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand

from seko.outlets.search.actions import rebuild


class Command(BaseCommand):
    help = "Make the search index anew; people can go on searching and writing meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how much there is to find and how long it took."""
        started = time.perf_counter()
        entries = rebuild()
        self.stdout.write(f"The search index has {entries} entries; made in {time.perf_counter() - started:.1f} s.")
