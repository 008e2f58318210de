"""`manage.py load_catalogues`: brings every app's catalogue rows in line with its files."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seko.foundation.core.catalogue import CatalogueFault, load_all


class Command(BaseCommand):
    help = "Load every app's catalogue files; loading twice changes nothing, nothing is ever deleted."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_all()
        except CatalogueFault as fault:
            raise CommandError(str(fault)) from fault
        for model, counts in loaded.items():
            self.stdout.write(
                f"{model}: {counts.created} created, {counts.changed} changed, {counts.same} as they were,"
                f" {counts.beside} not in the file"
            )
