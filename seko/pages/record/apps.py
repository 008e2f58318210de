"""The app's entry in the registry."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "seko.pages.record"
    label = "record"
