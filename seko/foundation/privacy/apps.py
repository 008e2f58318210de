"""The app's entry in the registry."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    name = "seko.foundation.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Read every app's `privacy.py`, which classes its fields."""
        autodiscover_modules("privacy")
