"""The app's entry in the registry."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "seko.foundation.design"
    label = "design"

    def ready(self) -> None:
        """Register the check that every entry of the navigation has an address."""
        from seko.foundation.design import checks

        self.checks = checks
