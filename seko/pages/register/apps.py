"""The app's entry in the registry."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from seko.foundation.design import navigation


class RegisterConfig(AppConfig):
    name = "seko.pages.register"
    label = "register"

    def ready(self) -> None:
        """Put who is who into the navigation."""
        navigation.register("who-is-who", _("Who is who"), order=40)
