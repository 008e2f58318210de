"""The app's entry in the registry."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "seko.foundation.core"
    label = "core"
