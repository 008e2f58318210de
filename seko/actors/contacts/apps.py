"""The app's entry in the registry."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "seko.actors.contacts"
    label = "contacts"

    def ready(self) -> None:
        """Register what people are told of."""
        from seko.actors.contacts import notices  # noqa: F401 - it registers itself
