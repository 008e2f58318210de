"""The app's entry in the registry."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "seko.outlets.papers"
    label = "papers"

    def ready(self) -> None:
        """Make the kinds of its uploads known."""
        from seko.outlets.papers import actions  # noqa: F401 - it registers what it owns
