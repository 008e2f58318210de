"""The app's entry in the registry."""

from datetime import datetime

from django.apps import AppConfig

from seko.foundation.core.decisions import ALLOWED, Decision, refused


class CommentsConfig(AppConfig):
    name = "seko.dialogue.comments"
    label = "comments"

    def ready(self) -> None:
        """Register what consultations ask of comments, and how a proposal to take a late one is described."""
        from seko.dialogue.comments import presenters  # noqa: F401 - it registers itself
        from seko.dialogue.comments.notices import holders_of_unsent
        from seko.dialogue.consultations import conditions

        conditions.no_comment_sent.register(_no_comment_sent)
        conditions.tell_when_dates_move(holders_of_unsent)


def _no_comment_sent(consultation: object, now: datetime) -> Decision:
    from django.utils.translation import gettext_lazy as _

    if getattr(consultation, "comments_sent", 0):
        return refused(_("Comments were already sent, so the consultation can only be concluded."))
    return ALLOWED
