"""The app's entry in the registry."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from seko.foundation.design import navigation


class PortalConfig(AppConfig):
    name = "seko.pages.portal"
    label = "portal"

    def ready(self) -> None:
        """Put the app's pages into the navigation."""
        navigation.register("consultations", _("Consultations"), order=20)
        navigation.register("answers", _("Year and answers"), order=30)
