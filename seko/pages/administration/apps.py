"""The app's entry in the registry."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "seko.pages.administration"
    label = "administration"

    def ready(self) -> None:
        """Register the deed that needs two administrators."""
        from seko.pages.administration import presenters  # noqa: F401 - with the deed it registers itself
