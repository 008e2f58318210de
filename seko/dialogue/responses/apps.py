"""The app's entry in the registry."""

from pathlib import Path

from django.apps import AppConfig

from seko.foundation.core import catalogue


class ResponsesConfig(AppConfig):
    name = "seko.dialogue.responses"
    label = "responses"

    def ready(self) -> None:
        """Register what lower apps ask of answers, who reads what because of them, and the catalogue of sub-kinds."""
        from seko.actors.organisations import conditions as of_organisations
        from seko.dialogue.comments import conditions as of_comments
        from seko.dialogue.consultations import conditions as of_consultations
        from seko.dialogue.positions import conditions as of_positions
        from seko.dialogue.responses import actions, demands, queries

        of_organisations.succeeded.register(actions.pass_on_open_points)
        of_organisations.merged.register(actions.pass_on_to_survivor)
        of_organisations.closed.register(actions.give_back_points)
        of_comments.withdrawable.register(demands.comment_may_be_withdrawn)
        of_positions.removable.register(demands.points_may_leave)
        of_consultations.concludable.register(demands.may_be_concluded)
        of_consultations.replies_may_end.register(demands.replies_may_end)
        of_organisations.mandate_ended.register(actions.free_assignments)
        of_comments.readers.register(queries.comments_answered)
        of_positions.readers.register(queries.points_of_institution)
        of_positions.readers.register(queries.points_public)
        of_positions.being_answered.register(queries.being_answered)
        catalogue.register("responses.Subkind", Path(__file__).parent / "catalogue" / "subkinds.json")
