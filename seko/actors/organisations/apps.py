"""The app's entry in the registry."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "seko.actors.organisations"
    label = "organisations"
