"""The app's entry in the registry."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "seko.pages.facts"
    label = "facts"
