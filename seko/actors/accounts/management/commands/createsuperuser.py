"""`manage.py createsuperuser`: Django's own, which does not fit here, says what to use instead."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "There is no superuser; persons and their roles come by load_register."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse, in a sentence."""
        raise CommandError("There is no superuser here. Enter persons and mandates with: manage.py load_register FILE")
