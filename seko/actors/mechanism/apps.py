"""The app's entry in the registry."""

from django.apps import AppConfig


class MechanismConfig(AppConfig):
    name = "seko.actors.mechanism"
    label = "mechanism"

    def ready(self) -> None:
        """Tell the organisations' app what an organisation is in each SEKO; deeds that need two, and their words."""
        from seko.actors.mechanism import actions, following, presenters, telling  # noqa: F401
        from seko.actors.mechanism.queries import with_standings
        from seko.actors.organisations import conditions
        from seko.actors.organisations.queries import register_standings

        register_standings(with_standings)
        conditions.closed.register(following.end_memberships)
        conditions.merged.register(following.move_memberships)
        conditions.places_of.register(telling.places_of)
        conditions.has_places.register(telling.has_places)
        conditions.leads_of.register(telling.leads_of)
