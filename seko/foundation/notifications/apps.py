"""The app's entry in the registry."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from seko.foundation.design import navigation


class NotificationsConfig(AppConfig):
    name = "seko.foundation.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Read every app's `notices.py`, which registers its kinds; put the notices into the person's menu."""
        autodiscover_modules("notices")
        navigation.register("notices", _("Notices"), place=navigation.Place.PERSON, order=50, needs_sign_in=True)
