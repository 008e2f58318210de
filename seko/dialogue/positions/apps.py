"""The app's entry in the registry."""

from django.apps import AppConfig


class PositionsConfig(AppConfig):
    name = "seko.dialogue.positions"
    label = "positions"

    def ready(self) -> None:
        """Register what consultations and comments ask of positions, and what follows from sending."""
        from seko.dialogue.comments import conditions as of_comments
        from seko.dialogue.consultations import conditions as of_consultations
        from seko.dialogue.positions import demands, queries
        from seko.dialogue.positions.actions import follow_sent, follow_withdrawn

        of_comments.sendable.register(demands.may_be_sent)
        of_comments.withdrawable.register(demands.may_be_withdrawn)
        of_comments.sent.register(follow_sent)
        of_comments.withdrawn.register(follow_withdrawn)
        of_consultations.concludable.register(demands.may_be_concluded)
        of_comments.readers.register(queries.comments_read_by_state)
