"""The app's entry in the registry."""

from pathlib import Path

from django.apps import AppConfig

from seko.foundation.core import catalogue

FOLDER = Path(__file__).parent / "catalogue"


class ProgrammingConfig(AppConfig):
    name = "seko.drafts.programming"
    label = "programming"

    def ready(self) -> None:
        """Register the catalogues: kinds of documents, then the rules of time that bind them."""
        catalogue.register("programming.DocumentKind", FOLDER / "document_kinds.json")
        catalogue.register("programming.TimeRule", FOLDER / "time_rules.json")
