"""The app's entry in the registry."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "seko.pages.portal"
    label = "portal"
