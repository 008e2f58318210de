"""The app's entry in the registry."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from seko.foundation.design import navigation


class RecordConfig(AppConfig):
    name = "seko.pages.record"
    label = "record"

    def ready(self) -> None:
        """Put the app's pages into the navigation."""
        place = navigation.Place.PERSON
        navigation.register("record", _("My comments and answers"), place=place, order=20, needs_sign_in=True)
