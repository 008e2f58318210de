"""The app's entry in the registry."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "seko.actors.contacts"
    label = "contacts"
