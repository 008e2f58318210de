"""The app's entry in the registry."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NotificationsConfig(AppConfig):
    name = "seko.foundation.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Read every app's `notices.py`, which registers its kinds."""
        autodiscover_modules("notices")
