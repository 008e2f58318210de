"""The app's entry in the registry."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "seko.pages.desk"
    label = "desk"
