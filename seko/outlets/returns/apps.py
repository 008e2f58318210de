"""The app's entry in the registry."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "seko.outlets.returns"
    label = "returns"

    def ready(self) -> None:
        """Make the kind of its upload known."""
        from seko.outlets.returns import actions  # noqa: F401 - it registers what it owns
