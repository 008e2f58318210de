"""The app's entry in the registry."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "seko.demo"
    label = "demo"
