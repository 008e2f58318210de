"""`manage.py refresh_name_keys`: the keys under which names are found, compared and sorted, written anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, no_translations

from seko.actors.organisations.actions import refresh_name_keys


class Command(BaseCommand):
    help = "Write the keys of all names of organisations anew: after an update that changes how names are compared."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        """Write them and say which organisations look the same."""
        count, doubles = refresh_name_keys()
        self.stdout.write(f"{count} organisations have their keys")
        for row in doubles:
            self.stdout.write(f"- looks the same as another one: {row.slug}")
