"""The app's entry in the registry."""

from django.apps import AppConfig


class TracingConfig(AppConfig):
    name = "seko.dialogue.tracing"
    label = "tracing"

    def ready(self) -> None:
        """Register what follows when a document gets a further version."""
        from seko.dialogue.tracing import actions
        from seko.drafts.documents import conditions

        conditions.version_added.register(actions.ask_to_compare)
