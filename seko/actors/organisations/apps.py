"""The app's entry in the registry."""

from pathlib import Path

from django.apps import AppConfig

from seko.foundation.core import catalogue

FOLDER = Path(__file__).parent / "catalogue"


class OrganisationsConfig(AppConfig):
    name = "seko.actors.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Register the catalogue of fields of work, and the deeds that need two people."""
        from seko.actors.organisations import actions, presenters  # noqa: F401 - they register themselves

        catalogue.register("organisations.FieldOfWork", FOLDER / "fields_of_work.json")
