"""The app's entry in the registry."""

from django.apps import AppConfig


class ChangesConfig(AppConfig):
    name = "seko.dialogue.changes"
    label = "changes"

    def ready(self) -> None:
        """Register what follows when a document gets a further version."""
        from seko.dialogue.changes import actions
        from seko.drafts.documents import conditions

        conditions.version_added.register(actions.ask_to_carry)
