"""The app's entry in the registry."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "seko.pages.reading"
    label = "reading"
