"""The app's entry in the registry."""

from django.apps import AppConfig


class MechanismConfig(AppConfig):
    name = "seko.actors.mechanism"
    label = "mechanism"

    def ready(self) -> None:
        """Tell the organisations' app what an organisation is in each SEKO."""
        from seko.actors.mechanism.queries import standings_of
        from seko.actors.organisations.queries import register_standings

        register_standings(standings_of)
