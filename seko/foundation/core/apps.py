"""The app's entry in the registry."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from seko.foundation.core import triggers


class CoreConfig(AppConfig):
    name = "seko.foundation.core"
    label = "core"

    def ready(self) -> None:
        """Install each app's database rules after every migrate; on SQLite they make way before it."""
        pre_migrate.connect(triggers.make_way, dispatch_uid="seko.triggers.make_way")
        post_migrate.connect(triggers.install_for, dispatch_uid="seko.triggers")
