"""The app's entry in the registry."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from seko.foundation.design import navigation


class AccountsConfig(AppConfig):
    name = "seko.actors.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Put the page of one's own sign-in into the person's menu."""
        navigation.register(
            "security", _("Account and sign-in"), place=navigation.Place.PERSON, order=60, needs_sign_in=True
        )
