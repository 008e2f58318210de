"""The app's entry in the registry."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JournalConfig(AppConfig):
    name = "seko.foundation.journal"
    label = "journal"

    def ready(self) -> None:
        """Make the chain's first tail when the tables are made."""
        post_migrate.connect(_begin_chain, sender=self, dispatch_uid="seko.journal.tail")


def _begin_chain(sender: AppConfig, using: str = "default", **_: Any) -> None:
    sender.get_model("Tail")._default_manager.using(using).get_or_create(pk=1)
