"""The app's entry in the registry."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "seko.actors.calls"
    label = "calls"
