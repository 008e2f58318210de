"""After a restore: erases anew everybody whom the log of erasures names."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seko.actors.own_data.actions import replay_erasures
from seko.foundation.core import clock


class Command(BaseCommand):
    """Run it after every restore, before the platform is opened again."""

    help = "Erase anew the people of the log of erasures whom a restored database holds again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many they were."""
        try:
            count = replay_erasures(now=clock.read())
        except ValueError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{count} erased anew")
