"""The app's entry in the registry."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "seko.actors.accounts"
    label = "accounts"
