"""The app's entry in the registry."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "seko.dialogue.comments"
    label = "comments"

    def ready(self) -> None:
        """Register what consultations ask of comments, how a proposal to take a late one is described, and what follows
        when a mandate ends.
        """
        from seko.actors.organisations.conditions import mandate_ended
        from seko.dialogue.comments import demands, presenters  # noqa: F401 - presenters register themselves
        from seko.dialogue.comments.actions.handing_over import leave_unsent_comments
        from seko.dialogue.comments.notices import authors_in, holders_of_unsent
        from seko.dialogue.consultations import conditions

        conditions.no_comment_sent.register(demands.no_comment_sent)
        conditions.concludable.register(demands.late_requests_are_decided)
        conditions.endable.register(demands.late_requests_are_decided)
        conditions.holders_of_unsent.register(holders_of_unsent)
        conditions.authors.register(authors_in)
        mandate_ended.register(leave_unsent_comments)
