"""The app's entry in the registry."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "seko.pages.register"
    label = "register"
