"""The app's entry in the registry."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from seko.foundation.design import navigation


class DeskConfig(AppConfig):
    name = "seko.pages.desk"
    label = "desk"

    def ready(self) -> None:
        """Put the app's pages into the navigation."""
        navigation.register("desk", _("My tasks"), order=10, needs_sign_in=True)
