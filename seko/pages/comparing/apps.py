"""The app's entry in the registry."""

from django.apps import AppConfig


class ComparingConfig(AppConfig):
    name = "seko.pages.comparing"
    label = "comparing"
