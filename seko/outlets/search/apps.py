"""The app's entry in the registry."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "seko.outlets.search"
    label = "search"
