"""The app's entry in the registry."""

from pathlib import Path

from django.apps import AppConfig

from seko.foundation.core import catalogue

FOLDER = Path(__file__).parent / "catalogue"


class OrganisationsConfig(AppConfig):
    name = "seko.actors.organisations"
    label = "organisations"

    def ready(self) -> None:
        """Register the catalogue of fields of work, the deeds that need two people and whether the first still may,
        and who needs a second factor.
        """
        from seko.actors.accounts import conditions
        from seko.actors.organisations import actions, presenters  # noqa: F401 - they register themselves
        from seko.actors.organisations.queries.mandates import acts_for_state, may_still
        from seko.foundation.workflow import second

        second.proposer_may.register(may_still)
        conditions.needs_second_factor.register(acts_for_state)
        catalogue.register("organisations.FieldOfWork", FOLDER / "fields_of_work.json")
