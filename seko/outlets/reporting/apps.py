"""The app's entry in the registry."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "seko.outlets.reporting"
    label = "reporting"
