"""The app's entry in the registry."""

from pathlib import Path

from django.apps import AppConfig

from seko.foundation.core import catalogue

FOLDER = Path(__file__).parent / "catalogue"


class OrganisationsConfig(AppConfig):
    name = "seko.actors.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Register the catalogue of fields of work, and the deeds that need two people, and whether the first
        still may.
        """
        from seko.actors.organisations import actions, presenters  # noqa: F401 - they register themselves
        from seko.actors.organisations.queries.mandates import may_still
        from seko.foundation.workflow import second

        second.proposer_may.register(may_still)
        catalogue.register("organisations.FieldOfWork", FOLDER / "fields_of_work.json")
