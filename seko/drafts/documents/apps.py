"""The app's entry in the registry."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "seko.drafts.documents"
    label = "documents"
