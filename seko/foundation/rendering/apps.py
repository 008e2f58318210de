"""The app's entry in the registry."""

from django.apps import AppConfig


class RenderingConfig(AppConfig):
    name = "seko.foundation.rendering"
    label = "rendering"
