"""The app's entry in the registry."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "seko.actors.calls"
    label = "calls"

    def ready(self) -> None:
        """Register deeds that need two with their words, what people are told of, and the file of an application."""
        from seko.actors.calls import actions, notices, presenters  # noqa: F401
        from seko.foundation.files.kinds import DOCX, ODT, PDF, register_kind

        register_kind("application", (PDF, DOCX, ODT), limit_key="attachment_bytes")
