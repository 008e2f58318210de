"""The app's entry in the registry."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "seko.drafts.documents"
    label = "documents"

    def ready(self) -> None:
        """Register what needs two persons, the kind of file that is uploaded, the check of the system."""
        from seko.drafts.documents import actions, checks, presenters  # noqa: F401 - they register themselves
