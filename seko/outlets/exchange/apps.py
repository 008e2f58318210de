"""The app's entry in the registry."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "seko.outlets.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Make the kind of its upload known."""
        from seko.outlets.exchange import actions  # noqa: F401 - it registers what it owns
