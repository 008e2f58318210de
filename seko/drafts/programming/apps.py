"""The app's entry in the registry."""

from pathlib import Path

from django.apps import AppConfig

from seko.foundation.core import catalogue

FOLDER = Path(__file__).parent / "catalogue"


class ProgrammingConfig(AppConfig):
    name = "seko.drafts.programming"
    label = "programming"

    def ready(self) -> None:
        """Register the catalogues (kinds of documents, then the rules of time that bind them); name the kinds."""
        from seko.drafts.documents import conditions
        from seko.drafts.programming.queries import document_kinds

        catalogue.register("programming.DocumentKind", FOLDER / "document_kinds.json")
        catalogue.register("programming.TimeRule", FOLDER / "time_rules.json")
        conditions.kinds.register(document_kinds)
