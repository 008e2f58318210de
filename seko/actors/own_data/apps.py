"""The app's entry in the registry."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from seko.foundation.design import navigation


class OwnDataConfig(AppConfig):
    name = "seko.actors.own_data"
    label = "own_data"

    def ready(self) -> None:
        """Put the pages in the foot and in the person's menu; make the deed of two administrators known."""
        from seko.actors.own_data import actions, presenters  # noqa: F401 - they register what they own

        navigation.register("processing", _("Personal data"), place=navigation.Place.FOOT, order=80)
        navigation.register("own-data", _("My data"), place=navigation.Place.PERSON, order=60, needs_sign_in=True)
