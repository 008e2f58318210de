"""The app's entry in the registry."""

from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from seko.foundation.core import catalogue
from seko.foundation.design import navigation
from seko.foundation.design.navigation import Place

FOLDER = Path(__file__).parent / "catalogue"


class MemorandaConfig(AppConfig):
    name = "seko.drafts.memoranda"
    label = "memoranda"

    def ready(self) -> None:
        """Register the place in the foot, what needs two persons, the kind of file, the catalogue of measures."""
        navigation.register("memoranda", _("Memoranda"), place=Place.FOOT, order=30)
        catalogue.register("memoranda.Measure", FOLDER / "measures.json")
        from seko.drafts.memoranda import actions, checks, presenters  # noqa: F401 - they register themselves
