"""The app's entry in the registry."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "seko.outlets.papers"
    label = "papers"
