"""The app's entry in the registry."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "seko.foundation.files"
    label = "files"
