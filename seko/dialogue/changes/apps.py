"""The app's entry in the registry."""

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    name = "seko.dialogue.changes"
    label = "changes"

    def ready(self) -> None:
        """Register what follows when a document gets a further version, and what is known of one."""
        from seko.dialogue.changes import actions, queries
        from seko.dialogue.changes.presenters import summary
        from seko.drafts.documents import conditions

        conditions.version_added.register(actions.ask_to_carry)
        conditions.stake.register(queries.stake_of)
        conditions.about_version.register(summary.of_version)
