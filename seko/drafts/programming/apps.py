"""The app's entry in the registry."""

from django.apps import AppConfig


class ProgrammingConfig(AppConfig):
    name = "seko.drafts.programming"
    label = "programming"
